// Checks of parsed values against the types of the model, independent of the schemas.

type Check = (value: unknown, json: unknown) => boolean;

const same: Check = (value, json) => value === json;
const aString: Check = (value, json) => typeof value === "string" && same(value, json);
const aBoolean: Check = (value, json) => typeof value === "boolean" && same(value, json);
const aNumber: Check = (value, json) => Number.isFinite(value) && same(value, json);
const aDate: Check = (value, json) =>
  value instanceof Date && typeof json === "string" && value.getTime() === Date.parse(json);
const orNull =
  (check: Check): Check =>
  (value, json) =>
    value === null ? json === null : check(value, json);
const arrayOf =
  (check: Check): Check =>
  (value, json) =>
    Array.isArray(value) &&
    Array.isArray(json) &&
    value.length === json.length &&
    value.every((item, index) => check(item, json[index]));

/** Checks for an object with exactly these properties; those of `maybe` are optional. */
const object =
  (sure: Record<string, Check>, maybe: Record<string, Check> = {}): Check =>
  (value, json) => {
    if (typeof value !== "object" || value === null || typeof json !== "object" || json === null)
      return false;
    const checks = { ...sure, ...maybe };
    return (
      Object.keys(sure).every((key) => Object.hasOwn(value, key)) &&
      Object.entries(value).every(([key, part]) => {
        const check = Object.hasOwn(checks, key) ? checks[key] : undefined;
        return check?.(part, (json as Record<string, unknown>)[key]) === true;
      })
    );
  };

const invitedUser = object({ id: aNumber }, { name: orNull(aString), username: orNull(aString) });

/** Returns whether a value is an `InviteToken` and matches the JSON. */
export const isInviteToken: Check = object({
  secret: aString,
  url: orNull(aString),
  name: aString,
  enabled: aBoolean,
  expiresAt: aDate,
  createdAt: aDate,
  createdBy: orNull(aString),
  users: (value, json) => arrayOf(invitedUser)(value, json ?? []),
  role: object(
    { id: aNumber, name: aString, type: aString },
    { description: aString, project: orNull(aString) },
  ),
});

/** Returns whether a value is the list of these tokens, newest first. */
export const areInviteTokens: Check = (value, json) => {
  const { tokens } = json as { tokens: { createdAt: string; secret: string }[] };
  const newestFirst = [...tokens].sort(
    (a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt) || (b.secret < a.secret ? -1 : 1),
  );
  return arrayOf(isInviteToken)(value, newestFirst);
};

/** Returns whether a value is a `User` and matches the JSON. */
export const isUser: Check = object(
  { id: aNumber },
  {
    name: orNull(aString),
    email: aString,
    username: orNull(aString),
    accountType: aString,
    imageUrl: aString,
    inviteLink: aString,
    loginAttempts: aNumber,
    emailSent: aBoolean,
    rootRole: aNumber,
    seenAt: orNull(aDate),
    createdAt: aDate,
    scimId: orNull(aString),
    activeSessions: orNull(aNumber),
    deletedSessions: aNumber,
    seatType: orNull(aString),
    companyRole: orNull(aString),
    productUpdatesEmailConsent: orNull(aBoolean),
    isAPI: aBoolean,
    permissions: arrayOf(aString),
  },
);
