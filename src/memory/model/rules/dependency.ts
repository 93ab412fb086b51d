import { dependsOn, staticRule, type OrderRule } from './rule.ts';

/**
 * Order by dependencies and by the cell, the same on ARMv8 and RISC-V. Left out, because without it the model is only
 * weaker: order to loads by control dependencies and an instruction barrier, and from the load of an update to its store,
 * which the order of the cell implies where it matters.
 */
export const DEPENDENCY_RULES: readonly OrderRule[] = [
  staticRule('addr', ({ first, second }) => dependsOn(second, first, 'address')),
  staticRule('data', ({ first, second }) => dependsOn(second, first, 'data')),
  staticRule('ctrl', ({ first, second }) => second.kind === 'store' && dependsOn(second, first, 'control')),
  // The address of what is in between must be known before a store may become visible.
  staticRule(
    'addr-po-w',
    ({ first, second, between }) =>
      second.kind === 'store' && between.some((access) => dependsOn(access, first, 'address')),
  ),
  {
    // A load that reads a store of its own thread, which waits for what it stores and where.
    name: 'dep-rfi',
    keeps: ({ first, second, between, words, terms }) =>
      second.kind !== 'load'
        ? terms.false
        : terms.or(
            ...between
              .filter(({ kind }) => kind === 'store')
              .filter((store) => dependsOn(store, first, 'address', 'data'))
              .map((store) => words.readsFrom(store, second)),
          ),
  },
  {
    name: 'poloc-w',
    keeps: ({ first, second, words, terms }) =>
      second.kind === 'store' ? words.isSame(first, second) : terms.false,
  },
];
