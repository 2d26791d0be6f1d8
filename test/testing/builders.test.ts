import { describe, expect, it } from "vitest";
import { encode, parse } from "zod/mini";
import { tokenStatus } from "../../src/index.ts";
import { inviteTokenSchema, userSchema } from "../../src/schemas.ts";
import { buildInviteToken, buildUser, inviteTokenJson, userJson } from "../../src/testing/index.ts";

describe("The builders", () => {
  it("return equal values each time, and never the same object", () => {
    expect(buildInviteToken()).toEqual(buildInviteToken());
    expect(buildUser()).toEqual(buildUser());
    buildInviteToken().expiresAt.setTime(0);
    buildInviteToken().users.push({ id: 1 });
    expect(buildInviteToken()).toMatchObject({ users: [], expiresAt: new Date("2099-12-31T12:00:00Z") });
  });

  it("return an active token", () => {
    expect(tokenStatus(buildInviteToken())).toBe("active");
  });

  it("use every given property, and derive the link from the secret", () => {
    const token = buildInviteToken({ secret: "abc", enabled: false });
    expect(token).toMatchObject({ secret: "abc", enabled: false });
    expect(token.url).toBe("https://unleash.example.com/new-user?invite=abc");
    expect(buildInviteToken({ url: null }).url).toBeNull();
    expect(buildUser({ id: 5, name: null })).toMatchObject({ id: 5, name: null, email: "ada@example.com" });
  });

  it("return the JSON of a server, as encoded and parsed by the schemas", () => {
    const token = { name: "x", users: [{ id: 1, name: "Ada", username: null }] };
    expect(inviteTokenJson(token)).toEqual(encode(inviteTokenSchema, buildInviteToken(token)));
    expect(parse(inviteTokenSchema, inviteTokenJson(token))).toEqual(buildInviteToken(token));
    const user = { seenAt: new Date(0) };
    expect(userJson(user)).toEqual(encode(userSchema, buildUser(user)));
    expect(parse(userSchema, userJson(user))).toEqual(buildUser(user));
  });
});
