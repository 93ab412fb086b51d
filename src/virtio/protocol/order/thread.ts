import type { ProofContext } from '../../../proof/context.ts';
import type { OrderedStep } from '../../../proof/ordered.ts';
import { stepsOf } from './steps.ts';

/** Runs code of one side, and says what came of it and which steps it made; `prefix`: what their ids begin with. */
export function threadOf<T>(
  p: ProofContext,
  prefix: string,
  work: () => T,
): { readonly value: T; readonly steps: readonly OrderedStep[] } {
  const before = p.events.all.length;
  const value = work();
  return { value, steps: stepsOf(p.events, p.events.all.slice(before), prefix) };
}
