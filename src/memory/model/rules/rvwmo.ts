import { RISCV_FENCES } from '../machine.ts';
import { DEPENDENCY_RULES } from './dependency.ts';
import { fenceRule, staticRule, type OrderRule } from './rule.ts';

/** RISC-V, for ordinary memory. Left out, which is weaker: order of loads of one cell that read different stores. */
export const RVWMO_RULES: readonly OrderRule[] = [
  ...[...RISCV_FENCES.keys()].map(fenceRule),
  staticRule('aq', ({ first }) => first.acquire !== 'none'),
  staticRule('rl', ({ second }) => second.releases),
  // Loads and stores have no such bits: only updates are ordered by them.
  staticRule(
    'rcsc',
    ({ first, second }) =>
      [first, second].every(({ partner }) => partner !== undefined) &&
      first.releases &&
      second.acquire === 'rcsc',
  ),
  {
    // A load that reads the store of an update of its own thread.
    name: 'rmw-rfi',
    keeps: ({ first, second, words, terms }) =>
      first.kind === 'store' && first.partner !== undefined && second.kind === 'load'
        ? words.readsFrom(first, second)
        : terms.false,
  },
  ...DEPENDENCY_RULES,
];
