import type { ByteRun, CounterexampleStep, JsonValue } from '../../result/verdict.ts';
import { isWrite } from '../accesses.ts';
import type { ToldStep } from '../step-lines.ts';

/** What becomes of bytes at a step: `other-side` is a write of somebody else's. */
export type Touch = 'read' | 'written' | 'refused' | 'other-side';

/** A stretch of a memory that a step touches. */
export interface Mark {
  readonly memory: string;
  /** "0x…". */
  readonly address: string;
  /** Bytes. */
  readonly length: number;
  readonly touch: Touch;
}

/** What a drawing of memory and state needs to know of a step: frames that are shown in order make a film of it. */
export interface Frame {
  /** The step's number in the story. */
  readonly number: number;
  readonly text: string;
  readonly marks: readonly Mark[];
  /** Bytes as they stand after the step, for every stretch that it wrote to, by memory. */
  readonly writes: readonly { readonly memory: string; readonly run: ByteRun }[];
  /** The model's state after the step; `null` where the step does not tell of it. */
  readonly state: Readonly<Record<string, JsonValue>> | null;
  readonly isBroken: boolean;
}

/** A frame for every step that is told. */
export function framesOf(steps: readonly ToldStep[]): readonly Frame[] {
  return steps.map(({ number, step, text }) => ({
    ...{ number, text, marks: marksOf(step), writes: writesOf(step), state: stateAfter(step) },
    isBroken: step.kind === 'assertion' && !step.holds,
  }));
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
  return step.kind === 'other-side' ? step.writes.map((run) => ({ memory: step.memory, run })) : [];
}

function stateAfter(step: CounterexampleStep): Frame['state'] {
  return step.kind === 'created' || step.kind === 'return' ? step.state : null;
}
