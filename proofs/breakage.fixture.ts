import type { Lines } from './linewise.fixture.ts';

/** A queue with one line wrong. */
export interface Breakage {
  /** What is wrong, in words. */
  readonly what: string;
  readonly lines: Partial<Lines>;
  /** By id of a proof that refutes it: the assertion that its counterexample breaks. */
  readonly refutes: Readonly<Record<string, string>>;
}
