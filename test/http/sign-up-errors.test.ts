import { describe, expect, it } from "vitest";
import {
  createInviteClient,
  InviteApiError,
  type InviteClient,
  type Issue,
  type SignUpInput,
} from "../../src/index.ts";
import { createFakeUnleash, type UnleashVersion } from "../../src/testing/index.ts";
import { failure, operationIds, refused } from "../helpers/calls.ts";

const SIGN_UP = "addPublicSignupTokenUser";
const VERSIONS: UnleashVersion[] = [5, 6, 7, 8];
const FAILED = "Request validation failed: your request body or params contain invalid data";
const person: SignUpInput = {
  name: "Ada Unguessable",
  email: "ada.unguessable@example.com",
  password: "correct-horse-battery-staple",
  username: "ada-unguessable",
};

/** A client of a fake, with the secret of a link that works. */
async function setUp(version: UnleashVersion): Promise<{ client: InviteClient; secret: string }> {
  const fake = createFakeUnleash({ version, keys: { "user:admin": "admin" } });
  const client = createInviteClient({ baseUrl: fake.baseUrl, apiKey: "user:admin", fetch: fake.fetch });
  const { secret } = await client.tokens.create({ name: "n", expiresIn: { days: 7 } });
  return { client, secret };
}

/** The texts of an error that a form may display. */
const displayed = (error: InviteApiError) =>
  [error.message, error.serverMessage, JSON.stringify([error.issues, error.details, error])].join("\n");

describe.each(VERSIONS)("issues by property of Unleash %d.x", (version) => {
  it("names the email that is already registered", async () => {
    const { client, secret } = await setUp(version);
    await client.signUp(secret, person);
    const error = await failure(client.signUp(secret, { ...person, username: "other" }), InviteApiError);
    expect(error).toMatchObject({ code: "user_exists", status: 400, mayHaveApplied: false });
    expect(error.issues).toEqual([{ path: "email", message: "is already taken" }]);
    expect(error.message).toBe("400: email is already taken");
    expect(displayed(error)).not.toContain("unguessable");
  });

  it("names the username that is already taken", async () => {
    const { client, secret } = await setUp(version);
    await client.signUp(secret, person);
    const error = await failure(
      client.signUp(secret, { ...person, email: "second@example.com" }),
      InviteApiError,
    );
    expect(error).toMatchObject({ code: "user_exists", status: 500, mayHaveApplied: false });
    expect(error.issues).toEqual([{ path: "username", message: "is already taken" }]);
    expect(error.message).toBe("500: username is already taken");
    expect(displayed(error)).not.toMatch(/unguessable|insert into/);
  });

  it("names an invalid email without echoing it", async () => {
    const { client, secret } = await setUp(version);
    const error = await failure(
      client.signUp(secret, { ...person, email: "unguessable at example" }),
      InviteApiError,
    );
    expect(error).toMatchObject({ code: "bad_request", status: 400 });
    expect(error.issues).toEqual([{ path: "email", message: "must be a valid email" }]);
    expect(error.message).toBe("400: the server rejected the request: email must be a valid email");
    expect(displayed(error)).not.toContain("unguessable");
  });
});

