import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { type CreatedInviteToken, validUntil } from "unleash-invites";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field, focusFirstError, readField } from "../ui/field.tsx";
import type { PageContext } from "./app.tsx";
import { ExpiryField, isExpiryError, readExpiry } from "./expiry-field.tsx";
import { Failure } from "./failure.tsx";
import { formatFully } from "./format.ts";
import { LinkToCopy } from "./link-dialog.tsx";
import { fieldErrors } from "./messages.ts";

/** Creates a link; ends on the link, copied. */
export function CreateDialog({ page, onClose }: { page: PageContext; onClose: () => void }): JSX.Element {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [created, setCreated] = useState<{ link: CreatedInviteToken; isCopied: boolean }>();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => focusFirstError(form.current), [error]);
  const { now } = page.store.getState();
  const errors = fieldErrors(error, { name: "Name" });

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (isBusy || !form.current) return;
    const input = { name: readField(form.current, "name"), ...readExpiry(form.current) };
    setBusy(true);
    setError(undefined);
    try {
      const link = await page.store.create(input);
      setCreated({ link, isCopied: await page.copy(link) });
    } catch (cause) {
      setError(cause);
    }
    setBusy(false);
  }

  if (created) {
    const { link, isCopied } = created;
    const end = formatFully(validUntil(link), now);
    return (
      <Dialog title="Link created" onClose={onClose}>
        <LinkToCopy page={page} link={link} isCopied={isCopied} />
        <p class="hint">
          Valid until {end}.{link.expiryCapped && " Unleash allows one month at most."}
        </p>
        <div class="row end">
          <Button onClick={onClose}>Done</Button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title="Create link" isBusy={isBusy} onClose={onClose}>
      <form ref={form} noValidate onSubmit={submit}>
        <Field
          label="Name"
          name="name"
          autocomplete="off"
          required
          autofocus
          hint="Only administrators see it."
          error={errors.name}
        />
        <ExpiryField now={now} />
        <Failure error={error} isHidden={Object.keys(errors).length > 0 || isExpiryError(error)} />
        <div class="row end">
          <Button isDisabled={isBusy} onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" class="primary" isBusy={isBusy}>
            Create link
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
