import type { ComponentChildren, JSX } from "preact";
import { useId, useState } from "preact/hooks";

interface PopoverProps {
  /** Name of the button for screen readers. */
  label: string;
  class?: string;
  /** What the button shows. */
  trigger: ComponentChildren;
  children: (id: string) => ComponentChildren;
}

/**
 * A button that opens a panel beside it. The browser closes it on Escape and on a click elsewhere, and returns the focus.
 * A button inside closes it with `popovertarget={id} popovertargetaction="hide"`.
 */
export function Popover({ label, class: className = "", trigger, children }: PopoverProps): JSX.Element {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" class={`button ${className}`} popovertarget={id} aria-label={label}>
        {trigger}
      </button>
      <div
        id={id}
        popover="auto"
        class="popover"
        onBeforeToggle={(event) => setOpen(event.newState === "open")}
      >
        {isOpen && children(id)}
      </div>
    </>
  );
}
