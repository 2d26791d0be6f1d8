import type { ComponentChildren, JSX } from "preact";
import { useId, useState } from "preact/hooks";

interface PopoverProps {
  class?: string;
  /** Content of the button. */
  trigger: ComponentChildren;
  children: (id: string) => ComponentChildren;
}

/**
 * A button that opens a panel beside it. The browser closes it on Escape and on a click elsewhere, and returns the focus.
 * A button inside closes it with `popovertarget={id} popovertargetaction="hide"`.
 */
export function Popover({ class: className = "", trigger, children }: PopoverProps): JSX.Element {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" class={`button ${className}`} popovertarget={id}>
        {trigger}
      </button>
      <div
        id={id}
        popover="auto"
        class="popover"
        onBeforeToggle={(event) => event.newState === "open" && setOpen(true)}
        // Only once the browser has moved the focus from the content back to the button.
        onToggle={(event) => event.newState === "closed" && setOpen(false)}
      >
        {isOpen && children(id)}
      </div>
    </>
  );
}
