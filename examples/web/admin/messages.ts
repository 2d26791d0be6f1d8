import { InvalidInputError, InviteApiError, InviteError } from "unleash-invites";
import type { FieldErrors } from "../ui/field.tsx";
import { count } from "./format.ts";
import { displayName } from "./select-links.ts";
import type { NoticeContent } from "./store.ts";
import { UncertainError } from "./uncertain-error.ts";

export interface Message {
  readonly title: string;
  readonly text: string;
}

/** Returns the message of an error for an administrator. */
export function describeError(error: unknown): Message {
  if (error instanceof UncertainError) return describeUncertain(error);
  if (!(error instanceof InviteError)) {
    reportError(error);
    return { title: "Something went wrong", text: "Reload the page and try again." };
  }
  const refusal = ownRefusal(error);
  if (refusal) return refusal;
  switch (error.code) {
    case "connection_failed":
      return { title: "No connection", text: "Check your network and try again." };
    case "timeout":
    case "server_error":
      return UNAVAILABLE;
    case "rate_limited":
      return { title: "Too many requests", text: "Wait a minute, then try again." };
    case "unauthorized":
      return {
        title: "Unleash rejected the API key",
        text: "The key may be wrong or expired. Start this server with a valid one.",
      };
    case "forbidden":
      return { title: "The API key has no permission for this", text: "Use the key of an administrator." };
    case "not_found":
      return { title: "This link no longer exists", text: "Refresh the list." };
    default:
      return { title: "Unleash refused the request", text: error.message };
  }
}

const UNAVAILABLE: Message = { title: "Unleash is not responding", text: "Try again in a moment." };

/** What the server of this page says for itself; its errors have a `code`, those of Unleash have none. */
function ownRefusal(error: InviteError): Message | undefined {
  switch (refusalCode(error)) {
    case "session_required":
      return { title: "You are logged out", text: "Open the address that the server prints when it starts." };
    case "unleash_unreachable":
    case "unleash_timeout":
      return UNAVAILABLE;
    case "too_many_requests":
      return { title: "Too many requests", text: "Wait a minute, then try again." };
    case undefined:
      return undefined;
    default:
      return { title: "The server refused the request", text: "Reload the page and try again." };
  }
}

function refusalCode(error: InviteError): string | undefined {
  if (!(error instanceof InviteApiError)) return undefined;
  try {
    const { code } = JSON.parse(error.body) as { code?: unknown };
    return typeof code === "string" ? code : undefined;
  } catch {
    return undefined;
  }
}

function describeUncertain({ cause, isListed, added }: UncertainError): Message {
  const { title } = describeError(cause);
  const disabled =
    cause instanceof InviteError ? cause.applied.filter(({ change }) => change === "disabled") : [];
  const { length } = disabled;
  const what =
    length > 0
      ? `${count(length, "link")} ${length === 1 ? "was" : "were"} disabled, the rest of the change may be missing.`
      : "The change may have been applied.";
  if (!isListed) return { title, text: `${what} Refresh the list before you try again.` };
  const [link] = added;
  return link
    ? { title, text: `The list now has a new link named “${link.name}”. Use it, or try again.` }
    : { title, text: `${what} The list is up to date: check it first.` };
}

/** What the SDK finds wrong with the input before it sends anything, by field. */
export function fieldErrors(error: unknown, labels: Readonly<Record<string, string>>): FieldErrors {
  if (!(error instanceof InvalidInputError)) return {};
  return Object.fromEntries(
    error.issues.flatMap(({ path, message }) => {
      const label = labels[path];
      return label === undefined ? [] : [[path, `${label} ${message}.`]];
    }),
  );
}

export function describeNotice(notice: NoticeContent): string {
  if (notice.kind === "disableAll") {
    const { name, amount } = notice;
    return `${count(amount, "link")} named “${name}” ${amount === 1 ? "is" : "are"} disabled.`;
  }
  const name = `“${notice.link.name}”`;
  switch (notice.kind) {
    case "joined":
      return `${displayName(notice.user)} joined through ${name}.`;
    case "extend":
      return notice.link.enabled
        ? `${name} is valid for another week.`
        : `${name} was extended, but is disabled.`;
    case "disable":
      return `${name} is disabled. Nobody can join through it.`;
    case "enable":
    case "renew":
      return `${name} works again.`;
    case "copied":
      return `Link of ${name} copied.`;
    case "rotate":
      return `${name} was rotated.`;
  }
}
