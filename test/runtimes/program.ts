import { check, type Entries, rejection, type Setting, STEPS, scenario } from "./scenario.ts";

/** Steps of runtimes with a command line, in order. Other runtimes do not report why a connection failed. */
export const PROGRAM_STEPS: readonly string[] = [...STEPS, "connect failures"];

/** Prints the steps that passed and the version of the runtime, for runtimes with a command line. */
export async function main(entries: Entries): Promise<void> {
  const { Bun, Deno } = globalThis as { Bun?: { version: string }; Deno?: { version: { deno: string } } };
  const version = Bun?.version ?? Deno?.version.deno ?? process.versions.node;
  const setting: Setting = JSON.parse(process.argv[2] ?? "");
  const passed = await scenario(entries, setting);
  await connectFailures(entries, setting);
  console.log(JSON.stringify({ version, passed: [...passed, "connect failures"] }));
}

/** A POST is retried after a refused connection, and not after one that was reset. */
async function connectFailures(
  { createInviteClient, ConnectionError }: Entries,
  { origin, refusingOrigin, adminKey: apiKey, name }: Setting,
): Promise<void> {
  const input = { name, expiresIn: { days: 7 } };
  const clientOf = (baseUrl: string) => {
    const attempts: string[] = [];
    const client = createInviteClient({
      baseUrl,
      apiKey,
      maxRetries: 1,
      fetch: (url, init) => {
        attempts.push(url);
        // The second attempt always reaches the server.
        return fetch(attempts.length === 1 ? url : url.replace(baseUrl, origin), init);
      },
    });
    return { client, attempts };
  };
  const refused = clientOf(refusingOrigin);
  check(
    (await refused.client.tokens.create(input)).name === name,
    "a POST is retried after a refused connection",
  );
  check(refused.attempts.length === 2, "it is sent twice");

  const unreachable = createInviteClient({ baseUrl: refusingOrigin, apiKey, maxRetries: 0 });
  const lost = await rejection(unreachable.tokens.create(input));
  check(lost instanceof ConnectionError && !lost.mayHaveApplied, "a refused POST cannot have been applied");

  const reset = clientOf(`${origin}/resetting`);
  const error = await rejection(reset.client.tokens.create(input));
  check(
    error instanceof ConnectionError && error.mayHaveApplied,
    "a POST whose connection was reset may have been applied",
  );
  check(reset.attempts.length === 1, "it is sent once");
}
