import type { BoolTerm, IntTerm } from '../term.ts';
import type { Terms } from '../terms.ts';

/** One rewrite rule for terms of one kind. Its result means the same for every assignment. */
export interface Rule<T> {
  readonly name: string;
  /** The result, or `undefined` where the rule does not match. */
  apply(t: Terms, term: T): IntTerm | BoolTerm | undefined;
}
