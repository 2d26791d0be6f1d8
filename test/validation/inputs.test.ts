import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { InvalidInputError } from "../../src/index.ts";
import { clientWith, SECRET, tokenJson } from "../helpers/client.ts";

const NOW = "2026-06-01T12:00:00Z";
const { client, sent } = clientWith(({ method }) =>
  method === "POST" ? tokenJson() : tokenJson({ expiresAt: "2026-06-08T12:00:00.000Z" }),
);
const { tokens } = client;

async function refusal(call: () => Promise<unknown>): Promise<string> {
  const before = sent.length;
  const error = await call().then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(InvalidInputError);
  expect(sent.length, "nothing is sent").toBe(before);
  return (error as InvalidInputError).message;
}

/** Like the standard class: its parts are getters of the prototype, so a copy of its properties would be empty. */
const Temporal = {
  Duration: class Duration {
    get days() {
      return 7;
    }
    get [Symbol.toStringTag]() {
      return "Temporal.Duration";
    }
  },
};
class Days {
  days = 7;
}

// Values that an untyped caller may pass.
const create = (input: unknown) => refusal(() => tokens.create(input as never));

describe("the expiry of a new link", () => {
  it.each([
    [{ expiresAt: new Date("2026-06-05T10:00:00.500Z") }, "2026-06-05T10:00:00.500Z"],
    [{ expiresAt: "2026-06-05T10:00:00Z" }, "2026-06-05T10:00:00.000Z"],
    [{ expiresAt: "2026-06-05T01:00:00+14:00" }, "2026-06-04T11:00:00.000Z"],
    [{ expiresIn: { days: 7 } }, "2026-06-09T23:59:59.999Z"],
    [{ expiresIn: { weeks: 1, days: 1, hours: 12, minutes: 1.5 } }, "2026-06-11T23:59:59.999Z"],
    [{ expiresIn: { hours: 1 } }, "2026-06-02T23:59:59.999Z"],
    [{ expiresIn: { hours: 12 } }, "2026-06-02T23:59:59.999Z"],
    [{ expiresIn: { hours: 12, minutes: 0.001 } }, "2026-06-03T23:59:59.999Z"],
    [{ expiresAt: runInNewContext("new Date('2026-06-05T10:00:00Z')") }, "2026-06-05T10:00:00.000Z"],
    [{ expiresIn: runInNewContext("({ days: 1 })") }, "2026-06-03T23:59:59.999Z"],
    [{ expiresIn: Object.assign(Object.create(null), { days: 1 }) }, "2026-06-03T23:59:59.999Z"],
    [{ expiresAt: "2026-06-01T23:00:00Z", allowExpired: true }, "2026-06-01T23:00:00.000Z"],
    [{ expiresAt: "1999-01-01T00:00:00Z", allowExpired: true }, "1999-01-01T00:00:00.000Z"],
  ])(
    "is sent as given if it is a date, and rounded up if it is a duration: %j as %s",
    async (expiry, expiresAt) => {
      await tokens.create({ name: "Design team", ...expiry } as never);
      expect(sent.at(-1)?.body).toEqual({ name: "Design team", expiresAt });
    },
  );

  it.each([
    [{ expiresAt: NOW }],
    [{ expiresAt: "2026-06-01T23:59:59.999Z" }],
    [{ expiresAt: "2026-06-02T01:00:00+02:00" }],
    [{ expiresAt: new Date("2020-01-01T00:00:00Z") }],
  ])("is refused for %j, with which the link would never work", async (expiry) => {
    expect(await create({ name: "n", ...expiry })).toMatch(/^expiresAt must be after the current UTC date/);
  });

  it.each([
    [{}, "expiresAt or expiresIn must be given, not both"],
    [{ expiresAt: undefined }, "expiresAt or expiresIn must be given, not both"],
    [
      { expiresAt: "2026-07-01T00:00:00Z", expiresIn: { days: 1 } },
      "expiresAt or expiresIn must be given, not both",
    ],
    [{ expiresAt: new Date("nonsense") }, "expiresAt must be a valid Date"],
    [{ expiresAt: new Date("+010000-01-01T00:00:00Z") }, "expiresAt must be a valid Date"],
    [{ expiresAt: "tomorrow" }, "expiresAt must be a valid Date"],
    [{ expiresAt: "2026-07-01" }, "expiresAt must be a valid Date"],
    [{ expiresAt: "2026-07-01T00:00:00" }, "expiresAt must be a valid Date"],
    [{ expiresAt: "2026-02-30T00:00:00Z" }, "expiresAt must be a valid Date"],
    [{ expiresAt: 1_800_000_000_000 }, "expiresAt must be a valid Date"],
    [{ expiresIn: {} }, "expiresIn must be greater than zero"],
    [{ expiresIn: { days: 0 } }, "expiresIn must be greater than zero"],
    [{ expiresIn: { days: -1 } }, "expiresIn.days must be a non-negative number"],
    [{ expiresIn: { days: Number.NaN } }, "expiresIn.days must be a non-negative number"],
    [{ expiresIn: { days: "7" } }, "expiresIn.days must be a non-negative number"],
    [{ expiresIn: { month: 1 } }, "expiresIn.month is not a known option"],
    [{ expiresIn: { days: 1e9 } }, "expiresIn is too long"],
    [{ expiresIn: 7 }, "expiresIn must be an object such as { days: 7 }"],
    [{ expiresIn: "P7D" }, "expiresIn must be an object such as { days: 7 }"],
    [{ expiresIn: new Temporal.Duration() }, "expiresIn must be an object such as { days: 7 }, not Duration"],
    [{ expiresIn: new Days() }, "expiresIn must be an object such as { days: 7 }, not Days"],
    [{ expiresIn: new Date(0) }, "expiresIn must be an object such as { days: 7 }, not Date"],
  ])("is refused for %j with the reason", async (expiry, message) => {
    expect(await create({ name: "n", ...expiry })).toContain(message);
  });
});

