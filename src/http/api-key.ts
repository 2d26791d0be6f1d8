import { ApiKeyError } from "../errors.ts";
import { apiKeyValidator, type Settings } from "../validation/options.ts";
import { assertValid, inputError } from "../validation/validators.ts";
import { redactCause } from "./redact.ts";
import { TIMED_OUT, throwIfAborted, withTimeout } from "./timeout.ts";

/**
 * Returns the API key for one call, trimmed.
 *
 * @throws {ApiKeyError} if the `apiKey` function throws or takes longer than `timeoutMs`
 * @throws {InvalidInputError} if there is no key or a header cannot contain it; the key itself is not in the error
 */
export async function resolveApiKey({ apiKey, signal, timeoutMs }: Settings): Promise<string> {
  const given =
    typeof apiKey === "function"
      ? await withTimeout(signal, timeoutMs, async () => apiKey()).catch((thrown: unknown) => {
          throwIfAborted(signal);
          if (thrown === TIMED_OUT) throw new ApiKeyError(`apiKey() did not return within ${timeoutMs} ms`);
          // Nothing to redact: no key is known yet.
          const cause = redactCause(thrown, (text) => text);
          throw new ApiKeyError("apiKey() threw an error", { cause });
        })
      : apiKey;
  assertValid("apiKey", apiKeyValidator(given ?? ""));
  // `Headers` trims values; redaction must match the value that is sent.
  const key = given?.trim();
  if (!key) throw inputError("apiKey", "is required by this method");
  return key;
}
