import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import type { PageContext } from "./app.tsx";
import { EndedLinks } from "./ended-links.tsx";
import { Failure } from "./failure.tsx";
import { count } from "./format.ts";
import { enabledLinks } from "./select-links.ts";
import type { State } from "./store.ts";

interface DisableAllDialogProps {
  page: PageContext;
  state: State;
  /** Links of this name are disabled. */
  name: string;
  onClose: () => void;
}

/** Disables all links of a name, after a confirmation that says which ones. */
export function DisableAllDialog({ page, state, name, onClose }: DisableAllDialogProps): JSX.Element {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const affected = enabledLinks(state.links ?? [], name);

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (isBusy) return;
    setBusy(true);
    setError(undefined);
    try {
      await page.disableAll(name);
      onClose();
    } catch (cause) {
      setError(cause);
      setBusy(false);
    }
  }

  return (
    <Dialog title="Disable all links of this name" isBusy={isBusy} onClose={onClose}>
      <p class="name">
        <bdi>{name}</bdi>
      </p>
      <EndedLinks title={`${count(affected.length, "link")} will be disabled`} links={affected} page={page} />
      <form noValidate onSubmit={submit}>
        <Failure error={error} />
        <div class="row end">
          <Button isDisabled={isBusy} onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" class="danger" isBusy={isBusy}>
            Disable {count(affected.length, "link")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
