import * as z from "zod/mini";
import { InvalidInputError, type Issue } from "./errors.ts";

type ZodIssue = z.core.$ZodIssue;

function pathOf(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`))
    .join("")
    .replace(/^\./, "");
}

/** What zod found in the answer of a server, in words that hold none of the answer's values. At most 20 places. */
export function responseIssues(error: z.core.$ZodError): Issue[] {
  // Of a union the last choice is the one that is promised.
  const issues = error.issues.flatMap((issue) =>
    issue.code === "invalid_union" ? (issue.errors.at(-1) ?? []) : issue,
  );
  return issues.slice(0, 20).map((issue) => ({ path: pathOf(issue.path), message: expectation(issue) }));
}

function expectation(issue: ZodIssue): string {
  if (issue.code === "invalid_type") return `must be ${issue.expected}`;
  // No other format is asked for.
  if (issue.code === "invalid_format") return "must be a date-time";
  return "is not valid";
}

/**
 * What the caller gave, once the schema has found it right.
 *
 * @param within the name of the argument, when it is not the only one: it is put before the paths
 * @throws {InvalidInputError}
 */
export function checkInput<T>(schema: z.ZodMiniType<T>, value: unknown, within = ""): T {
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  throw new InvalidInputError(result.error.issues.flatMap((issue) => inputIssues(issue, within)));
}

function inputIssues(issue: ZodIssue, within: string): Issue[] {
  const path = within === "" ? issue.path : [within, ...issue.path];
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: pathOf([...path, key]),
      message: "is not an option known here",
    }));
  }
  const told = issue.code === "invalid_key" ? issue.issues[0] : issue;
  return [{ path: pathOf(path), message: told?.message ?? "is not valid" }];
}
