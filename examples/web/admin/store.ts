/**
 * State of the page, without a browser: what is known of the links, which changes run, and which messages to show.
 *
 * Responses may arrive in any order. Every request takes a number when it starts, so a response is known to be older
 * than a change; changes of one link run one after the other.
 */
import type {
  CreatedInviteToken,
  CreateTokenInput,
  Duration,
  InvitedUser,
  InviteToken,
  InviteTokens,
  RotatedInviteToken,
  RotateTokenInput,
} from "unleash-invites";
import { createLocks } from "./locks.ts";
import { UncertainError } from "./uncertain-error.ts";

/** What the store calls, of `client.tokens`. */
export type LinkClient = Pick<
  InviteTokens,
  "list" | "create" | "extend" | "update" | "enable" | "disable" | "rotate"
>;

export type Change = "extend" | "enable" | "renew" | "disable" | "rotate";

/** What happened, to be shown for a while and read aloud. */
export type Notice = { readonly id: number } & NoticeContent;
export type NoticeContent =
  | { readonly kind: Change | "copied"; readonly link: InviteToken }
  | { readonly kind: "disableAll"; readonly name: string; readonly amount: number }
  | { readonly kind: "joined"; readonly link: InviteToken; readonly user: InvitedUser };

export interface State {
  /** The last list that was received, with later changes; undefined before the first. */
  readonly links: readonly InviteToken[] | undefined;
  /** When the last list was received, in ms since 1970. */
  readonly listedAt: number | undefined;
  /** Why the last refresh failed; undefined when it did not. The links above stay. */
  readonly listError: unknown;
  readonly isListing: boolean;
  /** Changes that run or wait, by secret. */
  readonly running: ReadonlyMap<string, Change>;
  /** Why the last change of a link failed, by secret. */
  readonly errors: ReadonlyMap<string, unknown>;
  readonly notices: readonly Notice[];
  /** The current time in epoch milliseconds. It decides which links are expired. */
  readonly now: number;
}

export interface LinkStore {
  getState(): State;
  /** @returns ends the subscription */
  subscribe(listener: () => void): () => void;
  /** Reads the list. @returns whether it was received; if not, `listError` has the reason */
  refresh(): Promise<boolean>;
  /** Moves the clock. */
  tick(): void;
  notify(notice: NoticeContent): void;
  dismiss(noticeId: number): void;
  extend(secret: string, by: Duration): Promise<void>;
  enable(secret: string): Promise<void>;
  /** Enables a link that is disabled and expired: without a new expiry it would not work. */
  renew(secret: string, expiresIn: Duration): Promise<void>;
  disable(secret: string): Promise<void>;
  /** @throws {UncertainError} when it is unknown whether the link was created */
  create(input: CreateTokenInput): Promise<CreatedInviteToken>;
  /** @throws {UncertainError} when it is unknown what was changed */
  rotate(input: RotateTokenInput): Promise<RotatedInviteToken>;
  /**
   * Disables every link of a name.
   *
   * @param send calls `client.tokens.disableAll`
   * @throws {UncertainError} when it is unknown what was changed
   */
  disableAll(name: string, send: () => Promise<readonly InviteToken[]>): Promise<void>;
}

