import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../ui/button.tsx";

/** Ends the session on the server; the page that the server shows instead of this one says so. */
export function LogOut(): JSX.Element {
  const [isBusy, setBusy] = useState(false);
  const [hasFailed, setFailed] = useState(false);

  async function logOut(): Promise<void> {
    setBusy(true);
    setFailed(false);
    const response = await fetch("/logout", { method: "POST" }).catch(() => undefined);
    // 401: the session has ended already.
    if (response?.ok || response?.status === 401) return location.reload();
    setBusy(false);
    setFailed(true);
  }

  return (
    <>
      <span class="error" role="alert">
        {hasFailed && "You are still logged in. Try again."}
      </span>
      <Button class="quiet" isBusy={isBusy} onClick={() => void logOut()}>
        Log out
      </Button>
    </>
  );
}
