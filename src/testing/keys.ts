/** Permissions of an API key: administrator, user with the role Viewer, or client token. */
export type KeyRole = "admin" | "viewer" | "client";

/** An API key with its owner. */
export interface FakeKey {
  /** Permissions of the key. */
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

  /** @throws TypeError if the key is unknown */
  revoke(key: string): void {
    if (!this.find(key)) throw new TypeError("revokeKey: the fake does not know this key");
    this.#revoked.add(key);
  }
}
