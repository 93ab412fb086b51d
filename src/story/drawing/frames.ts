import type { Cursor } from '../../proof/layout.ts';
import type { ByteRun, CounterexampleStep } from '../../proof/counterexample.ts';
import { isWrite } from '../accesses.ts';
import type { ToldStep } from '../step-lines.ts';
import { brokenMarks } from './broken-marks.ts';

/**
 * What a step has to do with bytes. `other-side`: the other side writes them. `broken`: their values break an assertion. `last`:
 * an assertion breaks, it is not known of which bytes, and these were accessed last.
 */
export type Touch = 'read' | 'written' | 'refused' | 'other-side' | 'broken' | 'last';

/** A stretch of a memory that a step touches. */
export interface Mark {
  readonly memory: string;
  /** "0x…". */
  readonly address: string;
  /** Bytes. */
  readonly length: number;
  readonly touch: Touch;
}

/** What a drawing of memory and indices needs to know of a step: frames that are shown in order make a film of it. */
export interface Frame {
  /** The step's number in the story. */
  readonly number: number;
  readonly text: string;
  readonly marks: readonly Mark[];
  /** Bytes as they stand after the step, for every stretch that it wrote to, by memory. */
  readonly writes: readonly { readonly memory: string; readonly run: ByteRun }[];
  /** Where the indices of the part that is drawn point after the step; `null` where the step does not tell. */
  readonly cursors: readonly Cursor[] | null;
  readonly isBroken: boolean;
}

/** A frame for every step that is shown; `part` is the one that is drawn, if any is. */
export function framesOf(steps: readonly ToldStep[], part: string | null): readonly Frame[] {
  return steps.map(({ number, step, text }, i) => {
    const isBroken = step.kind === 'assertion' && !step.holds;
    const marks = isBroken ? brokenMarks(step, steps.slice(0, i)) : marksOf(step);
    return { number, text, marks, writes: writesOf(step), cursors: cursorsAfter(step, part), isBroken };
  });
}

function marksOf(step: CounterexampleStep): readonly Mark[] {
  if (step.kind === 'access') {
    const { memory, address, length, error } = step;
    const touch = error !== null ? 'refused' : isWrite(step) ? 'written' : 'read';
    return [{ memory, address, length, touch }];
  }
  if (step.kind !== 'other-side') return [];
  return step.writes.map(({ addr, hex }) => {
    return { memory: step.memory, address: addr, length: hex.length / 2, touch: 'other-side' };
  });
}

function writesOf(step: CounterexampleStep): Frame['writes'] {
  if (step.kind === 'access' && isWrite(step)) {
    return [{ memory: step.memory, run: { addr: step.address, hex: step.after } }];
  }
  return step.kind === 'other-side' || step.kind === 'rewind'
    ? step.writes.map((run) => ({ memory: step.memory, run }))
    : [];
}

function cursorsAfter(step: CounterexampleStep, part: string | null): Frame['cursors'] {
  if ((step.kind !== 'created' && step.kind !== 'return') || step.part !== part) return null;
  return step.placement?.cursors ?? null;
}
