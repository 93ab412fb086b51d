/** How parts of a story are made to stand out; the text stays the same, and has to say all of it. */
export interface Ink {
  /** Of headings. */
  readonly heading: (text: string) => string;
  /** Of what is broken. */
  readonly broken: (text: string) => string;
  /** Of what a step changed in memory. */
  readonly changed: (text: string) => string;
}

const same = (text: string): string => text;

/** Text as it is. */
export const PLAIN_INK: Ink = { heading: same, broken: same, changed: same };
