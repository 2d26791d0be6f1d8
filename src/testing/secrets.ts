/**
 * Creates a function that returns a new secret each time: 32 hexadecimal digits, like a server's.
 *
 * @param seed undefined: unguessable secrets; a string: the same sequence in every run
 */
export function createSecrets(seed: string | undefined): () => string {
  const next = seed === undefined ? randomWord : seededWords(seed);
  return () => Array.from({ length: 4 }, () => next().toString(16).padStart(8, "0")).join("");
}

function randomWord(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
}

/** The splitmix32 generator. */
function seededWords(seed: string): () => number {
  let state = 0;
  for (const char of seed) state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 0x01000193) + 0x9e3779b9;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let word = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
    return (word ^ (word >>> 15)) >>> 0;
  };
}
