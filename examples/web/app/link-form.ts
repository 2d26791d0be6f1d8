import type { EnsureTokenInput } from "unleash-invites";
import { fill, find, whileBusy } from "./dom.ts";
import { clearErrorsOnInput, inputErrors, read, showError, showFieldErrors } from "./forms.ts";
import { endOf, expiryOf, moment } from "./time.ts";

/** A form for a new link: its name, and one of the presets that Unleash's own page offers too. */
export function setUpLinkForm(
  form: HTMLFormElement,
  submit: (wanted: EnsureTokenInput) => Promise<void>,
): void {
  const expiry = () => expiryOf(read(form, "life"), Date.now());
  const showEnd = () => {
    // A link ends at a midnight, and so a little sooner than the preset says: it is told before.
    fill(form, { until: `Until ${moment(endOf(expiry()))}` });
  };
  showEnd();
  form.addEventListener("change", showEnd);
  clearErrorsOnInput(form);

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void whileBusy(find(HTMLButtonElement, "button[type=submit]", form), async () => {
      showFieldErrors(form, new Map());
      fill(form, { problem: "" });
      try {
        await submit({ name: read(form, "name"), expiresAt: expiry() });
        form.reset();
        showEnd();
      } catch (error) {
        showError(form, error, inputErrors(form, error));
      }
    });
  });
}
