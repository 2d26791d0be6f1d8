import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { type RotatedInviteToken, validUntil } from "unleash-invites";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { focusFirstError } from "../ui/field.tsx";
import type { PageContext } from "./app.tsx";
import { EndedLinks } from "./ended-links.tsx";
import { ExpiryField, isExpiryError, readExpiry } from "./expiry-field.tsx";
import { Failure } from "./failure.tsx";
import { formatFully } from "./format.ts";
import { LinkToCopy } from "./link-dialog.tsx";
import { enabledLinks } from "./select-links.ts";
import type { State } from "./store.ts";

interface RotateDialogProps {
  page: PageContext;
  state: State;
  /** Links of this name are disabled. */
  name: string;
  onClose: () => void;
}

/** Replaces the links of a name by a new one, after a confirmation that says what will happen. */
export function RotateDialog({ page, state, name, onClose }: RotateDialogProps): JSX.Element {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [rotated, setRotated] = useState<{ link: RotatedInviteToken; isCopied: boolean }>();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => focusFirstError(form.current), [error]);

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (isBusy || !form.current) return;
    const expiry = readExpiry(form.current);
    setBusy(true);
    setError(undefined);
    try {
      const link = await page.store.rotate({ name, ...expiry });
      setRotated({ link, isCopied: await page.copy(link) });
    } catch (cause) {
      setError(cause);
    }
    setBusy(false);
  }

  if (rotated) {
    const { link, isCopied } = rotated;
    return (
      <Dialog title="Link rotated" onClose={onClose}>
        <LinkToCopy page={page} link={link} isCopied={isCopied} />
        <p class="hint">Valid until {formatFully(validUntil(link), state.now)}.</p>
        <EndedLinks title="Disabled" links={link.disabledTokens} page={page} />
        <div class="row end">
          <Button onClick={onClose}>Done</Button>
        </div>
      </Dialog>
    );
  }
  const affected = enabledLinks(state.links ?? [], name);
  return (
    <Dialog title="Rotate link" isBusy={isBusy} onClose={onClose}>
      <p class="name">
        <bdi>{name}</bdi>
      </p>
      <p>
        A new link of this name replaces the current one. Do this when a link has reached the wrong people.
      </p>
      <EndedLinks title="Stops working immediately" links={affected} page={page} />
      <form ref={form} noValidate onSubmit={submit}>
        <ExpiryField now={state.now} />
        <Failure error={error} isHidden={isExpiryError(error)} />
        <div class="row end">
          <Button isDisabled={isBusy} onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" class="danger" isBusy={isBusy}>
            Rotate link
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
