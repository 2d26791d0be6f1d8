import type { EnsureTokenInput } from "unleash-invites";
import { fill, find, whileBusy } from "./dom.ts";
import { clearErrorsOnInput, inputErrors, read, showError, showFieldErrors } from "./forms.ts";
import { endOf, moment } from "./time.ts";

/** A form for a new link: its name, and one of the presets that Unleash's own page offers too. */
export function setUpLinkForm(
  form: HTMLFormElement,
  submit: (wanted: EnsureTokenInput) => Promise<void>,
): void {
  const hours = () => Number(read(form, "hours"));
  const showEnd = () => {
    // A preset is a whole number of days, yet a link ends at midnight: what counts is told before.
    fill(form, { until: `Until ${moment(endOf(new Date(Date.now() + hours() * 3_600_000)))}` });
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
        await submit({ name: read(form, "name"), expiresIn: { hours: hours() } });
        form.reset();
        showEnd();
      } catch (error) {
        showError(form, error, inputErrors(form, error));
      }
    });
  });
}
