import type { Version } from "./versions.ts";

// Servers include the text of a failed SQL statement in the error, so the fake needs their texts. It runs no SQL.

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(", ");
const as = (columns: Record<string, string>): string =>
  Object.entries(columns)
    .map(([column, name]) => `${column} as "${name}"`)
    .join(", ");
const tokens = (...columns: string[]): string => columns.map((column) => `"tokens"."${column}"`).join(", ");

export const selectToken: string = [
  `select ${tokens("secret", "name", "expires_at", "enabled", "created_at", "created_by", "url")},`,
  as({
    '"token_project_users"."user_id"': "userId",
    '"users"."name"': "userName",
    '"users"."username"': "userUsername",
    '"roles"."id"': "roleId",
    '"roles"."name"': "roleName",
    '"roles"."type"': "roleType",
  }),
  'from "public_signup_tokens" as "tokens"',
  'left join "public_signup_tokens_user" as "token_project_users"',
  'on "tokens"."secret" = "token_project_users"."secret"',
  'left join "users" on "token_project_users"."user_id" = "users"."id"',
  'left join "roles" on "tokens"."role_id" = "roles"."id" where "tokens"."secret" = $1',
].join(" ");

export const insertToken: string = [
  'insert into "public_signup_tokens"',
  `(${quoted(["created_by", "expires_at", "name", "role_id", "secret", "url"])})`,
  'values ($1, $2, $3, $4, $5, $6) returning "secret"',
].join(" ");

export const isValid =
  "SELECT EXISTS (SELECT 1 FROM public_signup_tokens WHERE secret = $1 AND expires_at::date > $2 AND enabled = true) AS valid";

export function updateToken(columns: readonly string[]): string {
  const sets = columns.map((column, nth) => `"${column}" = $${nth + 1}`).join(", ");
  return `update "public_signup_tokens" as "tokens" set ${sets} where "secret" = $${columns.length + 1} returning *`;
}

export function selectUser(by: "email" | "username"): string {
  return `select "id" from "users" where "deleted_at" is null and "${by}" = $1 limit $2`;
}

/** @param given the columns that have a value; others have their defaults, except the hash of the email */
export function insertUser(version: Version, given: { email: string; username: string | undefined }): string {
  let parameters = 0;
  const next = () => `$${++parameters}`;
  const values = version.insertedColumns.map((column) => {
    if (column === "email_hash") return given.email === "" ? next() : version.emailHash(next());
    const isGiven =
      ["created_at", "email", "name"].includes(column) ||
      (column === "username" && given.username !== undefined);
    return isGiven ? next() : "DEFAULT";
  });
  const returned = [
    ...["id", "name", "username", "email", "image_url", "seen_at", "is_service", "scim_id"],
    ...version.extraColumns,
    ...["login_attempts", "created_at"],
  ];
  return `insert into "users" (${quoted(version.insertedColumns)}) values (${values.join(", ")}) returning ${quoted(returned)}`;
}
