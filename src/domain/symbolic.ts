import { possibleValues } from '../term/possible-values.ts';
import { endsOf } from '../term/range.ts';
import type { BoolTerm, IntTerm } from '../term/term.ts';
import type { Terms } from '../term/terms.ts';
import { CarrierDomain } from './carrier-domain.ts';
import type { MisuseError } from './misuse.ts';
import { symbolicTables } from './symbolic-tables.ts';
import { trapsOutsideCalls, type Traps } from './trap.ts';

/** The domain of terms. `decide` answers conditions: it is where a symbolic run forks. */
export type SymbolicDomain = CarrierDomain<IntTerm, BoolTerm>;

/**
 * `traps`: how traps are handled; if left out, no operation of a model ever runs. `misused` is called with each use of a value as
 * JavaScript's own, before it is thrown.
 */
export function symbolicDomain(
  t: Terms,
  decide: (condition: BoolTerm) => boolean,
  traps: Traps<BoolTerm> = trapsOutsideCalls(decide),
  misused: (error: MisuseError) => void = () => {},
): SymbolicDomain {
  return new CarrierDomain<IntTerm, BoolTerm>({
    constant: (value) => t.const(value),
    truth: (value) => t.truth(value),
    apply: (operation, shape, [a = t.zero, b = t.zero]) => operation.symbolic(t, shape, a, b),
    test: (operation, shape, [a = t.zero, b = t.zero]) => operation.symbolic(t, shape, a, b),
    and: (args) => t.and(...args),
    or: (args) => t.or(...args),
    not: (arg) => t.not(arg),
    iff: (left, right) => t.iff(left, right),
    select: (condition, whenTrue, whenFalse) => t.ite(condition, whenTrue, whenFalse),
    tables: symbolicTables(t),
    decide,
    values: possibleValues,
    // What has no end is no word.
    greatest: (value) => endsOf(value).hi,
    known: (condition) => (condition.kind === 'truth' ? condition.value : undefined),
    traps: () => traps,
    misused,
  });
}
