import type { ButtonHTMLAttributes, ComponentChildren, JSX } from "preact";

interface ButtonProps extends Omit<ButtonHTMLAttributes, "disabled"> {
  /** The request that the button started is running: it does nothing, but keeps the focus. */
  isBusy?: boolean;
  /** Does nothing either, as another button's request is running. */
  isDisabled?: boolean;
  children: ComponentChildren;
}

export function Button({
  isBusy = false,
  isDisabled = isBusy,
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
      aria-disabled={isDisabled || undefined}
      data-busy={isBusy || undefined}
      onClick={isDisabled ? (event) => event.preventDefault() : onClick}
    >
      {children}
    </button>
  );
}
