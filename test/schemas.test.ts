import { describe, expect, expectTypeOf, it } from "vitest";
import * as z from "zod";
import * as mini from "zod/mini";
import type {
  CreateInvitedUserSchema,
  operations as Documented,
  PublicSignupTokenSchema,
  paths,
  UserSchema,
} from "../generated/openapi.ts";
import type {
  CreatedInviteToken,
  InvitedUser,
  InviteToken,
  OperationId,
  Role,
  SignUpInput,
  User,
} from "../src/index.ts";
import type { OperationResults, operations } from "../src/operations.ts";
import {
  dateSchema,
  inviteTokenSchema,
  inviteTokensSchema,
  type roleSchema,
  userSchema,
} from "../src/schemas.ts";
import { tokenJson } from "./helpers/client.ts";

const issues = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(value).error?.issues.map(({ path }) => path.join("."));

describe("the token schema", () => {
  it("parses the dates of the JSON to Dates, and encodes them again", () => {
    const json = tokenJson({ users: [{ id: 1, name: "Ada", username: null }] });
    const token = z.parse(inviteTokenSchema, json);
    expect(token.expiresAt).toEqual(new Date(json.expiresAt));
    expect(token.createdAt).toEqual(new Date(json.createdAt));
    expect(z.encode(inviteTokenSchema, token)).toEqual(json);
  });

  it("parses null and absent users as an empty list", () => {
    expect(z.parse(inviteTokenSchema, tokenJson({ users: null })).users).toEqual([]);
    const { users, ...without } = tokenJson();
    expect(users).toEqual([]);
    expect(z.parse(inviteTokenSchema, without as PublicSignupTokenSchema).users).toEqual([]);
  });

  it("accepts null as the url and the creator", () => {
    expect(z.parse(inviteTokenSchema, tokenJson({ url: null, createdBy: null }))).toMatchObject({
      url: null,
      createdBy: null,
    });
  });

  it("accepts a date past the year 9999, which an update with an offset can cause", () => {
    const expiresAt = "+010000-01-01T04:00:00.000Z";
    const token = z.parse(inviteTokenSchema, tokenJson({ expiresAt }));
    expect(token.expiresAt.getUTCFullYear()).toBe(10_000);
    expect(z.encode(inviteTokenSchema, token).expiresAt).toBe(expiresAt);
  });

  it("accepts unknown properties and role types", () => {
    const newer = { ...tokenJson({ role: { id: 3, name: "Viewer", type: "root-next" } }), tags: ["a"] };
    expect(z.parse(inviteTokenSchema, newer).role.type).toBe("root-next");
  });

  it.each([
    ["expiresAt", "soon"],
    ["expiresAt", 0],
    ["expiresAt", null],
    ["expiresAt", "2026-13-01T00:00:00Z"],
    ["expiresAt", "2026-02-30T00:00:00Z"],
    ["expiresAt", "2026-06-01T00:00:00"],
    ["secret", undefined],
    ["enabled", "true"],
    ["role", {}],
    ["users", {}],
    ["users", [{ name: "no id" }]],
  ])("refuses %s: %j", (property, value) => {
    const found = issues(inviteTokenSchema, { ...tokenJson(), [property]: value });
    expect(found?.every((path) => path.startsWith(property)) && found.length > 0).toBe(true);
  });

  it("rejects a list with one invalid token, and names the path", () => {
    expect(issues(inviteTokensSchema, { tokens: [tokenJson(), { ...tokenJson(), name: null }] })).toEqual([
      "tokens.1.name",
    ]);
  });
});

describe("the user schema", () => {
  it("parses the sign-up responses of 5.x, 7.x and 8.x", () => {
    const old = {
      isAPI: false,
      accountType: "User",
      id: 2,
      name: "n",
      email: "a@example.com",
      permissions: [],
      scimId: null,
    };
    const now = {
      id: 2,
      name: "n",
      seenAt: null,
      createdAt: "2026-06-01T12:00:00.000Z",
      seatType: null,
      rootRole: 3,
    };
    expect(z.parse(userSchema, old)).toEqual(old);
    expect(z.parse(userSchema, now)).toEqual({ ...now, createdAt: new Date(now.createdAt) });
  });

  it("requires only an id, and accepts an unknown account type", () => {
    expect(z.parse(userSchema, { id: 1 })).toEqual({ id: 1 });
    expect(z.parse(userSchema, { id: 1, accountType: "Robot" }).accountType).toBe("Robot");
    expect(issues(userSchema, {})).toEqual(["id"]);
  });
});