export function createLinkStore(client: LinkClient, now: () => number = Date.now): LinkStore {
  let state: State = {
    links: undefined,
    listedAt: undefined,
    listError: undefined,
    isListing: false,
    running: new Map(),
    errors: new Map(),
    notices: [],
    now: now(),
  };
  const listeners = new Set<() => void>();
  const withLocks = createLocks();
  let sequence = 0;
  let listsInFlight = 0;
  /** Number of the newest list that was received, and of the newest that failed. */
  let newestList = 0;
  let newestFailure = 0;
  /** By secret: number of the newest change. A list that started earlier does not know of it. */
  const changedAt = new Map<string, number>();

  function set(patch: Partial<State>): void {
    state = { ...state, ...patch };
    for (const listener of listeners) listener();
  }

  function notify(content: NoticeContent): void {
    set({ notices: [...state.notices, { id: ++sequence, ...content }].slice(-3) });
  }

  function setLinks(links: readonly InviteToken[]): void {
    const known = new Map(state.links?.map((link) => [link.secret, link]));
    set({ links });
    for (const link of links) {
      const old = known.get(link.secret);
      const ids = new Set(old?.users.map(({ id }) => id));
      const joined = old ? link.users.filter(({ id }) => !ids.has(id)) : [];
      for (const user of joined) notify({ kind: "joined", link, user });
    }
  }

  /** Takes over the result of a change. */
  function put(...changed: readonly InviteToken[]): void {
    for (const { secret } of changed) changedAt.set(secret, ++sequence);
    const secrets = new Set(changed.map(({ secret }) => secret));
    setLinks([...changed, ...(state.links ?? []).filter(({ secret }) => !secrets.has(secret))]);
  }

  async function refresh(): Promise<boolean> {
    const started = ++sequence;
    listsInFlight++;
    set({ isListing: true });
    try {
      const listed = await client.list();
      if (started > newestList) {
        newestList = started;
        const isNewer = ({ secret }: InviteToken) => (changedAt.get(secret) ?? 0) > started;
        const kept = (state.links ?? []).filter(isNewer);
        set({ listedAt: now(), now: now() });
        setLinks([...kept, ...listed.filter((link) => !isNewer(link))]);
      }
      if (started > newestFailure) set({ listError: undefined });
      return true;
    } catch (error) {
      if (started > newestList && started > newestFailure) {
        newestFailure = started;
        set({ listError: error });
      }
      return false;
    } finally {
      listsInFlight--;
      set({ isListing: listsInFlight > 0 });
    }
  }

  /** The error to show for a change; the list is read first if it is unknown whether the change was applied. */
  async function explain(error: unknown, name?: string): Promise<unknown> {
    if (!UncertainError.isCausedBy(error)) return error;
    const known = new Set(state.links?.map(({ secret }) => secret));
    const isListed = await refresh();
    const added = (state.links ?? []).filter((link) => link.name === name && !known.has(link.secret));
    return new UncertainError(error, isListed, added);
  }

  function setRunning(secrets: readonly string[], change: Change | undefined): void {
    const running = new Map(state.running);
    const errors = new Map(state.errors);
    for (const secret of secrets) {
      if (change === undefined) running.delete(secret);
      else running.set(secret, change);
      if (change !== undefined) errors.delete(secret);
    }
    set({ running, errors });
  }

  /** Runs a change of some links when no other change of them runs. */
  function locked<T>(secrets: readonly string[], change: Change, run: () => Promise<T>): Promise<T> {
    setRunning(secrets, change);
    return withLocks(secrets, run, (idle) => setRunning(idle, undefined));
  }

  async function change(kind: Change, secret: string, run: () => Promise<InviteToken>): Promise<void> {
    // A second click on the same button.
    if (state.running.get(secret) === kind) return;
    try {
      const link = await locked([secret], kind, run);
      put(link);
      notify({ kind, link });
    } catch (error) {
      const explained = await explain(error);
      set({ errors: new Map(state.errors).set(secret, explained) });
    }
  }

  /** Runs a change of every link of a name when no other change of them runs. */
  async function changeName<T>(
    name: string,
    kind: Change,
    run: () => Promise<T>,
    changed: (result: T) => readonly InviteToken[],
  ): Promise<T> {
    const secrets = (state.links ?? []).filter((link) => link.name === name).map(({ secret }) => secret);
    try {
      const result = await locked(secrets, kind, run);
      put(...changed(result));
      void refresh();
      return result;
    } catch (error) {
      const explained = await explain(error, name);
      // Some links may be disabled, whatever the error was.
      if (explained === error) await refresh();
      throw explained;
    }
  }

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refresh,
    tick: () => set({ now: now() }),
    notify,
    dismiss: (id) => set({ notices: state.notices.filter((notice) => notice.id !== id) }),
    extend: (secret, by) => change("extend", secret, () => client.extend(secret, by)),
    enable: (secret) => change("enable", secret, () => client.enable(secret)),
    renew: (secret, expiresIn) =>
      change("renew", secret, () => client.update(secret, { enabled: true, expiresIn })),
    disable: (secret) => change("disable", secret, () => client.disable(secret)),

    async create(input) {
      try {
        const link = await client.create(input);
        put(link);
        return link;
      } catch (error) {
        throw await explain(error, input.name);
      }
    },

    rotate: (input) =>
      changeName(
        input.name,
        "rotate",
        () => client.rotate(input),
        (link) => [link, ...link.disabledTokens.map((disabled) => ({ ...disabled, enabled: false }))],
      ),

    async disableAll(name, send) {
      const disabled = await changeName(name, "disable", send, (links) => links);
      notify({ kind: "disableAll", name, amount: disabled.length });
    },
  };
}