describe("issues by property", () => {
  it.each<[string, unknown, Issue[]]>([
    [
      "8.x: a path below /body",
      [{ path: "/body/name", message: 'The `/body/name` property must be string. You sent {"a":1}.' }],
      [{ path: "name", message: "must be string" }],
    ],
    [
      "5.x: a bare path, and a description",
      [
        {
          path: "name",
          message: 'The `name` property must be string. You sent {"a":1}.',
          description: 'The `name` property must be string. You sent {"a":1}.',
        },
      ],
      [{ path: "name", message: "must be string" }],
    ],
    [
      "a nested path",
      [{ path: "/body/address/city", message: "The `/body/address/city` property must be string." }],
      [{ path: "address.city", message: "must be string" }],
    ],
    [
      "a missing property",
      [
        {
          path: "/body/password",
          message: "The `/body/password` property is required. It was not present on the data you sent.",
        },
      ],
      [{ path: "password", message: "is required" }],
    ],
    [
      "an additional property",
      [
        {
          path: "/body/role",
          message:
            "The `/body` object of the request body does not allow additional properties. Your request included the `/body/role` property.",
        },
      ],
      [
        {
          path: "role",
          message: "The `/body` object of the request body does not allow additional properties",
        },
      ],
    ],
    [
      "a service's check of the email, over several lines of input",
      [{ message: '"value" must be a valid email. You provided "secret\ninput".' }],
      [{ path: "email", message: "must be a valid email" }],
    ],
    [
      "several properties",
      [
        { path: "/body/email", message: "The `/body/email` property must be string. You sent []." },
        { path: "/body/name", message: "The `/body/name` property must be string. You sent []." },
      ],
      [
        { path: "email", message: "must be string" },
        { path: "name", message: "must be string" },
      ],
    ],
  ])("are read from the details: %s", async (_, details, issues) => {
    const error = await refused(SIGN_UP, 400, { name: "BadDataError", message: FAILED, details });
    expect(error.issues).toEqual(issues);
    const reasons = issues.map(({ path, message }) => `${path} ${message}`).join("; ");
    expect(error.message).toBe(`400: the server rejected the request: ${reasons}`);
    expect(displayed(error)).not.toMatch(/You sent|You provided|secret|input"/);
  });

  it("name no property for a detail that calls it value, except for an email", async () => {
    const details = [{ message: '"value" is not allowed to be empty' }];
    const error = await refused(SIGN_UP, 400, { name: "BadDataError", message: FAILED, details });
    expect(error.issues).toEqual([{ path: "", message: '"value" is not allowed to be empty' }]);
  });

  it("name no property for a 409, which may be for the email or the username", async () => {
    const error = await refused(SIGN_UP, 409, { name: "ConflictError", message: "exists" });
    expect(error).toMatchObject({ code: "user_exists", issues: [] });
    expect(error.message).toBe("409: email or username is already taken");
  });

  it("name no property for a 500 of another constraint", async () => {
    const message = 'insert - duplicate key value violates unique constraint "users_pkey"';
    const error = await refused(SIGN_UP, 500, { name: "UnknownError", message });
    expect(error).toMatchObject({ code: "user_exists", issues: [] });
  });

  it.each(["users_email_key", "users_email_index", "idx_users_email"])(
    "name the email for the constraint %s",
    async (constraint) => {
      const message = `insert - duplicate key value violates unique constraint "${constraint}"`;
      const error = await refused(SIGN_UP, 500, { name: "UnknownError", message });
      expect(error.issues).toEqual([{ path: "email", message: "is already taken" }]);
    },
  );

  it("are empty for other operations that report the same", async () => {
    const body = { name: "BadDataError", message: `${FAILED}: User already exists` };
    const error = await refused("createPublicSignupToken", 400, body);
    expect(error).toMatchObject({ code: "bad_request", issues: [] });
  });
});

describe("what the user entered", () => {
  // A 400 to validate is false.
  it.each(operationIds.filter((id) => id !== "validatePublicSignupToken"))(
    "is not echoed in a text of the error: %s",
    async (id) => {
      const message = 'The `/body/email` property must be string. You sent "unguessable".';
      const details = [{ message, path: "/body/email" }];
      const error = await refused(id, 400, { name: "BadDataError", message, details });
      expect(displayed(error)).not.toContain("unguessable");
      expect(error.serverMessage).toBe("The `/body/email` property must be string");
    },
  );
});

describe("input that can never be stored", () => {
  it.each([
    'insert into "users" ("email") values ($1) - value too long for type character varying(255)',
    'insert into "users" ("name") values ($1) - invalid byte sequence for encoding "UTF8": 0x00',
  ])("is not reported as a temporary failure: %s", async (message) => {
    const error = await refused(SIGN_UP, 500, { name: "UnknownError", message });
    expect(error).toMatchObject({ code: "server_error", status: 500 });
    expect(error.message).toContain("500: a value is too long or has invalid characters");
    expect(error.message).not.toMatch(/later|retry|try again/);
    expect(error.message).not.toContain("insert");
  });
});

describe("an empty 400 to a sign-up", () => {
  it("is not an invalid invite if the body is truncated", async () => {
    const body = new ReadableStream({ start: (controller) => controller.error(new Error("reset")) });
    const client = createInviteClient({
      baseUrl: "https://unleash.example.com",
      fetch: async () => new Response(body, { status: 400 }),
    });
    const error = await failure(client.signUp("s", person), InviteApiError);
    expect(error).toMatchObject({ code: "bad_request", status: 400 });
    expect(error.message).toContain("400: the server rejected the request: connection error: ");
  });
});
