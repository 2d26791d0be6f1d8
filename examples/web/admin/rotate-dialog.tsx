import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { type InviteToken, type RotatedInviteToken, validUntil } from "unleash-invites";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import type { PageContext } from "./app.tsx";
import { ExpiryField, readExpiry } from "./expiry-field.tsx";
import { Failure } from "./failure.tsx";
import { countPeople, formatDay, formatFully, shortenLink } from "./format.ts";
import { LinkToCopy } from "./link-dialog.tsx";
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

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (isBusy || !form.current) return;
    const expiresIn = readExpiry(form.current, Date.now());
    setBusy(true);
    setError(undefined);
    try {
      const link = await page.store.rotate({ name, expiresIn });
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
        <Ended title="Disabled" links={link.disabledTokens} page={page} />
        <div class="row end">
          <Button onClick={onClose}>Done</Button>
        </div>
      </Dialog>
    );
  }
  const affected = (state.links ?? []).filter((link) => link.name === name && link.enabled);
  return (
    <Dialog title="Rotate link" isBusy={isBusy} onClose={onClose}>
      <p class="name">
        <bdi>{name}</bdi>
      </p>
      <p>
        A new link of this name replaces the current one. Do this when a link has reached the wrong people.
      </p>
      <Ended title="Stops working immediately" links={affected} page={page} />
      <form ref={form} noValidate onSubmit={submit}>
        <ExpiryField now={state.now} />
        <Failure error={error} />
        <div class="row end">
          <Button isBusy={isBusy} onClick={onClose}>
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

interface EndedProps {
  title: string;
  links: readonly InviteToken[];
  page: PageContext;
}

/** Which links end by a rotation, and how many people joined through them. */
function Ended({ title, links, page }: EndedProps) {
  const people = links.reduce((sum, { users }) => sum + users.length, 0);
  if (links.length === 0) return null;
  return (
    <div class="ended">
      <h3>{title}</h3>
      <ul>
        {links.map(({ secret, createdAt, users }) => (
          <li key={secret}>
            <bdi dir="ltr">{shortenLink(page.linkTo(secret))}</bdi>
            <span class="muted">
              created {formatDay(createdAt)}, {countPeople(users.length)} joined
            </span>
          </li>
        ))}
      </ul>
      {people > 0 && <p class="hint">People who joined keep their accounts.</p>}
    </div>
  );
}
