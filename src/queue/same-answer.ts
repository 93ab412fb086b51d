import { hasShape } from '../shape/check.ts';
import { RESULT } from '../result/result-shape.ts';
import { isSettled } from '../session/known-results.ts';

/**
 * Whether two answers to one job contradict each other. What a clock or the memory of a machine decides may differ, and so may times;
 * anything else may not.
 */
export function contradicts(one: string, other: string): boolean {
  const [a, b] = [settledIn(one), settledIn(other)];
  return a !== null && b !== null && a !== b;
}

/** What is settled in an answer, without times; `null` where nothing is. */
function settledIn(text: string): string | null {
  try {
    // A worker of the same build has written it.
    const { answer } = JSON.parse(text) as { readonly answer: unknown };
    if (!hasShape(RESULT, answer) || !isSettled(answer)) return null;
    const { timeMs: _, solverMs: __, phases: ___, ...rest } = answer;
    return JSON.stringify(rest);
  } catch {
    return null;
  }
}
