import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { describeNotice } from "./messages.ts";
import type { LinkStore, Notice } from "./store.ts";

const SHOWN_MS = 6_000;
const UNDO_MS = 12_000;

/** Messages that go away by themselves. Screen readers read each one. */
export function Notices({ store, notices }: { store: LinkStore; notices: readonly Notice[] }): JSX.Element {
  return (
    <div class="notices" role="status">
      {notices.map((notice) => (
        <Toast key={notice.id} store={store} notice={notice} />
      ))}
    </div>
  );
}

function Toast({ store, notice }: { store: LinkStore; notice: Notice }) {
  const ref = useRef<HTMLDivElement>(null);
  const { id, kind } = notice;
  useEffect(() => {
    const dismiss = () => {
      // Somebody is about to use it.
      if (ref.current?.matches(":hover, :focus-within")) return;
      store.dismiss(id);
    };
    const interval = setInterval(dismiss, kind === "disable" ? UNDO_MS : SHOWN_MS);
    return () => clearInterval(interval);
  }, [store, id, kind]);
  return (
    <div class="toast" ref={ref}>
      <span dir="auto">{describeNotice(notice)}</span>
      {notice.kind === "disable" && (
        <Button
          class="small"
          onClick={() => {
            store.dismiss(id);
            void store.enable(notice.link.secret);
          }}
        >
          Undo
        </Button>
      )}
    </div>
  );
}
