/** What an API key may do: everything, as a user with the role Viewer, or as an SDK that evaluates flags. */
export type KeyRole = "admin" | "viewer" | "client";

/** An API key with its owner. */
export interface FakeKey {
  /** What the key may do. */
  readonly role: KeyRole;
  /** E-mail or username of its user: the `createdBy` of tokens that are created with the key. Default: the role's name. */
  readonly owner?: string | undefined;
}

/** The API keys of one server. */
export class Keys {
  readonly #known: Readonly<Record<string, KeyRole | FakeKey>> | undefined;
  readonly #revoked = new Set<string>();

  /** @param known undefined: every key is an administrator's */
  constructor(known: Readonly<Record<string, KeyRole | FakeKey>> | undefined) {
    this.#known = known;
  }

  find(key: string): Required<FakeKey> | undefined {
    if (key === "" || this.#revoked.has(key)) return undefined;
    if (this.#known === undefined) return { role: "admin", owner: "admin" };
    const found = Object.hasOwn(this.#known, key) ? this.#known[key] : undefined;
    if (found === undefined) return undefined;
    const { role, owner = role } = typeof found === "string" ? { role: found } : found;
    return { role, owner };
  }

  /** @throws TypeError when the key is not known */
  revoke(key: string): void {
    if (!this.find(key)) throw new TypeError("revokeKey: the fake does not know this key");
    this.#revoked.add(key);
  }
}
