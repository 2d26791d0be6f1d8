import type { ButtonHTMLAttributes, ComponentChildren, JSX } from "preact";

interface ButtonProps extends Omit<ButtonHTMLAttributes, "disabled"> {
  /** The request that the button started is running: it does nothing, but keeps the focus. */
  isBusy?: boolean;
  children: ComponentChildren;
}

export function Button({
  isBusy = false,
  class: className = "",
  onClick,
  children,
  ...rest
}: ButtonProps): JSX.Element {
  return (
    <button
      type="button"
      {...rest}
      class={`button ${className}`}
      aria-disabled={isBusy || undefined}
      onClick={isBusy ? (event) => event.preventDefault() : onClick}
    >
      {children}
    </button>
  );
}
