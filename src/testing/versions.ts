/** A major version of Unleash that the fake can be. */
export type UnleashVersion = 5 | 6 | 7 | 8;

/** In what the versions differ, as far as invite links show it: seen on 5.12.8, 6.10.1, 7.6.5 and 8.2.0. */
export interface Version {
  /** Sends `RateLimit-*` with what a user's key asks for. */
  readonly countsRequests: boolean;
  /** Gives an id to every error: elsewhere to those alone that come up before a request is carried out. */
  readonly allErrorsHaveId: boolean;
  /** Repeats each reason as `description`. */
  readonly detailsHaveDescription: boolean;
  /** Before the names of a body's properties. */
  readonly bodyPath: "/body" | "";
  /** Lets people sign up under an empty name, and checks how long their e-mail is. */
  readonly oldUserRules: boolean;
  /** Knows the top-level domains of some years ago. */
  readonly oldDomains: boolean;
  /** Takes a content type with broken parameters for JSON, and then its body for an empty object. */
  readonly lenientType: boolean;
  /** Answers 404 with the admin UI's page where the path looks like a file's. */
  readonly unknownFilesAre404: boolean;
  /** What every new user has, besides what all versions tell. */
  readonly userExtras: Readonly<Record<string, boolean | null>>;
  /** The columns that it writes for a new user; the rest of the statement follows from them. */
  readonly insertedColumns: readonly string[];
  /** The columns that it reads back, besides those of all versions. */
  readonly extraColumns: readonly string[];
  /** How the statement hashes the e-mail. */
  readonly emailHash: (parameter: string) => string;
}

const five: Version = {
  countsRequests: false,
  allErrorsHaveId: true,
  detailsHaveDescription: true,
  bodyPath: "",
  oldUserRules: true,
  oldDomains: true,
  lenientType: false,
  unknownFilesAre404: false,
  userExtras: { isAPI: false },
  insertedColumns: ["email", "image_url", "name", "username"],
  extraColumns: [],
  emailHash: String,
};
const six: Version = {
  ...five,
  detailsHaveDescription: false,
  bodyPath: "/body",
  oldUserRules: false,
  unknownFilesAre404: true,
  insertedColumns: ["created_at", "email", "email_hash", "image_url", "name", "username"],
  emailHash: (parameter) => `md5(${parameter})`,
};
const seven: Version = {
  ...six,
  oldDomains: false,
  lenientType: true,
  allErrorsHaveId: false,
  userExtras: { seatType: null, companyRole: null, productUpdatesEmailConsent: null },
  insertedColumns: [
    ...["company_role", "created_at", "email", "email_hash", "image_url", "name"],
    ...["product_updates_email_consent", "username"],
  ],
  extraColumns: ["seat_type", "company_role", "product_updates_email_consent"],
  emailHash: (parameter) => `encode(sha256(${parameter}::bytea), 'hex')`,
};
const eight: Version = { ...seven, countsRequests: true };

export const versions: Readonly<Record<UnleashVersion, Version>> = { 5: five, 6: six, 7: seven, 8: eight };
