import type { InviteToken, User } from "../types.ts";
import { linkOf, tokenFrom, userFrom, VIEWER } from "./builders.ts";
import { dayOf, oneMonthAfter, parseDateTime, type Zone } from "./date-time.ts";
import { isEmail } from "./email.ts";
import { badData, badValue, sqlError, tokenNotFound } from "./errors.ts";
import { insertToken, insertUser, isValid, selectToken, selectUser, updateToken } from "./sql-messages.ts";
import type { Version } from "./versions.ts";

/** The default administrator of a new Unleash. */
const ADMIN = "admin";

export interface SignUp {
  readonly email: string;
  readonly name: string;
  readonly username?: string | undefined;
}

export interface StoreOptions {
  readonly version: Version;
  readonly baseUrl: string;
  readonly now: () => number;
  readonly newSecret: () => string;
  /** Time zone of the server process. Its database is in UTC. */
  readonly zone: Zone;
}

/** The tokens and users of one server. */
export class Store {
  readonly #options: StoreOptions;
  readonly #tokens = new Map<string, InviteToken>();
  readonly #users: User[] = [];
  // The first id is the administrator's.
  #userIds = 1;

  constructor(options: StoreOptions) {
    this.#options = options;
  }

  get tokens(): readonly InviteToken[] {
    return [...this.#tokens.values()];
  }

  get users(): readonly User[] {
    return this.#users;
  }

  addToken(token: InviteToken): void {
    this.#tokens.set(token.secret, token);
  }

  removeToken(secret: string): void {
    if (!this.#tokens.delete(secret))
      throw new TypeError("removeToken: the fake has no token with this secret");
  }

  hasUser(id: number): boolean {
    return this.#users.some((user) => user.id === id);
  }

  addUser(user: User): User {
    this.reserveUserId(user.id);
    this.#users.push(user);
    return user;
  }

  removeUser(idOrEmail: number | string): void {
    const wanted = typeof idOrEmail === "string" ? idOrEmail.toLowerCase() : idOrEmail;
    const index = this.#users.findIndex(({ id, email }) => wanted === id || wanted === email);
    if (index === -1) throw new TypeError("removeUser: the fake has no user with this id or email");
    const [removed] = this.#users.splice(index, 1);
    for (const token of this.#tokens.values()) {
      token.users = token.users.filter(({ id }) => id !== removed?.id);
    }
  }

  /** Generated ids are higher than this one. */
  reserveUserId(id: number): void {
    this.#userIds = Math.max(this.#userIds, id);
  }

  nextUserId(): number {
    return ++this.#userIds;
  }

  newSecret(): string {
    return this.#options.newSecret();
  }

  /** @param owner creator of the token */
  create({ name, expiresAt }: { name: string; expiresAt: string }, owner: string): InviteToken {
    const { baseUrl, now, zone } = this.#options;
    refuseNul(insertToken, name);
    const wanted = parseDateTime(expiresAt, this.#options.zone) ?? Number.NaN;
    const latest = oneMonthAfter(now(), zone);
    const secret = this.newSecret();
    const token = tokenFrom({
      secret,
      name: stored(name),
      url: linkOf(baseUrl, secret),
      expiresAt: new Date(wanted < latest ? wanted : latest),
      createdAt: new Date(now()),
      createdBy: owner,
    });
    this.#tokens.set(secret, token);
    return token;
  }

  get(secret: string): InviteToken {
    refuseNul(selectToken, secret);
    return this.#find(secret);
  }

  update(secret: string, change: { expiresAt?: string; enabled?: boolean }): InviteToken {
    const { expiresAt, enabled } = change;
    const instant =
      expiresAt === undefined ? undefined : (parseDateTime(expiresAt, this.#options.zone) ?? Number.NaN);
    const statement = updateToken([
      ...(instant === undefined ? [] : ["expires_at"]),
      ...(enabled === undefined ? [] : ["enabled"]),
    ]);
    if (Number.isNaN(instant)) {
      const reason =
        'invalid input syntax for type timestamp with time zone: "0NaN-NaN-NaNTNaN:NaN:NaN.NaN+NaN:NaN"';
      throw sqlError(statement, reason);
    }
    refuseNul(statement, secret);
    const token = this.#find(secret);
    if (instant !== undefined) token.expiresAt = new Date(instant);
    if (enabled !== undefined) token.enabled = enabled;
    return token;
  }

  isValid(secret: string): boolean {
    refuseNul(isValid, secret);
    const token = this.#tokens.get(secret);
    const { now, zone } = this.#options;
    // The database uses the date of the expiry in UTC, the server process the current date in its own time zone.
    return token?.enabled === true && dayOf(token.expiresAt.getTime()) > dayOf(zone.wallTimeOf(now()));
  }

  /** @param secret secret of a valid token */
  async signUp(secret: string, person: SignUp): Promise<User> {
    const imageUrl = await imageOf(person.email || person.username || "");
    this.#checkPerson(person);
    const user = this.#insertUser(person, imageUrl);
    const { id, name = null, username = null } = user;
    this.#find(secret).users.push({ id, name, username });
    return user;
  }

  #checkPerson({ email, name, username }: SignUp): void {
    const { version } = this.#options;
    if (!email && !username) throw badData("You must specify username or email");
    if (name === "" && !version.oldUserRules) throw badValue('"value" is not allowed to be empty.');
    if (email && !isEmail(email, version)) {
      throw badValue(`"value" must be a valid email. You provided ${JSON.stringify(email)}.`);
    }
    if (!email) refuseNul(selectUser("username"), username ?? "");
    // Servers check the username only if there is no email.
    if (this.#takenBy(email ? { email: email.toLowerCase() } : { username })) {
      throw badData("User already exists");
    }
  }

  #insertUser({ email, name, username }: SignUp, imageUrl: string): User {
    const { version, now } = this.#options;
    const statement = insertUser(version, { email, username });
    const id = this.nextUserId();
    const row = { name: stored(name), email: stored(email.toLowerCase()) };
    refuseNul(statement, name, username ?? "");
    if ([name, email, username ?? ""].some((value) => [...value].length > 255)) {
      throw sqlError(statement, "value too long for type character varying(255)");
    }
    const taken = this.#takenBy({ email: row.email, username });
    if (taken) {
      throw sqlError(statement, `duplicate key value violates unique constraint "users_${taken}_key"`);
    }
    const named = username === undefined ? {} : { username: stored(username) };
    const createdAt = new Date(now());
    const user = userFrom({
      ...version.userExtras,
      id,
      ...row,
      ...named,
      imageUrl,
      createdAt,
      rootRole: VIEWER,
    });
    this.#users.push(user);
    return user;
  }

  #takenBy(wanted: {
    email?: string | undefined;
    username?: string | undefined;
  }): "email" | "username" | undefined {
    const all: Partial<User>[] = [{ username: ADMIN }, ...this.#users];
    return (["username", "email"] as const).find(
      (column) => wanted[column] !== undefined && all.some((user) => user[column] === wanted[column]),
    );
  }

  #find(secret: string): InviteToken {
    const token = this.#tokens.get(secret);
    if (token) return token;
    throw tokenNotFound();
  }
}

function refuseNul(statement: string, ...values: string[]): void {
  if (values.some((value) => value.includes("\0"))) {
    throw sqlError(statement, 'invalid byte sequence for encoding "UTF8": 0x00');
  }
}

/** Returns a text as stored by the database: lone surrogates become U+FFFD. */
function stored(text: string): string {
  return text.replace(/\p{Cs}/gu, "\ufffd");
}

async function imageOf(identity: string): Promise<string> {
  const bytes = new TextEncoder().encode(identity.toLowerCase().trim());
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `https://gravatar.com/avatar/${hex}?s=42&d=retro&r=g`;
}
