import { selectOverStore } from '../read-over-write.ts';
import type { Rule } from './rule.ts';
import type { Ite, Select } from '../term.ts';

export const iteRules: readonly Rule<Ite>[] = [
  {
    /** match: ite(true, x, y), ite(false, x, y), ite(k, x, x); result: x, y, x */
    name: 'ite-decided',
    apply(_, { condition, whenTrue, whenFalse }) {
      if (condition.kind === 'truth') return condition.value ? whenTrue : whenFalse;
      return whenTrue === whenFalse ? whenTrue : undefined;
    },
  },
  {
    /** match: ite(not k, x, y); result: ite(k, y, x) */
    name: 'ite-not',
    apply(t, { condition, whenTrue, whenFalse }) {
      return condition.kind === 'not' ? t.ite(condition.arg, whenFalse, whenTrue) : undefined;
    },
  },
  {
    /** match: ite(k, ite(k, x, y), z), ite(k, x, ite(k, y, z)); result: ite(k, x, z) */
    name: 'ite-of-ite',
    apply(t, { condition, whenTrue, whenFalse }) {
      const a = whenTrue.kind === 'ite' && whenTrue.condition === condition ? whenTrue.whenTrue : whenTrue;
      const b =
        whenFalse.kind === 'ite' && whenFalse.condition === condition ? whenFalse.whenFalse : whenFalse;
      return a === whenTrue && b === whenFalse ? undefined : t.ite(condition, a, b);
    },
  },
];

export const selectRules: readonly Rule<Select>[] = [
  {
    name: 'select-over-store',
    apply: (t, { memory, address }) =>
      memory.kind === 'store' ? selectOverStore(t, memory, address) : undefined,
  },
];
