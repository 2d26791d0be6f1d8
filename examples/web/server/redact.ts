/** Removes secrets of invite links and API keys from a text for the log. */
export function redact(text: string): string {
  return text
    .replace(/(\/invite-link\/tokens\/|\/invite\/|[?&](?:invite|token)=)[^/?&#\s"']+/gi, "$1…")
    .replace(/\b(?:user:|\*:\*\.)?[0-9a-f]{32,}\b/gi, "…")
    .replace(/\buser:\S+/gi, "user:…");
}
