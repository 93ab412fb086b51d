/** A command line that a person can paste into a shell. */
export function commandLine(...words: readonly string[]): string {
  return words.map((word) => (PLAIN.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' ');
}

/** Words that no shell reads as anything else. */
const PLAIN = /^[\w./:@%+,-]+$/;
