import type { InviteClient } from "../client.ts";
import type { FlagName, Flags } from "./args.ts";
import type { Io } from "./io.ts";

/** Arguments of {@link Command.run}. */
export interface Context {
  readonly client: InviteClient;
  readonly flags: Flags;
  /** The argument; empty for a command without one. */
  readonly token: string;
  readonly io: Io;
  /** Prints a line on stdout. */
  readonly print: (line: string) => void;
  /** Prints a line on stderr, for people. */
  readonly note: (line: string) => void;
}

export interface Command {
  readonly name: string;
  readonly summary: string;
  /** Whether it takes a secret or a link as its argument. */
  readonly hasToken?: boolean;
  /** Whether it needs an API key. Default true. */
  readonly isPublic?: boolean;
  readonly flags: readonly FlagName[];
  /** Required flags. Exactly one flag of a nested array is required. */
  readonly required?: readonly (FlagName | readonly FlagName[])[];
  /** Returns the exit code; undefined is 0. */
  readonly run: (context: Context) => Promise<number | undefined>;
}

/** Flags of every command. */
export const COMMON_FLAGS: readonly FlagName[] = ["base-url", "key-file", "help"];
