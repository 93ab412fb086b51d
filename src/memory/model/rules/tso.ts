import { kindPair, MFENCE, type KindPair } from '../machine.ts';
import { fenceRule, staticRule, type OrderRule } from './rule.ts';

/** Program order is kept, but for a store and a later load: stores wait in a buffer, until a fence or a locked instruction. */
export const TSO_RULES: readonly OrderRule[] = [
  kept('R-R', 'rr'),
  kept('R-W', 'rw'),
  kept('W-W', 'ww'),
  fenceRule(MFENCE.name),
  staticRule('locked', ({ first, second }) => first.isLocked || second.isLocked),
];

function kept(name: string, pair: KindPair): OrderRule {
  return staticRule(name, ({ first, second }) => kindPair(first, second) === pair);
}
