import { MEMORY_MODELS, type MemoryModel } from '../proof/ordered.ts';
import type { ChosenMemoryModels, NotApplicable, Report } from '../report/reporter.ts';
import type { ProofResult } from '../result/verdict.ts';
import type { NotAsked } from '../runner/run-jobs.ts';

/** What a choice of memory models leaves out of a run, `ofNone` included; nothing where all are chosen. */
export function chosenMemoryModels(
  asked: readonly MemoryModel[],
  results: readonly ProofResult[],
  ofNone: readonly NotAsked[],
): { readonly memoryModels?: ChosenMemoryModels } {
  if (MEMORY_MODELS.every((model) => asked.includes(model))) return {};
  const leftOut = results.reduce((sum, one) => sum + (one.memoryModels?.leftOut.length ?? 0), 0);
  return { memoryModels: { asked, leftOut: ofNone.reduce((sum, one) => sum + one.leftOut.length, leftOut) } };
}

/** That proofs are not applicable to models with steps that no memory model which was asked defines. */
export function undefinedUnder(
  asked: readonly MemoryModel[],
  ofNone: readonly NotAsked[],
): readonly NotApplicable[] {
  const reason = `has barriers of the Linux kernel, of which ${asked.join(' and ')} says nothing`;
  return ofNone.map(({ job: { proof, model } }) => ({
    id: proof.id,
    model: model?.name ?? null,
    reason,
  }));
}

/** That memory models leave nothing to prove; `null` where they do not. */
export function nothingDefined({
  results,
  memoryModels,
}: Pick<Report, 'results' | 'memoryModels'>): string | null {
  if (results.length > 0 || memoryModels === undefined || memoryModels.leftOut === 0) return null;
  return (
    'nothing to prove: all selected proofs are about barriers of the Linux kernel, of which ' +
    `${memoryModels.asked.join(' and ')} says nothing; ask under sc, tso, armv8 or rvwmo, too (--memory-model)`
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
export function uselessChoice({
  results,
  memoryModels,
}: Pick<Report, 'results' | 'memoryModels'>): string | null {
  const isKnown = results.length > 0 && results.every(({ assertions }) => assertions.length > 0);
  if (memoryModels === undefined || memoryModels.leftOut > 0 || !isKnown) return null;
  if (results.some((result) => result.memoryModels !== undefined)) return null;
  return (
    `--memory-model ${memoryModels.asked.join()} changes nothing here: none of the selected proofs is about the order of accesses ` +
    "on a processor; those that ringproof has are 'order/*'"
  );
}
