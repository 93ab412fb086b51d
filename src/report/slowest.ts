import type { ProofResult } from '../result/verdict.ts';

const HOW_MANY = 3;

/** In a shorter run they are seen at a glance. */
const WORTH_IT = 8;

/** The proofs of a longer run that took longest, slowest first; those that the cache answered took none. */
export function slowest(results: readonly ProofResult[]): readonly ProofResult[] {
  if (results.length < WORTH_IT) return [];
  return results
    .filter(({ cached }) => !cached)
    .sort((a, b) => b.timeMs - a.timeMs)
    .slice(0, HOW_MANY);
}
