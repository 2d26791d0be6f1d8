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

/** A public signup token: the token behind an invite link. */
export interface InviteToken {
  /** The value of the token, 32 hexadecimal digits as a rule. Whoever has it can sign up: treat it as a password. */
  secret: string;
  /** The link that people open to sign up. null when the server does not know its own address. */
  url: string | null;
  /** A name for the admin UI; the people invited do not see it. */
  name: string;
  /** False once the token has been disabled. It stays true after the expiry: `tokenStatus(token)` tells whether the link works. */
  enabled: boolean;
  /** When it expires. The link stops working earlier, at 00:00 UTC of this date: see `validUntil(token)`. */
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

/** A token that a method is called with: its secret, its link, or an object with its secret such as an {@link InviteToken}. */
export type TokenReference = string | { readonly secret: string };

/** An invite token that was just created. */
export interface CreatedInviteToken extends InviteToken {
  /** Whether the server shortened the requested life by at least a day: it gives one calendar month at most. */
  expiryCapped: boolean;
}

/** The result of `ensure`. */
export interface EnsuredInviteToken extends InviteToken {
  /** Whether this call created the token. */
  created: boolean;
  /** Whether this call moved the expiry, because less than `renewBefore` was left. */
  renewed: boolean;
}

/** The result of `rotate`: the new token. */
export interface RotatedInviteToken extends InviteToken {
  /** The tokens of this name that this call disabled before it created the new one. */
  disabledTokens: InviteToken[];
}

/**
 * A duration; its parts are added up. Days have 24 hours. A plain object: instances of classes, such as
 * `Temporal.Duration`, are refused.
 *
 * Links end at 00:00, so a duration is rounded up: the link works for at least this long, and until the next 00:00 UTC.
 */
export interface Duration {
  /** 7 days each. Fractions are allowed, here and below; negative numbers are not. Default 0. */
  weeks?: number | undefined;
  /** 24 hours each. Default 0. */
  days?: number | undefined;
  /** Default 0. */
  hours?: number | undefined;
  /** Default 0. */
  minutes?: number | undefined;
}

/** When an invite link expires: at an instant, or after a duration from now. */
export type Expiry =
  | {
      /** A `Date`, or an ISO 8601 string with an offset: `2027-01-31T18:00:00+01:00`. Sent as given. */
      expiresAt: Date | string;
      /** Not both. */
      expiresIn?: undefined;
    }
  | {
      /** A duration from now, rounded up to 00:00 UTC. */
      expiresIn: Duration;
      /** Not both. */
      expiresAt?: undefined;
    };

/** Status of an invite link. A disabled token is `disabled` even if it has expired too. */
export type TokenStatus = "active" | "expired" | "disabled";

/** Selects tokens. Without properties it selects all. */
export interface TokenFilter {
  /** Only tokens with exactly this name. */
  name?: string | undefined;
  /** Only tokens with this status now. */
  status?: TokenStatus | undefined;
}

/** Selects the tokens with one name. */
export interface TokenName {
  /** The exact name of the tokens. */
  name: string;
}

/** Input of `create`. */
export type CreateTokenInput = Expiry & {
  /** Shown in the admin UI only. Not empty. */
  name: string;
  /** Accepts a date with which the link never works: a past one, or one on the current UTC date. Default false. */
  allowExpired?: boolean | undefined;
};

/** Input of `rotate`: the new token. The link must work. */
export type RotateTokenInput = Expiry & {
  /** The tokens of this name are disabled, and the new one gets it. No other token is read or changed. Not empty. */
  name: string;
};

/** Input of `ensure`: the token to create if no token of this name is active. The link must work. */
export type EnsureTokenInput = RotateTokenInput & {
  /**
   * Moves the expiry of an active token that has less than this left to the requested one, but at most one calendar
   * month from now, and only to a later date. Default: the expiry is not moved.
   */
  renewBefore?: Duration | undefined;
};

/** Input of `update`: at least one change. */
export type UpdateTokenInput =
  | (Expiry & { enabled?: boolean | undefined })
  | {
      /** False disables the link; Unleash has no delete. True does not extend an expired link. */
      enabled: boolean;
      /** A `Date`, or an ISO 8601 string with an offset. The server accepts any date, past ones too, and caps none. */
      expiresAt?: Date | string | undefined;
      /** Not both. */
      expiresIn?: undefined;
    }
  | {
      /** False disables the link; Unleash has no delete. True does not extend an expired link. */
      enabled: boolean;
      /** A duration from now, rounded up to 00:00 UTC, instead of `expiresAt`. */
      expiresIn?: Duration | undefined;
      /** Not both. */
      expiresAt?: undefined;
    };

/** The person who signs up. No property may be empty. Other properties are ignored. */
export interface SignUpInput {
  /** Name shown in the admin UI. */
  name: string;
  /** E-mail address that no user of this Unleash has. The server stores it in lower case. */
  email: string;
  /** Password to sign in with. The endpoint has no rules for it: add your own. */
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
