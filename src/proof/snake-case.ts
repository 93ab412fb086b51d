/** "nextUsed" as recordings and counterexamples have it: "next_used". */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
