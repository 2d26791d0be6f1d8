/** Masks a secret for display: `a3c8…42fc`. */
export function maskSecret(secret = ""): string {
  return secret.length < 16 ? "…" : `${secret.slice(0, 4)}…${secret.slice(-4)}`;
}
