import type { JSX } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { InviteToken } from "unleash-invites";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import type { PageContext } from "./app.tsx";

interface LinkDialogProps {
  page: PageContext;
  link: InviteToken;
  onClose: () => void;
}

/** Shows a whole link, where the browser did not allow to copy it. */
export function LinkDialog({ page, link, onClose }: LinkDialogProps): JSX.Element {
  return (
    <Dialog title="Copy the link" onClose={onClose}>
      <p class="muted">The browser did not allow this page to copy. Copy the selected link yourself.</p>
      <LinkToCopy page={page} link={link} />
      <div class="row end">
        <Button onClick={onClose}>Done</Button>
      </div>
    </Dialog>
  );
}

interface LinkToCopyProps {
  page: PageContext;
  link: InviteToken;
  /** It has been copied already. */
  isCopied?: boolean;
}

/** The whole link, selected, with a button that copies it. */
export function LinkToCopy({ page, link, isCopied = false }: LinkToCopyProps): JSX.Element {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [status, setStatus] = useState("");
  // A status is announced when its text changes, not when it appears.
  useEffect(() => setStatus(isCopied ? COPIED : ""), [isCopied]);
  useEffect(() => input.current?.focus(), []);
  return (
    <div class="field">
      <label for={id} dir="auto">
        Link of {link.name}
      </label>
      <div class="link-to-copy">
        <input
          id={id}
          ref={input}
          readOnly
          autofocus
          dir="ltr"
          value={page.linkTo(link.secret)}
          onFocus={({ currentTarget }) => {
            currentTarget.select();
            // Browsers scroll to the end of a selection; people recognize a link by its start.
            requestAnimationFrame(() => currentTarget.scrollTo(0, 0));
          }}
        />
        <Button
          class="primary"
          onClick={async () => {
            setStatus("");
            setStatus(
              (await page.copy(link)) ? COPIED : "The browser did not allow it. Copy the selected link.",
            );
          }}
        >
          Copy
        </Button>
      </div>
      <p class="hint" role="status">
        {status}
      </p>
    </div>
  );
}

const COPIED = "Copied to the clipboard.";
