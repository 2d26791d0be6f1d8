/** A role of Unleash. Who signs up through an invite link gets the root role `Viewer`. */
export interface Role {
  /** Unique in this Unleash. */
  id: number;
  /** `Viewer`, `Editor`, `Admin`, or a role of the instance's own. */
  name: string;
  /** `root`, `root-custom`, `project`, `custom`, or what a newer server names. */
  type: string;
  /** What the role is for. */
  description?: string | undefined;
  /** The project that the role belongs to. */
  project?: string | null | undefined;
}

/** Somebody who signed up through a token, as the token tells it. */
export interface InvitedUser {
  /** Unique in this Unleash. */
  id: number;
  /** How the person is called. */
  name?: string | null | undefined;
  /** null when the person gave none. */
  username?: string | null | undefined;
}

/** A user of Unleash, as the answer to a sign-up tells it. Only `id` is sure; the rest depends on the server's version. */
export interface User {
  /** Unique in this Unleash. */
  id: number;
  /** How the person is called. */
  name?: string | null | undefined;
  /** In small letters. */
  email?: string | undefined;
  /** Unique; missing or null when the person gave none. */
  username?: string | null | undefined;
  /** `User`, `Service Account`, or what a newer server names. */
  accountType?: string | undefined;
  /** The profile image. */
  imageUrl?: string | undefined;
  /** A link that this user may share, when inviting. */
  inviteLink?: string | undefined;
  /** Failed logins so far. */
  loginAttempts?: number | undefined;
  /** Whether the welcome e-mail went out. */
  emailSent?: boolean | undefined;
  /** The id of the root role. */
  rootRole?: number | undefined;
  /** The last login; null before the first. */
  seenAt?: Date | null | undefined;
  /** When the person signed up. */
  createdAt?: Date | undefined;
  /** Set when SCIM manages the user. */
  scimId?: string | null | undefined;
  /** Open browser sessions (6.x and later). */
  activeSessions?: number | null | undefined;
  /** Sessions dropped at the last login (6.x and later, experimental). */
  deletedSessions?: number | undefined;
  /** The kind of seat in the licence (7.x and later). */
  seatType?: string | null | undefined;
  /** The person's role in the company, as told by themselves (7.x and later). */
  companyRole?: string | null | undefined;
  /** Whether the person wants e-mail about the product (7.x and later). */
  productUpdatesEmailConsent?: boolean | null | undefined;
  /** @deprecated Internal to Unleash 5.x and 6.x. */
  isAPI?: boolean | undefined;
  /** @deprecated Internal to Unleash. */
  permissions?: string[] | undefined;
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

/** A span of time; its parts are added up. Days have 24 hours. */
export interface Duration {
  /** 7 days each. Fractions are fine, here and below; none is negative. Default 0. */
  weeks?: number | undefined;
  /** 24 hours each. Default 0. */
  days?: number | undefined;
  /** Default 0. */
  hours?: number | undefined;
  /** Default 0. */
  minutes?: number | undefined;
}

/** When an invite link shall expire: at an instant, or a span of time from now. */
export type Expiry =
  | {
      /** A `Date`, or an ISO 8601 string with an offset: `2027-01-31T18:00:00+01:00`. */
      expiresAt: Date | string;
      /** Not both. */
      expiresIn?: undefined;
    }
  | {
      /** A span of time from now. */
      expiresIn: Duration;
      /** Not both. */
      expiresAt?: undefined;
    };

/** What keeps a link from working, if anything: `disabled` by hand, or `expired`. */
export type TokenStatus = "active" | "expired" | "disabled";

/** What an invite link is made with. */
export type CreateTokenInput = Expiry & {
  /** Shown in the admin UI alone. Not empty. */
  name: string;
  /** Lets a date pass with which the link never works: a past one, or one on the current UTC day. Default false. */
  allowExpired?: boolean | undefined;
};

/** What the one link is made with, where there is none: as for `create`, but the link must work. */
export type EnsureTokenInput = Expiry & {
  /** Shown in the admin UI alone. Not empty. */
  name: string;
};

/** What to change; at least one thing. */
export interface UpdateTokenInput {
  /** A `Date`, or an ISO 8601 string with an offset. The server takes any date, past ones too, and caps none. */
  expiresAt?: Date | string | undefined;
  /** A span of time from now, in place of `expiresAt`. */
  expiresIn?: Duration | undefined;
  /** false ends the link, which is how Unleash deletes one. true does not extend an expired one. */
  enabled?: boolean | undefined;
}

/** The person who signs up; the e-mail must not be known to Unleash. Nothing may be empty. */
export interface SignUpInput {
  /** How the person is called in the admin UI. */
  name: string;
  /** An address that Unleash takes for one; it keeps it in small letters. */
  email: string;
  /** The password that the person signs in with. The endpoint behind it sets no rules for it: set your own. */
  password: string;
  /** Unique, if given. */
  username?: string | undefined;
}

/** The six operations of the API, by the ids in Unleash's own documents. */
export type OperationId =
  | "getAllPublicSignupTokens"
  | "createPublicSignupToken"
  | "getPublicSignupToken"
  | "updatePublicSignupToken"
  | "validatePublicSignupToken"
  | "addPublicSignupTokenUser";
