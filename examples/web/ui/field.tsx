import type { ComponentChildren, InputHTMLAttributes, JSX } from "preact";
import { useId } from "preact/hooks";

type InputProps =
  | "autocapitalize"
  | "autocomplete"
  | "autofocus"
  | "dir"
  | "onInput"
  | "required"
  | "spellcheck";

interface FieldProps extends Pick<InputHTMLAttributes, InputProps> {
  type?: "text" | "email" | "password";
  label: ComponentChildren;
  name: string;
  hint?: ComponentChildren;
  error?: ComponentChildren;
  /** Stands at the end of the input. */
  children?: ComponentChildren;
}

/** An input with its label, hint and error. */
export function Field({ label, type = "text", hint, error, children, ...input }: FieldProps): JSX.Element {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class={children ? "with-button" : ""}>
        <input
          id={id}
          // Preact ties each type to its ARIA roles, so it takes no union of types.
          type={type as "text"}
          dir="auto"
          {...input}
          aria-invalid={error ? true : undefined}
          aria-describedby={`${id}-hint ${id}-error`}
        />
        {children}
      </div>
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
      <p class="error" id={`${id}-error`}>
        {error}
      </p>
    </div>
  );
}

/** What is wrong, by the name of the field. */
export type FieldErrors = {
  readonly [Name in "name" | "email" | "username" | "password"]?: ComponentChildren;
};

/** Moves the focus to the first field with an error. Called after the errors are rendered. */
export function focusFirstError(form: HTMLFormElement | null): void {
  form?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
}

/** The text of a form's field, without spaces around it. */
export function readField(form: HTMLFormElement, name: string): string {
  return String(new FormData(form).get(name) ?? "").trim();
}
