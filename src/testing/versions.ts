/** A major version of Unleash that the fake supports. */
export type UnleashVersion = 5 | 6 | 7 | 8;

/** Differences between versions that concern invite links, observed on 5.12.8, 6.10.1, 7.6.5 and 8.2.0. */
export interface Version {
  /** Sends `RateLimit-*` headers for users' keys. */
  readonly countsRequests: boolean;
  /** All errors have an id; otherwise only errors detected before a request is applied. */
  readonly allErrorsHaveId: boolean;
  /** Sends each reason also as `description`. */
  readonly detailsHaveDescription: boolean;
  /** Prefix of the names of body properties. */
  readonly bodyPath: "/body" | "";
  /** Accepts an empty name at sign-up, and checks the length of the email. */
  readonly oldUserRules: boolean;
  /** Uses an older list of top-level domains. */
  readonly oldDomains: boolean;
  /** Treats a content type with invalid parameters as JSON, and its body as an empty object. */
  readonly lenientType: boolean;
  /** Responds with 404 and the admin UI's page to a path that looks like a file. */
  readonly unknownFilesAre404: boolean;
  /** Additional properties of every new user. */
  readonly userExtras: Readonly<Record<string, boolean | null>>;
  /** Columns that are written for a new user; the rest of the statement follows from them. */
  readonly insertedColumns: readonly string[];
  /** Additional columns that are returned. */
  readonly extraColumns: readonly string[];
  /** How the statement hashes the email. */
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
