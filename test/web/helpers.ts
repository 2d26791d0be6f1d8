import type { InviteToken } from "unleash-invites";
import { createLinkStore, type LinkClient, type LinkStore } from "../../examples/web/admin/store.ts";
import { buildInviteToken } from "../../src/testing/index.ts";

type Method = keyof LinkClient;

/** A request of the store that waits for its response. */
interface Pending {
  readonly method: Method;
  readonly args: readonly unknown[];
  resolve(value: unknown): Promise<void>;
  reject(error: unknown): Promise<void>;
}

export interface Controlled {
  readonly store: LinkStore;
  /** Requests without a response, oldest first. */
  readonly pending: readonly Pending[];
  /** The next request of a method, which then counts as responded to. */
  take(method: Method): Promise<Pending>;
  /** Gives the store its first list. */
  list(...links: InviteToken[]): Promise<void>;
}

/** A store whose requests are answered by the test, in any order. */
export function controlledStore(now?: () => number): Controlled {
  const pending: Pending[] = [];
  const send =
    (method: Method) =>
    (...args: readonly unknown[]): Promise<never> =>
      new Promise((resolve, reject) => {
        pending.push({
          method,
          args,
          resolve: (value) => settled(() => resolve(value as never)),
          reject: (error) => settled(() => reject(error)),
        });
      });
  const store = createLinkStore(
    {
      list: send("list"),
      create: send("create"),
      extend: send("extend"),
      update: send("update"),
      enable: send("enable"),
      disable: send("disable"),
      rotate: send("rotate"),
    },
    now,
  );
  const take = async (method: Method): Promise<Pending> => {
    await macrotask();
    const index = pending.findIndex((request) => request.method === method);
    const [request] = index < 0 ? [] : pending.splice(index, 1);
    if (!request) throw new Error(`no request waits for ${method}`);
    return request;
  };
  return {
    store,
    pending,
    take,
    async list(...links) {
      void store.refresh();
      await (await take("list")).resolve(links);
    },
  };
}

async function settled(respond: () => void): Promise<void> {
  respond();
  await macrotask();
}

/** Lets everything happen that follows a call or a response: a macrotask comes after all microtasks. */
export function macrotask(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export const link = (secret: string, partial: Partial<InviteToken> = {}): InviteToken =>
  buildInviteToken({ secret, name: secret, ...partial });
