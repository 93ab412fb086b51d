import { boolRules } from './rules/bool.ts';
import type { Rule } from './rules/rule.ts';
import { carryRules } from './rules/carry.ts';
import { comparisonRules } from './rules/comparison.ts';
import { bitandRules, fieldRules, lowbitRules, wrapRules } from './rules/bits.ts';
import { divRules, remRules } from './rules/division.ts';
import { iteRules, selectRules } from './rules/choice.ts';
import type { BoolTerm, IntTerm } from './term.ts';
import type { Terms } from './terms.ts';

type RulesByKind = { readonly [K in Kind]?: readonly Rule<Extract<IntTerm | BoolTerm, { kind: K }>>[] };
type Kind = (IntTerm | BoolTerm)['kind'];

/** All rules, by the kind of term they match; of several that match the first applies. */
export const RULES: RulesByKind = {
  wrap: wrapRules,
  field: fieldRules,
  bitand: bitandRules,
  lowbit: lowbitRules,
  rem: remRules,
  div: divRules,
  ite: iteRules,
  select: selectRules,
  ...comparisonRules,
  le: [...comparisonRules.le, ...carryRules],
  ...boolRules,
};

/** The term that the first matching rule makes of a term, or the term itself. */
export function applyRules(t: Terms, term: IntTerm | BoolTerm): IntTerm | BoolTerm {
  // Looked up by the term's own kind, so its rules take it.
  const rules = RULES[term.kind] as readonly Rule<IntTerm | BoolTerm>[] | undefined;
  for (const rule of rules ?? []) {
    const result = rule.apply(t, term);
    if (result === undefined || result === term) continue;
    t.onRewrite?.(rule.name);
    return result;
  }
  return term;
}
