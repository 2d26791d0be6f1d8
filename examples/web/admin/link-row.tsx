import type { JSX } from "preact";
import { type InviteToken, type TokenStatus, validUntil } from "unleash-invites";
import { Button } from "../ui/button.tsx";
import { Popover } from "../ui/popover.tsx";
import type { PageContext } from "./app.tsx";
import { formatDay, formatFully, formatMoment, formatTimeLeft, shortenLink } from "./format.ts";
import { Joined } from "./joined.tsx";
import { describeError } from "./messages.ts";
import { enabledLinks, type Row } from "./select-links.ts";
import type { Change, State } from "./store.ts";

const STATUS: Readonly<Record<TokenStatus, string>> = {
  active: "Active",
  expired: "Expired",
  disabled: "Disabled",
};

const RUNNING: Readonly<Record<Change, string>> = {
  extend: "Extending…",
  enable: "Enabling…",
  renew: "Enabling…",
  disable: "Disabling…",
  rotate: "Rotating…",
};

const WEEK = { days: 7 };

interface LinkRowProps {
  page: PageContext;
  state: State;
  row: Row;
}

export function LinkRow({ page, state, row: { link, status } }: LinkRowProps): JSX.Element {
  const { secret, name, createdAt, createdBy, role, users } = link;
  const running = state.running.get(secret);
  const error = state.errors.get(secret);
  return (
    <>
      <tr class="link" data-status={status} aria-busy={running !== undefined}>
        <th scope="row">
          <span class="name" title={name}>
            <bdi>{name}</bdi>
          </span>
          <span class="url muted" dir="ltr">
            {shortenLink(page.linkTo(secret))}
          </span>
        </th>
        <td class="status-cell">
          <span class="status">{running ? RUNNING[running] : STATUS[status]}</span>
        </td>
        <td data-label="Valid until">
          <ValidUntil link={link} status={status} now={state.now} />
        </td>
        <td data-label="Role">
          <span dir="auto">{role.name}</span>
        </td>
        <td data-label="Created by">
          <span class="clip" dir="auto" title={createdBy ?? undefined}>
            {createdBy ?? "Unknown"}
          </span>
          <span class="muted second created-at">{formatDay(createdAt)}</span>
        </td>
        <td data-label="Joined">
          <Joined users={users} linkName={name} />
        </td>
        <td class="actions">
          {status === "active" && (
            <Button
              class="small"
              aria-label={`Copy link of ${name}`}
              onClick={async () => {
                if (await page.copy(link)) page.store.notify({ kind: "copied", link });
                else page.open({ kind: "link", link });
              }}
            >
              Copy
            </Button>
          )}
          <LinkMenu page={page} state={state} link={link} status={status} />
        </td>
      </tr>
      {error !== undefined && <RowError error={error} />}
    </>
  );
}

function ValidUntil({ link, status, now }: { link: InviteToken; status: TokenStatus; now: number }) {
  const end = validUntil(link);
  return (
    <>
      <time dateTime={end.toISOString()} title={formatFully(end, now)}>
        {formatMoment(end, now)}
      </time>
      {status === "active" && <span class="muted second">{formatTimeLeft(end, now)}</span>}
    </>
  );
}

function RowError({ error }: { error: unknown }) {
  const { title, text } = describeError(error);
  return (
    <tr class="row-error">
      <td colSpan={7}>
        <p class="problem" role="alert">
          <strong>{title}.</strong> {text}
        </p>
      </td>
    </tr>
  );
}

interface LinkMenuProps {
  page: PageContext;
  link: InviteToken;
  state: State;
  status: TokenStatus;
}

function LinkMenu({ page: { store, open }, state, link, status }: LinkMenuProps) {
  const { secret, name } = link;
  const isOver = validUntil(link).getTime() <= state.now;
  const actions: [label: string, run: () => void][] = [];
  if (status !== "disabled") {
    actions.push(["Extend by 1 week", () => void store.extend(secret, WEEK)]);
    actions.push(["Disable", () => void store.disable(secret)]);
  } else if (isOver) {
    actions.push(["Enable for 1 week", () => void store.renew(secret, WEEK)]);
  } else {
    actions.push(["Enable", () => void store.enable(secret)]);
  }
  const trigger = (
    <>
      <span aria-hidden="true">⋯</span>
      <span class="visually-hidden">More actions for {name}</span>
    </>
  );
  if (status === "active") actions.push(["Rotate…", () => open({ kind: "rotate", name })]);
  // For one link, Disable is enough, and it has an Undo.
  if (enabledLinks(state.links ?? [], name).length > 1)
    actions.push(["Disable all of this name…", () => open({ kind: "disableAll", name })]);
  return (
    <Popover class="icon" trigger={trigger}>
      {(id) => (
        <div class="menu">
          {actions.map(([label, run]) => (
            <button type="button" key={label} popovertarget={id} popovertargetaction="hide" onClick={run}>
              {label}
            </button>
          ))}
        </div>
      )}
    </Popover>
  );
}
