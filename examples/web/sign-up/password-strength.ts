export type Strength = "weak" | "fair" | "strong";

/** Estimates a password by its length and variety. It is a hint alone: every password is accepted. */
export function passwordStrength(password: string): Strength {
  const distinct = new Set(password.toLowerCase()).size;
  if (password.length < 8 || distinct < 5) return "weak";
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d]/u].filter((kind) => kind.test(password)).length;
  return password.length >= 16 || (password.length >= 12 && kinds >= 2) ? "strong" : "fair";
}
