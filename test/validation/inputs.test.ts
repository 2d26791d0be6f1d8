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

// What an untyped caller may pass.
const create = (input: unknown) => refusal(() => tokens.create(input as never));

describe("the expiry of a new link", () => {
  it.each([
    [{ expiresAt: new Date("2026-06-05T10:00:00.500Z") }, "2026-06-05T10:00:00.500Z"],
    [{ expiresAt: "2026-06-05T10:00:00Z" }, "2026-06-05T10:00:00.000Z"],
    [{ expiresAt: "2026-06-05T01:00:00+14:00" }, "2026-06-04T11:00:00.000Z"],
    [{ expiresIn: { days: 7 } }, "2026-06-08T12:00:00.000Z"],
    [{ expiresIn: { weeks: 1, days: 1, hours: 1, minutes: 1.5 } }, "2026-06-09T13:01:30.000Z"],
    [{ expiresIn: { hours: 12 } }, "2026-06-02T00:00:00.000Z"],
    [{ expiresAt: "2026-06-01T23:00:00Z", allowExpired: true }, "2026-06-01T23:00:00.000Z"],
    [{ expiresAt: "1999-01-01T00:00:00Z", allowExpired: true }, "1999-01-01T00:00:00.000Z"],
  ])("is sent for %j as %s", async (expiry, expiresAt) => {
    await tokens.create({ name: "Design team", ...expiry } as never);
    expect(sent.at(-1)?.body).toEqual({ name: "Design team", expiresAt });
  });

  it.each([
    [{ expiresAt: NOW }],
    [{ expiresAt: "2026-06-01T23:59:59.999Z" }],
    [{ expiresAt: "2026-06-02T01:00:00+02:00" }],
    [{ expiresAt: new Date("2020-01-01T00:00:00Z") }],
    [{ expiresIn: { hours: 11 } }],
  ])("is refused for %j, with which the link would never work", async (expiry) => {
    expect(await create({ name: "n", ...expiry })).toMatch(/^expiresAt must be after the current UTC day/);
  });

  it.each([
    [{}, "expiresAt or expiresIn must be given"],
    [{ expiresAt: undefined }, "expiresAt or expiresIn must be given"],
    [
      { expiresAt: "2026-07-01T00:00:00Z", expiresIn: { days: 1 } },
      "expiresAt and expiresIn must not both be given",
    ],
    [{ expiresAt: new Date("nonsense") }, "expiresAt must be a valid Date"],
    [{ expiresAt: new Date("+010000-01-01T00:00:00Z") }, "expiresAt must be a valid Date"],
    [{ expiresAt: "tomorrow" }, "expiresAt must be a valid Date"],
    [{ expiresAt: "2026-07-01" }, "expiresAt must be a valid Date"],
    [{ expiresAt: "2026-07-01T00:00:00" }, "expiresAt must be a valid Date"],
    [{ expiresAt: "2026-02-30T00:00:00Z" }, "expiresAt must be a valid Date"],
    [{ expiresAt: 1_800_000_000_000 }, "expiresAt must be a valid Date"],
    [{ expiresIn: {} }, "expiresIn must be longer than nothing"],
    [{ expiresIn: { days: 0 } }, "expiresIn must be longer than nothing"],
    [{ expiresIn: { days: -1 } }, "expiresIn.days must not be negative"],
    [{ expiresIn: { days: Number.NaN } }, "expiresIn.days must be a number"],
    [{ expiresIn: { days: "7" } }, "expiresIn.days must be a number"],
    [{ expiresIn: { month: 1 } }, "expiresIn.month is not an option known here"],
    [{ expiresIn: { days: 1e9 } }, "expiresAt must be a valid Date (years 0 to 9999)"],
    [{ expiresIn: 7 }, "expiresIn must be an object such as { days: 7 }"],
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
    ["a\0", "name must not hold a NUL or half a character"],
    ["a\udc00", "name must not hold a NUL or half a character"],
    [5, "name must be a string"],
    [undefined, "name must be a string"],
  ])("is refused for %j", async (name, message) => {
    expect(await create({ name, expiresIn })).toBe(message);
  });
});

describe("the other inputs", () => {
  it("are refused when they hold an option that is not known, so that no wish is lost", async () => {
    expect(await create({ name: "n", expiresIn: { days: 7 }, role: "Admin" })).toBe(
      "role is not an option known here",
    );
    const ensure = { name: "n", expiresIn: { days: 7 }, allowExpired: true };
    expect(await refusal(() => tokens.ensure(ensure as never))).toBe(
      "allowExpired is not an option known here",
    );
    expect(await refusal(() => tokens.rotate(undefined as never))).toBe("must be an object");
  });

  it("of an update must change something", async () => {
    expect(await refusal(() => tokens.update(SECRET, {}))).toBe("expiresAt or enabled must be given");
    expect(await refusal(() => tokens.update(SECRET, { enabled: "no" } as never))).toBe(
      "enabled must be true or false",
    );
    const both = { expiresAt: new Date(NOW), expiresIn: { days: 1 } };
    expect(await refusal(() => tokens.update(SECRET, both))).toBe(
      "expiresAt and expiresIn must not both be given",
    );
  });

  it("of an update may be a date in the past, as on the server", async () => {
    await tokens.update(SECRET, { expiresAt: "2020-01-01T00:00:00Z", enabled: true });
    expect(sent.at(-1)).toMatchObject({
      method: "PUT",
      body: { expiresAt: "2020-01-01T00:00:00.000Z", enabled: true },
    });
    await tokens.update(SECRET, { expiresIn: { hours: 1 } });
    expect(sent.at(-1)?.body).toEqual({ expiresAt: "2026-06-01T13:00:00.000Z" });
  });

  it("of an extension are a span of time", async () => {
    expect(await refusal(() => tokens.extend(SECRET, {}))).toBe("duration must be longer than nothing");
    expect(await refusal(() => tokens.extend(SECRET, { days: -1 }))).toBe(
      "duration.days must not be negative",
    );
  });

  it("of a sign-up are all checked at once", async () => {
    const person = { name: "", email: 5, password: "", role: "Admin" };
    expect(await refusal(() => client.signUp(SECRET, person as never))).toBe(
      "name must not be empty; email must be a string; password must not be empty; role is not an option known here",
    );
    const nul = { name: "n", email: "a@example.com", password: "p\0", username: "" };
    expect(await refusal(() => client.signUp(SECRET, nul))).toBe(
      "password must not hold a NUL or half a character; username must not be empty",
    );
  });

  it("of a sign-up may be a password of blanks", async () => {
    const { client, sent } = clientWith(() => ({ id: 1 }));
    await client.signUp(SECRET, { name: "n", email: "a@example.com", password: "  " });
    expect(sent[0]?.body).toMatchObject({ password: "  " });
  });

  it("of every method that asks for a secret are refused before anything is sent", async () => {
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
