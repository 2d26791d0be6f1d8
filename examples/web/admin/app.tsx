import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { InviteToken } from "unleash-invites";
import { Button } from "../ui/button.tsx";
import { useStore } from "../ui/use-store.ts";
import { CreateDialog } from "./create-dialog.tsx";
import { DisableAllDialog } from "./disable-all-dialog.tsx";
import { LinkDialog } from "./link-dialog.tsx";
import { LinkList } from "./link-list.tsx";
import { LogOut } from "./log-out.tsx";
import { Notices } from "./notices.tsx";
import { RotateDialog } from "./rotate-dialog.tsx";
import type { LinkStore } from "./store.ts";

/** What every part of the page may need. */
export interface PageContext {
  readonly store: LinkStore;
  readonly linkTo: (secret: string) => string;
  /** Copies a link. Returns whether the browser allowed it. */
  readonly copy: (link: InviteToken) => Promise<boolean>;
  readonly disableAll: (name: string) => Promise<void>;
  readonly open: (dialog: OpenDialog) => void;
}

type OpenDialog =
  | { readonly kind: "create" }
  | { readonly kind: "link"; readonly link: InviteToken }
  | { readonly kind: "rotate" | "disableAll"; readonly name: string };

interface AppProps extends Pick<PageContext, "store" | "linkTo" | "disableAll"> {
  canLogOut: boolean;
}

export function App({ store, linkTo, disableAll, canLogOut }: AppProps): JSX.Element {
  const state = useStore(store);
  const [dialog, open] = useState<OpenDialog>();
  const close = () => open(undefined);
  const copy = (link: InviteToken) =>
    navigator.clipboard.writeText(linkTo(link.secret)).then(
      () => true,
      () => false,
    );
  const page: PageContext = { store, linkTo, copy, disableAll, open };
  return (
    <>
      <header class="head">
        <div>
          <h1>Invite links</h1>
          <p class="muted">Anyone with an active link can join Unleash as a Viewer.</p>
        </div>
        <div class="row">
          {canLogOut && <LogOut />}
          <Button class="primary" aria-haspopup="dialog" onClick={() => open({ kind: "create" })}>
            Create link
          </Button>
        </div>
      </header>
      <main>
        <LinkList page={page} state={state} />
      </main>
      {dialog?.kind === "create" && <CreateDialog page={page} onClose={close} />}
      {dialog?.kind === "link" && <LinkDialog page={page} link={dialog.link} onClose={close} />}
      {dialog?.kind === "rotate" && (
        <RotateDialog page={page} state={state} name={dialog.name} onClose={close} />
      )}
      {dialog?.kind === "disableAll" && (
        <DisableAllDialog page={page} state={state} name={dialog.name} onClose={close} />
      )}
      <Notices store={store} notices={state.notices} />
    </>
  );
}
