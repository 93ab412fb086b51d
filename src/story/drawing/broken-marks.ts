import type { CounterexampleStep } from '../../proof/counterexample.ts';
import { isWrite, type AccessStep } from '../accesses.ts';
import type { NumberedStep } from '../step-lines.ts';
import type { Mark } from './frames.ts';

type Broken = Extract<CounterexampleStep, { kind: 'assertion' }>;

/**
 * Where to look when an assertion breaks: the bytes whose values break it, if they are known; else what was written last before
 * it, or accessed last if nothing was written.
 */
export function brokenMarks({ readFrom = [] }: Broken, before: readonly NumberedStep[]): readonly Mark[] {
  if (readFrom.length > 0) return readFrom.map((range) => ({ ...range, touch: 'broken' }));
  const accesses = before.map(({ step }) => step).filter((step) => step.kind === 'access');
  const last = accesses.findLast((access) => isWrite(access) && moved(access)) ?? accesses.at(-1);
  if (last === undefined) return [];
  const { memory, address, length } = last;
  return [{ memory, address, length, touch: 'last' }];
}

function moved({ completed }: AccessStep): boolean {
  return completed > 0;
}
