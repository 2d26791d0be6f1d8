/** A role of Unleash. Who signs up through an invite link gets the root role `Viewer`. */
export interface Role {
  /** Unique in this Unleash. */
  id: number;
  /** `Viewer`, `Editor`, `Admin`, or a role of the instance's own. */
  name: string;
  /** `root`, `root-custom`, `project`, `custom`, or what a newer server names. */
  type: string;
  /** What the role is for. */
  description?: string;
  /** The project that the role belongs to. */
  project?: string | null;
}

/** Somebody who signed up through a token, as the token tells it. */
export interface InvitedUser {
  /** Unique in this Unleash. */
  id: number;
  /** How the person is called. */
  name?: string | null;
  /** null when the person gave none. */
  username?: string | null;
}

/** A user of Unleash, as the answer to a sign-up tells it. Only `id` is sure; the rest depends on the server's version. */
export interface User {
  /** Unique in this Unleash. */
  id: number;
  /** How the person is called. */
  name?: string | null;
  /** In small letters. */
  email?: string;
  /** Unique; missing or null when the person gave none. */
  username?: string | null;
  /** `User`, `Service Account`, or what a newer server names. */
  accountType?: string;
  /** The profile image. */
  imageUrl?: string;
  /** A link that this user may share, when inviting. */
  inviteLink?: string;
  /** Failed logins so far. */
  loginAttempts?: number;
  /** Whether the welcome e-mail went out. */
  emailSent?: boolean;
  /** The id of the root role. */
  rootRole?: number;
  /** The last login; null before the first. */
  seenAt?: Date | null;
  /** When the person signed up. */
  createdAt?: Date;
  /** Set when SCIM manages the user. */
  scimId?: string | null;
  /** Open browser sessions (6.x and later). */
  activeSessions?: number | null;
  /** Sessions dropped at the last login (6.x and later, experimental). */
  deletedSessions?: number;
  /** The kind of seat in the licence (7.x and later). */
  seatType?: string | null;
  /** The person's role in the company, as told by themselves (7.x and later). */
  companyRole?: string | null;
  /** Whether the person wants e-mail about the product (7.x and later). */
  productUpdatesEmailConsent?: boolean | null;
  /** @deprecated Internal to Unleash 5.x and 6.x. */
  isAPI?: boolean;
  /** @deprecated Internal to Unleash. */
  permissions?: string[];
}

/** A public signup token: what an invite link is made of. */
export interface InviteToken {
  /** The value of the token, 32 hexadecimal digits as a rule. Whoever has it can sign up: treat it as a password. */
  secret: string;
  /** The link that people open to sign up. null when the server does not know its own address. */
  url: string | null;
  /** A name for the admin UI; the people invited do not see it. */
  name: string;
  /** Whether it has been ended by hand. It stays true after the expiry: ask `status(token)` whether the link works. */
  enabled: boolean;
  /** When it expires. The link stops working earlier, at 00:00 UTC of this day. */
  expiresAt: Date;
  /** When it was made, by the server's clock. */
  createdAt: Date;
  /** The creator's e-mail or username. */
  createdBy: string | null;
  /** Who has signed up with it. */
  users: InvitedUser[];
  /** The role that those people get. */
  role: Role;
}

/** An invite token that was just made. */
export interface CreatedInviteToken extends InviteToken {
  /** Whether the server shortened the life that was asked for: one calendar month is the most that it gives. */
  expiryCapped: boolean;
}
