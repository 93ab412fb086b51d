import { MEMORY_MODELS, type MemoryModel } from '../proof/ordered.ts';
import type { ChosenMemoryModels, NotApplicable } from '../report/reporter.ts';
import type { ProofResult } from '../result/verdict.ts';
import type { Job } from '../runner/jobs.ts';

/** What a choice of memory models leaves out of a run; nothing where all are chosen. */
export function chosenMemoryModels(
  asked: readonly MemoryModel[],
  results: readonly ProofResult[],
): { readonly memoryModels?: ChosenMemoryModels } {
  if (MEMORY_MODELS.every((model) => asked.includes(model))) return {};
  const leftOut = results.reduce((sum, one) => sum + (one.memoryModels?.leftOut.length ?? 0), 0);
  return { memoryModels: { asked, leftOut } };
}

/** That proofs are not applicable to models with steps that no memory model which was asked defines. */
export function undefinedUnder(
  asked: readonly MemoryModel[],
  jobs: readonly Job[],
): readonly NotApplicable[] {
  const reason = `has barriers of the Linux kernel, of which ${asked.join(' and ')} says nothing`;
  return jobs.map(({ proof, model }) => ({ id: proof.id, model: model?.name ?? proof.id, reason }));
}

/** That memory models leave nothing to prove. */
export function nothingDefined(asked: readonly MemoryModel[]): string {
  return (
    `nothing to prove: all selected proofs are about barriers of the Linux kernel, of which ${asked.join(' and ')} says nothing; ` +
    'ask under sc, tso, armv8 or rvwmo, too (--memory-model)'
  );
}

/** What choices of memory models in the parts of one run come to. */
export function joinedMemoryModels(parts: readonly (ChosenMemoryModels | undefined)[]): {
  readonly memoryModels?: ChosenMemoryModels;
} {
  const all = parts.filter((part) => part !== undefined);
  const [first] = all;
  if (first === undefined) return {};
  return { memoryModels: { ...first, leftOut: all.reduce((sum, { leftOut }) => sum + leftOut, 0) } };
}

/** That a choice of memory models has changed nothing; `null` where it has, or may have: not every proof got to its claims. */
export function uselessChoice(asked: readonly MemoryModel[], results: readonly ProofResult[]): string | null {
  const { memoryModels } = chosenMemoryModels(asked, results);
  const isKnown = results.length > 0 && results.every(({ assertions }) => assertions.length > 0);
  if (memoryModels === undefined || !isKnown) return null;
  if (results.some((result) => result.memoryModels !== undefined)) return null;
  return (
    `--memory-model ${asked.join()} changes nothing here: none of the selected proofs is about the order of accesses ` +
    "on a processor; those that ringproof has are 'order/*'"
  );
}
