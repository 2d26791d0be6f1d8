/**
 * Creates locks by key: functions with a key in common run one after the other, in the order of the calls.
 */
export function createLocks() {
  const tails = new Map<string, Promise<unknown>>();
  /** @param onIdle is called with the keys that nothing waits for any more */
  return async function withLocks<T>(
    keys: readonly string[],
    run: () => Promise<T>,
    onIdle: (keys: readonly string[]) => void = () => {},
  ): Promise<T> {
    const before = Promise.all(keys.map((key) => tails.get(key)));
    const result = before.then(run);
    const done = result.then(
      () => {},
      () => {},
    );
    for (const key of keys) tails.set(key, done);
    try {
      return await result;
    } finally {
      const idle = keys.filter((key) => tails.get(key) === done);
      for (const key of idle) tails.delete(key);
      onIdle(idle);
    }
  };
}
