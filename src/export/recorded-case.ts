import type { ConformanceAdapter } from '../conform/adapter.ts';
import type { JsonObject } from '../conform/json.ts';
import type { Region } from '../memory/regions.ts';
import type { Counterexample } from '../result/verdict.ts';
import { byteRuns } from '../replay/describe.ts';
import { NOTHING, withRegions } from '../context/memory-variants.ts';
import { stateOf } from '../replay/rebuild.ts';
import type { ConcreteMemoryState } from '../context/concrete-state.ts';
import type { Recorded, RecordedCase, RecordedOp } from './recorded.ts';
import { RecordedRun } from './recorded-run.ts';
import { startOf } from './recorded-start.ts';
import { ledWalk } from './led-walk.ts';
import { WriteError } from './write-error.ts';

/**
 * The operations of a counterexample as a recorded case: from the same queue and memory, with the results of the model whose
 * adapter this is. A walk along a chain becomes the pop of a chain that leads to it. Throws a `WriteError` where the proof
 * does something that recordings have no words for.
 */
export function recordedCase(counterexample: Counterexample, adapter: ConformanceAdapter): Recorded {
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
  const run = new RecordedRun(start.part, start.queue, memory, adapter);
  let brokenAfter: number | null = null;
  run.takeAll(steps, (step) => {
    const isBroken = step.kind === 'assertion' && step.name === assertion && !step.holds;
    if (isBroken) brokenAfter ??= run.ops.length;
  });
  if (run.ops.length === 0) throw new WriteError('the proof calls no operation that recordings have');
  const isMade = start.part === null;
  return { recorded: caseOf(memory, start.queue, run.ops), brokenAfter, isLedTo: false, isMade };
}

function caseOf(
  { regions, bytes }: ConcreteMemoryState,
  queue: JsonObject,
  ops: readonly RecordedOp[],
): RecordedCase {
  return {
    seed: 0,
    memory: { regions: regions.map(recordedRegion), bytes: byteRuns(bytes).map((run) => ({ ...run })) },
    queue,
    ops,
  };
}

function onlyMemory({ memory }: Counterexample): ConcreteMemoryState {
  const guest = memory.filter(({ name }) => !name.includes('/'));
  const [first] = guest;
  if (guest.length !== 1 || first === undefined) {
    throw new WriteError(`the proof has ${guest.length} memories, and recorded cases have one`);
  }
  const { regions, bytes } = stateOf({ inputs: {}, memory: [first] }).memories.get(first.name) ?? NOTHING;
  // Bytes outside of regions are for properties to look at: no operation reaches them, and recordings have none.
  return withRegions(regions, bytes);
}

function recordedRegion({ base, size }: Region): JsonObject {
  if (size > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw new WriteError(`a region of ${size} bytes is larger than recordings can have`);
  }
  return { base: `0x${base.toString(16)}`, size: Number(size) };
}