describe("the name of a new link", () => {
  const expiresIn = { days: 7 };

  it.each(["Équipe 🎨", "x".repeat(5_000), `"quoted" \\ \n`])("may be %j", async (name) => {
    await tokens.create({ name, expiresIn });
    expect(sent.at(-1)?.body).toMatchObject({ name });
  });

  it.each([
    ["", "name must not be empty"],
    ["  ", "name must not be empty"],
    ["a\0", "name must not contain NUL or lone surrogates"],
    ["a\udc00", "name must not contain NUL or lone surrogates"],
    [5, "name must be a string"],
    [undefined, "name must be a string"],
  ])("is refused for %j", async (name, message) => {
    expect(await create({ name, expiresIn })).toBe(message);
  });
});

describe("the inputs", () => {
  it.each<[string, (options: never) => unknown, object]>([
    ["list", (options) => tokens.list(options), {}],
    ["create", (options) => tokens.create(options), { name: "n", expiresIn: { days: 7 } }],
    ["update", (options) => tokens.update(SECRET, options), { enabled: true }],
    ["disableAll", (options) => tokens.disableAll(options), { name: "n" }],
    ["ensure", (options) => tokens.ensure(options), { name: "n", expiresIn: { days: 7 } }],
    ["rotate", (options) => tokens.rotate(options), { name: "n", expiresIn: { days: 7 } }],
    ["watchSignUps", (options) => tokens.watchSignUps(options).next(), { name: "n" }],
  ])("of %s refuse unknown properties", async (_, call, options) => {
    const refused = refusal(async () => call({ ...options, role: "Admin" } as never));
    expect(await refused).toBe("role is not a known option");
  });

  it("of ensure and rotate cannot allow an expired token", async () => {
    const input = { name: "n", expiresIn: { days: 7 }, allowExpired: true } as never;
    for (const call of [() => tokens.ensure(input), () => tokens.rotate(input)])
      expect(await refusal(call)).toBe("allowExpired is not a known option");
  });

  it("are named by the error messages", async () => {
    const none = undefined as never;
    const messages = [
      () => tokens.create(none),
      () => tokens.ensure(none),
      () => tokens.rotate([] as never),
      () => tokens.update(SECRET, none),
      () => tokens.disableAll(none),
      () => tokens.list("Design team" as never),
      () => tokens.extend(SECRET, none),
      () => client.signUp(SECRET, none),
      () => tokens.get(none),
    ].map(refusal);
    expect(await Promise.all(messages)).toEqual([
      "create() needs an object: { name, expiresAt, expiresIn, allowExpired }",
      "ensure() needs an object: { name, expiresAt, expiresIn, renewBefore }",
      "rotate() needs an object: { name, expiresAt, expiresIn }",
      "update() needs an object: { expiresAt, expiresIn, enabled }",
      "disableAll() needs an object: { name }",
      "list() needs an object: { name, status }",
      "duration must be an object such as { days: 7 }, not undefined",
      "signUp() needs an object: { name, email, password, username }",
      "token must be a secret, a link or an object with a secret",
    ]);
  });

  it("of a list are a name and a status", async () => {
    expect(await refusal(() => tokens.list({ status: "enabled" as never }))).toBe(
      "status must be one of active, expired, disabled",
    );
    expect(await refusal(() => tokens.list({ signal: new AbortController().signal } as never))).toBe(
      "signal is not a known option",
    );
  });

  it("of disableAll must have a name", async () => {
    expect(await refusal(() => tokens.disableAll({} as never))).toBe("name must be a string");
    expect(await refusal(() => tokens.disableAll({ name: "" }))).toBe("name must not be empty");
  });

  it("of ensure may have a renewBefore duration", async () => {
    const renewBefore = new Temporal.Duration() as never;
    expect(await refusal(() => tokens.ensure({ name: "n", expiresIn: { days: 7 }, renewBefore }))).toBe(
      "renewBefore must be an object such as { days: 7 }, not Duration",
    );
  });

  it("of an update must have a change", async () => {
    // @ts-expect-error the type also rejects it
    expect(await refusal(() => tokens.update(SECRET, {}))).toBe("enabled or an expiry must be given");
    expect(await refusal(() => tokens.update(SECRET, { enabled: "no" } as never))).toBe(
      "enabled must be a boolean",
    );
    const both = { expiresAt: new Date(NOW), expiresIn: { days: 1 } };
    // @ts-expect-error the type also rejects it
    expect(await refusal(() => tokens.update(SECRET, both))).toBe(
      "expiresAt or expiresIn must be given, not both",
    );
  });

  it("of an update may be a date in the past, as on the server", async () => {
    await tokens.update(SECRET, { expiresAt: "2020-01-01T00:00:00Z", enabled: true });
    expect(sent.at(-1)).toMatchObject({
      method: "PUT",
      body: { expiresAt: "2020-01-01T00:00:00.000Z", enabled: true },
    });
    await tokens.update(SECRET, { expiresIn: { hours: 1 } });
    expect(sent.at(-1)?.body).toEqual({ expiresAt: "2026-06-02T23:59:59.999Z" });
  });

  it("of an extension are a duration", async () => {
    expect(await refusal(() => tokens.extend(SECRET, {}))).toBe("duration must be greater than zero");
    expect(await refusal(() => tokens.extend(SECRET, { days: -1 }))).toBe(
      "duration.days must be a non-negative number",
    );
  });

  it("of a sign-up are all checked before throwing", async () => {
    const person = { name: "", email: 5, password: "" };
    expect(await refusal(() => client.signUp(SECRET, person as never))).toBe(
      "name must not be empty; email must be a string; password must not be empty",
    );
    const nul = { name: "n", email: "a@example.com", password: "p\0", username: "" };
    expect(await refusal(() => client.signUp(SECRET, nul))).toBe(
      "password must not contain NUL or lone surrogates; username must not be empty",
    );
  });

  it("of a sign-up may be a form with other properties, which are not sent", async () => {
    const { client, sent } = clientWith(() => ({ id: 1 }));
    const person = { name: "n", email: "a@example.com", password: "p", username: undefined };
    const form = { ...person, role: "Admin", confirm: "p", secret: SECRET };
    await client.signUp(SECRET, form);
    expect(sent[0]?.body).toEqual({ name: "n", email: "a@example.com", password: "p" });
  });

  it("of a sign-up may have a password of spaces", async () => {
    const { client, sent } = clientWith(() => ({ id: 1 }));
    await client.signUp(SECRET, { name: "n", email: "a@example.com", password: "  " });
    expect(sent[0]?.body).toMatchObject({ password: "  " });
  });

  it("of every method with a secret are validated before a request is sent", async () => {
    for (const secret of ["", "..", "a\0"]) {
      const calls = [
        () => tokens.get(secret),
        () => tokens.update(secret, { enabled: true }),
        () => tokens.enable(secret),
        () => tokens.disable(secret),
        () => tokens.extend(secret, { days: 7 }),
        () => client.validate(secret),
        () => client.signUp(secret, { name: "n", email: "a@example.com", password: "p" }),
      ];
      for (const call of calls) expect(await refusal(call)).toMatch(/^secret must not/);
    }
  });
});
