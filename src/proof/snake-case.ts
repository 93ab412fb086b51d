/** By the name: there are few, and each is asked for in every call of every run. */
const known = new Map<string, string>();

/** A name as recordings and counterexamples have it: "bytesLeft" is "bytes_left". */
export function snakeCase(name: string): string {
  const before = known.get(name);
  if (before !== undefined) return before;
  const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  known.set(name, snake);
  return snake;
}
