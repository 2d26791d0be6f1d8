import { InvalidInputError } from "unleash-invites";
import { fill, find } from "./dom.ts";
import { explain } from "./problems.ts";

/** What is wrong, by the name of the field. */
export type FieldErrors = ReadonlyMap<string, string>;

/** The words of a form's field, without the blanks around them. */
export function read(form: HTMLFormElement, field: string): string {
  return String(new FormData(form).get(field) ?? "").trim();
}

/** Shows each error at its field, and puts the focus into the first that is wrong. */
export function showFieldErrors(form: HTMLFormElement, errors: FieldErrors): void {
  const wrong = inputs(form).filter((input) => {
    const error = errors.get(input.name);
    input.ariaInvalid = error === undefined ? null : "true";
    find(HTMLElement, `#${input.id}-error`).textContent = error ?? "";
    return error !== undefined;
  });
  wrong[0]?.focus();
}

/** Takes an error away as soon as its field is being mended. */
export function clearErrorsOnInput(form: HTMLFormElement): void {
  for (const input of inputs(form)) {
    input.addEventListener("input", () => {
      input.ariaInvalid = null;
      find(HTMLElement, `#${input.id}-error`).textContent = "";
    });
  }
}

/** What the SDK finds wrong before it sends anything, at the fields of a form. */
export function inputErrors(form: HTMLFormElement, error: unknown): FieldErrors {
  if (!(error instanceof InvalidInputError)) return new Map();
  const errors = error.issues.map(
    ({ path, message }) => [path, `${labelOf(form, path)} ${message}.`] as const,
  );
  return new Map(errors.filter(([path]) => inputs(form).some(({ name }) => name === path)));
}

/** Shows an error where it belongs: at the fields it is about, or else below them all. */
export function showError(form: HTMLFormElement, error: unknown, errors: FieldErrors): void {
  showFieldErrors(form, errors);
  if (errors.size > 0) return;
  const { title, text } = explain(error);
  fill(form, { problem: `${title}. ${text}` });
}

/** The label of a field, as the start of a sentence. */
export function labelOf(form: HTMLFormElement, field: string): string {
  const label = inputs(form).find(({ name }) => name === field)?.labels?.[0];
  return label?.firstChild?.textContent?.trim() ?? field;
}

/** The inputs that have a place for their errors. */
function inputs(form: HTMLFormElement): HTMLInputElement[] {
  return [...form.querySelectorAll<HTMLInputElement>("input[aria-describedby]")];
}
