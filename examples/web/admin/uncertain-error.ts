import { InviteError, type InviteToken } from "unleash-invites";

/** It is unknown whether a change was applied: no complete response was received. The list was read since. */
export class UncertainError extends Error {
  /** Whether reading the list succeeded. */
  readonly isListed: boolean;
  /** Links of the wanted name that the list did not have before. */
  readonly added: readonly InviteToken[];

  constructor(cause: unknown, isListed: boolean, added: readonly InviteToken[]) {
    super("unknown whether the change was applied", { cause });
    this.isListed = isListed;
    this.added = added;
  }

  static isCausedBy(error: unknown): boolean {
    return error instanceof InviteError && (error.mayHaveApplied || error.applied.length > 0);
  }
}
