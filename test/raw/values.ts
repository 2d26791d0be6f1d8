export const TOKENS = "/api/admin/invite-link/tokens";

/** A secret that no server has. */
export const UNKNOWN: string = "0123456789abcdef".repeat(2);

/** Over the 100 kB that a body may have. */
export const TOO_LARGE: string = "x".repeat(101 * 1024);
