import type { BoolTerm } from './term.ts';
import type { Terms } from './terms.ts';

/**
 * Holds where any of some conditions does, and says what they have in common once, for all of them: a solver then knows it before
 * it chooses between them.
 */
export function anyOf(t: Terms, conditions: readonly BoolTerm[]): BoolTerm {
  const [first, ...others] = conditions.map(conjuncts);
  if (first === undefined || others.length === 0) return t.or(...conditions);
  const sets = others.map((all) => new Set(all));
  const common = new Set(first.filter((one) => sets.every((all) => all.has(one))));
  if (common.size === 0) return t.or(...conditions);
  const rests = [first, ...others].map((all) => t.and(...all.filter((one) => !common.has(one))));
  return t.and(...common, t.or(...rests));
}

function conjuncts(condition: BoolTerm): readonly BoolTerm[] {
  return condition.kind === 'and' ? condition.args : [condition];
}
