/** The responses that every client receives, byte for byte as a server sends them. */

export const API_KEY = "user:0123456789abcdef";

/** The secret of the first token, which is also used for `get`. */
export const SECRET: string = secretOf(0);

function secretOf(index: number): string {
  return (0xa3c84b25 + index).toString(16).padStart(32, "0");
}

function token(index: number) {
  const secret = secretOf(index);
  const user = (n: number) => ({
    id: index * 3 + n,
    name: `Person ${n}`,
    username: n === 3 ? null : `p${n}`,
  });
  return {
    secret,
    url: `https://unleash.example.com/new-user?invite=${secret}`,
    name: `Team ${index}`,
    enabled: index % 2 === 0,
    expiresAt: "2027-04-12T11:13:31.960Z",
    createdAt: "2027-03-12T11:13:31.960Z",
    createdBy: "someone@example.com",
    users: [user(1), user(2), user(3)],
    role: { id: 3, type: "root", name: "Viewer" },
  };
}

/** Returns the response for a path: one token, or a list of this length. */
export function answerTo(path: string, tokens: number): string {
  if (!path.endsWith("/tokens")) return JSON.stringify(token(0));
  return JSON.stringify({ tokens: Array.from({ length: tokens }, (_, index) => token(index)) });
}
