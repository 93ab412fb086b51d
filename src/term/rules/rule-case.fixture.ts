import type { BoolTerm, IntTerm } from '../term.ts';
import type { Terms } from '../terms.ts';

/** A term to build twice in one store: without rewriting, and with it. */
export interface RuleCase {
  readonly rule: string;
  readonly what: string;
  readonly build: (t: Terms) => IntTerm | BoolTerm;
}

/** What one rule is tried on. */
export interface RuleCases {
  readonly applies: Readonly<Record<string, RuleCase['build']>>;
  /** Near misses: terms for which the rule's result would be wrong, or that are just outside of what it matches. */
  readonly doesNotApply: Readonly<Record<string, RuleCase['build']>>;
}

/** A variable from 0 to `hi`. */
export const nat = (t: Terms, name: string, hi: bigint): IntTerm => t.var(name, 0n, hi);

/** A variable over the powers of two from 1 to `hi`. */
export const power = (t: Terms, name: string, hi: bigint, lo = 1n): IntTerm => t.var(name, lo, hi, true);

export const x8 = (t: Terms): IntTerm => nat(t, 'x', 255n);
export const y8 = (t: Terms): IntTerm => nat(t, 'y', 255n);
export const x4 = (t: Terms): IntTerm => nat(t, 'x', 15n);
export const y4 = (t: Terms): IntTerm => nat(t, 'y', 15n);
export const xPlusY = (t: Terms): IntTerm => t.add(x8(t), y8(t));
export const k = (t: Terms): BoolTerm => t.boolVar('k');
export const l = (t: Terms): BoolTerm => t.boolVar('l');

/** An integer sum, by its summands. */
export const linear = (
  t: Terms,
  constant: bigint,
  ...terms: readonly (readonly [bigint, IntTerm])[]
): IntTerm => t.sum(constant, terms);
