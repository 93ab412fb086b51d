import { ARM_FENCES } from '../machine.ts';
import { DEPENDENCY_RULES } from './dependency.ts';
import { fenceRule, staticRule, type OrderRule } from './rule.ts';

/** ARMv8, for ordinary memory: barriers, acquire and release, dependencies. */
export const ARMV8_RULES: readonly OrderRule[] = [
  ...Object.keys(ARM_FENCES).map(fenceRule),
  staticRule('acq', ({ first }) => first.acquire !== 'none'),
  staticRule('rel', ({ second }) => second.releases),
  staticRule('L-A', ({ first, second }) => first.releases && second.acquire === 'rcsc'),
  ...DEPENDENCY_RULES,
];
