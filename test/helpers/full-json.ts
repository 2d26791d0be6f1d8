import type { PublicSignupTokenSchema, UserSchema } from "../../generated/openapi.ts";
import { tokenJson } from "./client.ts";

/** The JSON of a token with every property that any server sends. */
export const fullTokenJson: PublicSignupTokenSchema = tokenJson({
  users: [
    { id: 7, name: "Ada", username: null },
    { id: 8, name: null, username: "bob" },
  ],
  role: { id: 3, name: "Viewer", type: "root", description: "May look", project: null },
});

/** The JSON of a user with every property that any server sends. */
export const fullUserJson: UserSchema = {
  id: 7,
  name: "Ada",
  email: "ada@example.com",
  username: "ada",
  accountType: "User",
  imageUrl: "https://example.com/242x200.png",
  inviteLink: "https://unleash.example.com/invite-link/x",
  loginAttempts: 0,
  emailSent: false,
  rootRole: 3,
  seenAt: null,
  createdAt: "2026-06-01T12:00:00.000Z",
  scimId: null,
  activeSessions: 1,
  deletedSessions: 0,
  seatType: null,
  companyRole: null,
  productUpdatesEmailConsent: null,
  isAPI: false,
  permissions: ["x"],
};
