import type { JSX } from "preact";
import { describeError } from "./messages.ts";

/** What went wrong, at the end of a form. The alert is there before its text, so that screen readers read it. */
export function Failure({ error, isHidden = false }: { error: unknown; isHidden?: boolean }): JSX.Element {
  const message = error === undefined || isHidden ? undefined : describeError(error);
  return (
    <div role="alert">
      {message && (
        <p class="problem">
          <strong>{message.title}.</strong> {message.text}
        </p>
      )}
    </div>
  );
}
