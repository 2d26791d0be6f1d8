import { ApiKeyError } from "../errors.ts";
import { apiKeyValidator, type Settings } from "../validation/options.ts";
import { assertValid } from "../validation/validators.ts";
import { redactCause } from "./redact.ts";
import { TIMED_OUT, throwIfAborted, withTimeout } from "./timeout.ts";

/**
 * Returns the API key for one call, trimmed.
 *
 * @throws {ApiKeyError} if the `apiKey` function throws or takes longer than `timeoutMs`
 * @throws {InvalidInputError} if there is no key or a header cannot contain it; the key itself is not in the error
 */
export async function resolveApiKey(settings: Settings): Promise<string> {
  const { apiKey } = settings;
  const key = typeof apiKey === "function" ? await callApiKeyFunction(apiKey, settings) : apiKey;
  assertValid(apiKeyValidator(key), "apiKey");
  // `Headers` trims values; redaction must match the value that is sent.
  return (key as string).trim();
}

async function callApiKeyFunction(
  getKey: () => string | Promise<string>,
  { signal, timeoutMs }: Settings,
): Promise<unknown> {
  try {
    return await withTimeout(signal, timeoutMs, async () => getKey());
  } catch (thrown) {
    throwIfAborted(signal);
    if (thrown === TIMED_OUT)
      throw new ApiKeyError(`apiKey: the function did not return within ${timeoutMs} ms`);
    // Nothing to redact: no key is known yet.
    throw new ApiKeyError("apiKey: the function threw an error", {
      cause: redactCause(thrown, (text) => text),
    });
  }
}
