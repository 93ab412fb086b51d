import type { ConformanceAdapter } from '../../../conform/adapter.ts';
import type { JsonObject } from '../../../conform/json.ts';
import type { ConcreteMemoryState } from '../../../context/concrete-state.ts';
import { onlyMemory, recordedMemory } from '../../../export/case-memory.ts';
import type { Recorded, RecordedCase, RecordedOp } from '../../../export/recorded.ts';
import type { Counterexample } from '../../../proof/counterexample.ts';
import { WriteError } from '../../../proof/write-error.ts';
import { ledWalk } from './led-walk.ts';
import { startOf } from './recorded-start.ts';
import { Recording } from './recording.ts';

/** A recorded case of a split queue, and what recordings have no place for. */
export interface RecordedQueue extends Recorded {
  /** Whether the queue is there only to lead to a walk along a chain that the counterexample starts with. */
  readonly isLedTo: boolean;
  /** Whether the first step makes the queue, whatever there was before. */
  readonly isMade: boolean;
}

/**
 * The operations of a counterexample as a recorded case: from the same queue and memory, with the results of the model whose
 * adapter this is. A walk along a chain becomes the pop of a chain that leads to it. Throws a `WriteError` where the proof
 * does something that recordings have no words for.
 */
export function recordedCase(counterexample: Counterexample, adapter: ConformanceAdapter): RecordedQueue {
  const { steps, assertion } = counterexample;
  const trap = steps.find((step) => step.kind === 'trap');
  if (trap !== undefined) {
    throw new WriteError(
      `'${trap.operation}' traps, and recordings cannot hold an operation that does not return; write it as vitest`,
    );
  }
  const start = startOf(steps);
  const memory = onlyMemory(counterexample);
  if (start.kind === 'walk') {
    const led = ledWalk(start.state, steps, memory, adapter);
    return {
      recorded: caseOf(led.memory, led.queue, led.ops),
      brokenAfter: steps.some((step) => step.kind === 'assertion' && !step.holds) ? led.ops.length : null,
      isLedTo: true,
      isMade: false,
    };
  }
  const run = new Recording(start.part, start.queue, memory, adapter);
  let brokenAfter: number | null = null;
  run.takeAll(steps, (step) => {
    const isBroken = step.kind === 'assertion' && step.name === assertion && !step.holds;
    if (isBroken) brokenAfter ??= run.ops.length;
  });
  if (run.ops.length === 0) throw new WriteError('the proof calls no operation that recordings have');
  const isMade = start.part === null;
  return { recorded: caseOf(memory, start.queue, run.ops), brokenAfter, isLedTo: false, isMade };
}

function caseOf(memory: ConcreteMemoryState, queue: JsonObject, ops: readonly RecordedOp[]): RecordedCase {
  return { seed: 0, memory: recordedMemory(memory), queue, ops };
}
