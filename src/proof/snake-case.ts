/** A name as recordings and counterexamples have it: "bytesLeft" is "bytes_left". */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
