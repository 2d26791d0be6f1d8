/** A role of Unleash. People who sign up through an invite link get the root role `Viewer`. */
export interface Role {
  /** Unique in this Unleash instance. */
  id: number;
  /** `Viewer`, `Editor`, `Admin`, or a custom role. */
  name: string;
  /** `root`, `root-custom`, `project`, `custom`, or a value of a newer server. */
  type: string;
  /** Description of the role. */
  description?: string | undefined;
  /** The project that the role belongs to. */
  project?: string | null | undefined;
}

/** A person who signed up through a token, as listed in the token. */
export interface InvitedUser {
  /** Unique in this Unleash instance. */
  id: number;
  /** Name of the person. */
  name?: string | null | undefined;
  /** null if the person has none. */
  username?: string | null | undefined;
}

/** A user of Unleash, as returned by a sign-up. Only `id` is guaranteed; the rest depends on the server's version. */
export interface User {
  /** Unique in this Unleash instance. */
  id: number;
  /** Name of the person. */
  name?: string | null | undefined;
  /** In lower case. */
  email?: string | undefined;
  /** Unique; missing or null if the person has none. */
  username?: string | null | undefined;
  /** `User`, `Service Account`, or a value of a newer server. */
  accountType?: string | undefined;
  /** URL of the profile image. */
  imageUrl?: string | undefined;
  /** A link that this user may share to invite others. */
  inviteLink?: string | undefined;
  /** Number of failed logins. */
  loginAttempts?: number | undefined;
  /** Whether the welcome email was sent. */
  emailSent?: boolean | undefined;
  /** The id of the root role. */
  rootRole?: number | undefined;
  /** Time of the last login; null before the first. */
  seenAt?: Date | null | undefined;
  /** Time of the sign-up. */
  createdAt?: Date | undefined;
  /** Set when SCIM manages the user. */
  scimId?: string | null | undefined;
  /** Open browser sessions (6.x and later). */
  activeSessions?: number | null | undefined;
  /** Sessions deleted at the last login (6.x and later, experimental). */
  deletedSessions?: number | undefined;
  /** The kind of seat in the licence (7.x and later). */
  seatType?: string | null | undefined;
  /** The person's role in the company, as entered by themselves (7.x and later). */
  companyRole?: string | null | undefined;
  /** Whether the person wants email about the product (7.x and later). */
  productUpdatesEmailConsent?: boolean | null | undefined;
  /** @deprecated Internal to Unleash 5.x and 6.x. */
  isAPI?: boolean | undefined;
  /** @deprecated Internal to Unleash. */
  permissions?: string[] | undefined;
}

/** A public signup token: the token behind an invite link. */
export interface InviteToken {
  /** The value of the token, usually 32 hexadecimal digits. Anyone who has it can sign up: treat it as a password. */
  secret: string;
  /** The link that people open to sign up. Nullable in the OpenAPI document. */
  url: string | null;
  /** Name for the admin UI; invited people do not see it. */
  name: string;
  /** False once the token has been disabled. It stays true after the expiry: `tokenStatus(token)` returns whether the link works. */
  enabled: boolean;
  /** When it expires. The link stops working earlier, at 00:00 UTC of this date: see `validUntil(token)`. */
  expiresAt: Date;
  /** Creation time, by the server's clock. */
  createdAt: Date;
  /** Email or username of the creator. */
  createdBy: string | null;
  /** People who have signed up with it. */
  users: InvitedUser[];
  /** The role that those people get. */
  role: Role;
}

/** Identifies a token: its secret, its link, or an object with its secret, such as an {@link InviteToken}. */
export type TokenReference = string | { readonly secret: string };

/** An invite token that was just created. */
export interface CreatedInviteToken extends InviteToken {
  /** Whether the server shortened the requested expiry by at least a day. The maximum is one calendar month. */
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
 * A duration; its parts are added up. Days have 24 hours. Must be a plain object; class instances,
 * such as `Temporal.Duration`, are rejected.
 *
 * Links stop working at 00:00 UTC, so a duration is rounded up: the link works for at least this long, and until the next 00:00 UTC.
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

/** When an invite link expires: at a time, or after a duration from now. */
export type Expiry =
  | {
      /** A `Date`, or an ISO 8601 string with an offset: `2027-01-31T18:00:00+01:00`. Sent as given. */
      expiresAt: Date | string;
      /** Must not be combined with the other property. */
      expiresIn?: undefined;
    }
  | {
      /** A duration from now, rounded up to 00:00 UTC. */
      expiresIn: Duration;
      /** Must not be combined with the other property. */
      expiresAt?: undefined;
    };

/** Status of an invite link. A token that is both disabled and expired is `disabled`. */
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
  /** Name of the new token. All existing tokens of this name are disabled, and no other token is changed. Not empty. */
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
      /** A `Date`, or an ISO 8601 string with an offset. The server accepts any date, including past ones, without a cap. */
      expiresAt?: Date | string | undefined;
      /** Must not be combined with the other property. */
      expiresIn?: undefined;
    }
  | {
      /** False disables the link; Unleash has no delete. True does not extend an expired link. */
      enabled: boolean;
      /** A duration from now, rounded up to 00:00 UTC, instead of `expiresAt`. */
      expiresIn?: Duration | undefined;
      /** Must not be combined with the other property. */
      expiresAt?: undefined;
    };

/** The person who signs up. No property may be empty. Other properties are ignored. */
export interface SignUpInput {
  /** Name shown in the admin UI. */
  name: string;
  /** Email address. Must not belong to an existing user. The server stores it in lower case. */
  email: string;
  /** Password for signing in. Unleash does not check its strength. */
  password: string;
  /** Unique, if given. */
  username?: string | undefined;
}

/** The six operations of the API, by their ids in Unleash's OpenAPI document. */
export type OperationId =
  | "getAllPublicSignupTokens"
  | "createPublicSignupToken"
  | "getPublicSignupToken"
  | "updatePublicSignupToken"
  | "validatePublicSignupToken"
  | "addPublicSignupTokenUser";
