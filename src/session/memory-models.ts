import { MEMORY_MODELS, type MemoryModel } from '../proof/ordered.ts';
import type { ChosenMemoryModels } from '../report/reporter.ts';
import type { ProofResult } from '../result/verdict.ts';

/** What a choice of memory models leaves out of a run; nothing where all are chosen. */
export function chosenMemoryModels(
  asked: readonly MemoryModel[],
  results: readonly ProofResult[],
): { readonly memoryModels?: ChosenMemoryModels } {
  if (MEMORY_MODELS.every((model) => asked.includes(model))) return {};
  const leftOut = results.reduce((sum, one) => sum + (one.memoryModels?.leftOut.length ?? 0), 0);
  return { memoryModels: { asked, leftOut } };
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
