export const TOKENS = "/api/admin/invite-link/tokens";

/** A secret that no server has. */
export const UNKNOWN: string = "0123456789abcdef".repeat(2);

/** Larger than the maximum of 100 kB. */
export const TOO_LARGE: string = "x".repeat(101 * 1024);

export function iso(instant: number): string {
  return new Date(instant).toISOString();
}
