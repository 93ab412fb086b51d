import { ASSERTION_KINDS, type AssertionKind } from '../proof/standing.ts';
import type { ProofResult } from '../result/verdict.ts';
import type { Contract } from '../report/reporter.ts';
import type { NotAsked } from '../runner/run-jobs.ts';

/** What a contract of these kinds leaves out of a run; `null` where it is of all kinds. */
export function contractOf(
  kinds: readonly AssertionKind[],
  results: readonly ProofResult[],
  notAsked: readonly NotAsked[],
): Contract | null {
  if (ASSERTION_KINDS.every((kind) => kinds.includes(kind))) return null;
  const ofModels = results.reduce((sum, one) => sum + (one.memoryModels?.leftOut.length ?? 0), 0);
  const leftOut = [...results, ...notAsked].reduce((sum, one) => sum + one.leftOut.length, -ofModels);
  const proofs = notAsked.map(({ job: { proof, model } }) => ({ id: proof.id, model: model?.name ?? null }));
  return { kinds, leftOut, notAsked: proofs };
}

/** What contracts of the parts of one run come to. */
export function joinedContract(parts: readonly (Contract | null)[]): Contract | null {
  const all = parts.filter((part) => part !== null);
  const [first] = all;
  if (first === undefined) return null;
  const leftOut = all.reduce((sum, part) => sum + part.leftOut, 0);
  return { kinds: first.kinds, leftOut, notAsked: all.flatMap(({ notAsked }) => notAsked) };
}

/** That a contract leaves nothing to prove. */
export function nothingAsked(kinds: readonly AssertionKind[]): string {
  return (
    `nothing to prove: the selected proofs have no assertion of a kind in the contract ${kinds.join()}; ` +
    `kinds are ${ASSERTION_KINDS.join(', ')} (--contract)`
  );
}
