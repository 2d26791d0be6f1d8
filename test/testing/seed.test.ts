import { describe, expect, it } from "vitest";
import { createFakeUnleash } from "../../src/testing/index.ts";
import { ask, signUp, statusOf, TOKENS } from "./requests.ts";

const now = () => Date.parse("2027-01-31T12:00:00Z");

describe("Seeding", () => {
  it("adds default properties for a token that works and is created now", async () => {
    const fake = createFakeUnleash({ now, baseUrl: "https://host/demo" });
    const { tokens } = fake.seed({ tokens: [{ name: "Design team" }] });
    expect(tokens).toEqual([
      {
        secret: expect.stringMatching(/^[0-9a-f]{32}$/),
        name: "Design team",
        url: `https://host/demo/new-user?invite=${tokens[0]?.secret}`,
        expiresAt: new Date("2027-02-28T12:00:00Z"),
        enabled: true,
        createdAt: new Date(now()),
        createdBy: "admin",
        role: { id: 3, name: "Viewer", type: "root" },
        users: [],
      },
    ]);
    expect(fake.tokens).toEqual(tokens);
    expect(await statusOf(fake.fetch(`${fake.baseUrl}/invite/${tokens[0]?.secret}/validate`))).toBe(200);
  });

  it("adds the default user properties of the version", () => {
    const usersOf = (version: 5 | 8) =>
      createFakeUnleash({ now, version }).seed({ users: [{ name: "Ada" }] }).users;
    const ada = { id: 2, name: "Ada", email: "user-2@example.com", createdAt: new Date(now()), rootRole: 3 };
    expect(usersOf(5)).toEqual([expect.objectContaining({ ...ada, isAPI: false })]);
    expect(usersOf(8)).toEqual([expect.objectContaining({ ...ada, seatType: null })]);
    expect(usersOf(5)[0]).not.toHaveProperty("seatType");
  });

  it("keeps given properties and returns them in responses", async () => {
    const fake = createFakeUnleash();
    const expiresAt = new Date("2020-01-01T00:00:00Z");
    fake.seed({ tokens: [{ secret: "abc", enabled: false, expiresAt, url: null, createdBy: null }] });
    const answer = await (await ask(fake, "GET", `${TOKENS}/abc`)).json();
    expect(answer).toMatchObject({ secret: "abc", enabled: false, url: null, createdBy: null });
    expect(answer.expiresAt).toBe("2020-01-01T00:00:00.000Z");
  });

  it("registers users by email, in any letter case, and by username", async () => {
    const fake = createFakeUnleash();
    fake.seed({ tokens: [{ secret: "abc" }], users: [{ email: "Ada@Example.com", username: "ada" }] });
    expect(await statusOf(signUp(fake, "abc", { email: "ADA@example.com" }))).toBe(400);
    expect(await statusOf(signUp(fake, "abc", { email: "b@example.com", username: "ada" }))).toBe(500);
    expect(await statusOf(signUp(fake, "abc", { email: "b@example.com" }))).toBe(201);
  });

  it("adds the people of a token as users, unless they exist", async () => {
    const fake = createFakeUnleash();
    const people = [
      { id: 7, name: "Ada", username: null },
      { id: 9, name: "Grace", username: "grace" },
    ];
    fake.seed({ tokens: [{ secret: "abc", users: people }], users: [{ id: 7, email: "ada@example.com" }] });
    expect(fake.users.map(({ id, email }) => [id, email])).toEqual([
      [7, "ada@example.com"],
      [9, "user-9@example.com"],
    ]);
    const user = await (await signUp(fake, "abc", { email: "c@example.com" })).json();
    expect(user.id).toBe(10);
    expect(fake.tokens[0]?.users.map(({ id }) => id)).toEqual([7, 9, 10]);
  });

  it("copies given and returned objects", async () => {
    const fake = createFakeUnleash();
    const given = { secret: "abc", expiresAt: new Date("2099-01-01T00:00:00Z") };
    const seeded = fake.seed({ tokens: [given], users: [{ name: "Ada" }] });
    const expected = structuredClone([fake.tokens, fake.users]);
    given.expiresAt.setTime(0);
    for (const { tokens, users } of [seeded, fake]) {
      for (const token of tokens) token.expiresAt.setTime(0);
      for (const token of tokens) token.users.push({ id: 1 });
      for (const user of users) user.name = "x";
    }
    expect([fake.tokens, fake.users]).toEqual(expected);
  });
});
