import type { Account } from "./endpoint.ts";

/** Remembers for this tab who signed up, so that a reload does not show the form again. */
export function rememberAccount(invite: string, account: Account): void {
  try {
    sessionStorage.setItem(keyOf(invite), JSON.stringify(account));
  } catch {
    // The browser may forbid it: then a reload shows the form again.
  }
}

export function recallAccount(invite: string): Account | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(invite)) ?? "") as Account;
  } catch {
    return undefined;
  }
}

function keyOf(invite: string): string {
  return `signed-up ${invite}`;
}