describe("the date schema", () => {
  it.each(["soon", "2026-02-30T00:00:00Z", "", 0, null])("rejects %j: must be a date-time", (value) => {
    expect(dateSchema.safeParse(value).error?.issues).toMatchObject([
      { path: [], message: "must be a date-time" },
    ]);
  });

  it("throws when encoding an invalid Date", () => {
    const token = z.parse(inviteTokenSchema, tokenJson());
    const { success, error } = z.safeEncode(inviteTokenSchema, { ...token, expiresAt: new Date(Number.NaN) });
    expect(success).toBe(false);
    expect(error?.issues.map(({ path }) => path)).toEqual([["expiresAt"]]);
  });
});

describe("every schema", () => {
  it("accepts undefined for optional properties, in JSON and in a model", () => {
    const user = { id: 1, email: undefined, seenAt: undefined };
    expect(userSchema.parse(user)).toEqual({ id: 1 });
    expect(z.encode(userSchema, user)).toEqual({ id: 1 });
  });

  it("works inside another schema", () => {
    const own = z.object({ token: inviteTokenSchema, at: dateSchema.optional() });
    const parsed = own.parse({ token: tokenJson(), at: "2026-06-01T12:00:00+02:00" });
    expectTypeOf(parsed.token).toEqualTypeOf<InviteToken>();
    expect(parsed.at?.toISOString()).toBe("2026-06-01T10:00:00.000Z");
    expect(own.safeParse({ token: { ...tokenJson(), role: {} } }).error?.issues[0]?.path).toEqual([
      "token",
      "role",
      "id",
    ]);
  });

  it("works with the functions of zod/mini", () => {
    const result = mini.safeParse(inviteTokenSchema, tokenJson());
    expect(result.data?.expiresAt).toBeInstanceOf(Date);
    const own = mini.object({ token: mini.optional(inviteTokenSchema) });
    expect(mini.parse(own, {})).toEqual({});
  });

  it.each(["input", "output"] as const)(
    "has a JSON Schema of its %s, in which dates are date-times",
    (io) => {
      const dateTime = { type: "string", format: "date-time" };
      expect(z.toJSONSchema(dateSchema, { io })).toMatchObject(dateTime);
      const token = {
        properties: { expiresAt: dateTime, createdAt: dateTime, url: { type: ["string", "null"] } },
        required: expect.arrayContaining(["secret", "expiresAt", "role"]),
      };
      expect(z.toJSONSchema(inviteTokensSchema, { io })).toMatchObject({
        properties: { tokens: { type: "array", items: token } },
      });
      expect(z.toJSONSchema(userSchema, { io }).properties).toMatchObject({ createdAt: dateTime });
    },
  );
});

describe("types", () => {
  it("of the schemas equal those of the spec and of the models", () => {
    expectTypeOf<z.input<typeof userSchema>>().toEqualTypeOf<UserSchema>();
    expectTypeOf<z.output<typeof userSchema>>().toEqualTypeOf<User>();
    expectTypeOf<z.output<typeof roleSchema>>().toEqualTypeOf<Role>();
    expectTypeOf<z.output<typeof inviteTokenSchema>>().toEqualTypeOf<InviteToken>();
    expectTypeOf<z.output<typeof dateSchema>>().toEqualTypeOf<Date>();
    expectTypeOf<keyof z.input<typeof inviteTokenSchema>>().toEqualTypeOf<keyof PublicSignupTokenSchema>();
  });

  it("of the models differ from the spec only by dates and users", () => {
    expectTypeOf<Omit<InviteToken, "expiresAt" | "createdAt" | "users">>().toEqualTypeOf<
      Omit<PublicSignupTokenSchema, "expiresAt" | "createdAt" | "users">
    >();
    expectTypeOf<InvitedUser>().toEqualTypeOf<Pick<UserSchema, "id" | "name" | "username">>();
    expectTypeOf<Required<SignUpInput>>().toEqualTypeOf<Required<CreateInvitedUserSchema>>();
    expectTypeOf<CreatedInviteToken>().toExtend<InviteToken>();
  });

  it("of the operations equal those of the spec", () => {
    expectTypeOf<OperationId>().toEqualTypeOf<keyof Documented>();
    expectTypeOf<keyof OperationResults>().toEqualTypeOf<keyof Documented>();
    expectTypeOf<(typeof operations)[OperationId]["path"]>().toEqualTypeOf<keyof paths>();
  });
});
