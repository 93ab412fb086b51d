import { encodeRecord, encodeResult, encodeRuns } from '../../conform/encode.ts';
import type { ConformanceAdapter } from '../../conform/adapter.ts';
import { JsonFields } from '../../conform/fields.ts';
import type { Json, JsonObject } from '../../conform/json.ts';
import { concreteDomain } from '../../domain/concrete.ts';
import { ConcreteMemory } from '../../memory/concrete.ts';
import type { Counterexample, CounterexampleStep, JsonValue } from '../../proof/verdict.ts';
import { stateOf } from '../rebuild.ts';
import { recordedStep } from './recorded-step.ts';

/** Why a counterexample can not be written in a form; the message says what stands in the way. */
export class WriteError extends Error {
  override readonly name = 'WriteError';
}

/** A case as recordings have it. */
export interface RecordedCase {
  readonly seed: number;
  readonly memory: { readonly regions: readonly JsonObject[]; readonly bytes: readonly JsonObject[] };
  readonly queue: JsonObject;
  readonly ops: readonly RecordedOp[];
}

/** One step of it; `result` and `state` are missing where the driver writes. */
export interface RecordedOp {
  readonly op: string;
  readonly args?: JsonObject;
  readonly result?: JsonObject;
  readonly state?: JsonObject;
  readonly writes?: Json;
}

/**
 * The operations of a counterexample as a recorded case: from the same queue and memory, with the results of the model whose
 * adapter this is. Throws a `WriteError` where the proof does something that recordings have no words for.
 */
export function recordedCase(counterexample: Counterexample, adapter: ConformanceAdapter): RecordedCase {
  const { steps, memory } = counterexample;
  const created = steps.find(isCreated);
  if (created === undefined) {
    throw new WriteError('the proof does not start from a queue in a given state, as recorded cases do');
  }
  const guest = memory.filter(({ name }) => !name.includes('/'));
  const [first] = guest;
  if (guest.length !== 1 || first === undefined) {
    throw new WriteError(`the proof has ${guest.length} memories, and recorded cases have one`);
  }
  const state = stateOf({ inputs: {}, memory: [first] }).memories.get(first.name);
  const concrete = new ConcreteMemory(state?.regions ?? []);
  for (const [address, byte] of state?.bytes ?? []) concrete.setBytes(address, Uint8Array.of(byte));
  const queue = jsonOf(created.state);
  const regions = (state?.regions ?? []).map(({ base, size }) => ({ base: hex(base), size: sizeOf(size) }));
  const ops = recordedOps(steps, adapter, queue, concrete);
  if (ops.length === 0) throw new WriteError('the proof calls no operation that recordings have');
  return { seed: 0, memory: { regions, bytes: first.bytes.map((run) => ({ ...run })) }, queue, ops };
}

function recordedOps(
  steps: readonly CounterexampleStep[],
  adapter: ConformanceAdapter,
  queue: JsonObject,
  memory: ConcreteMemory,
): readonly RecordedOp[] {
  const replayed = adapter.restore(concreteDomain, new JsonFields(queue, 'queue'));
  let known = queue;
  return steps.flatMap((step): readonly RecordedOp[] => {
    if (step.kind === 'other-side') {
      for (const { addr, hex: bytes } of step.writes)
        memory.setBytes(BigInt(addr), Buffer.from(bytes, 'hex'));
      return [{ op: 'mem_write', args: { writes: step.writes.map((run) => ({ ...run })) } }];
    }
    if (step.kind !== 'call') return [];
    const recorded = recordedStep(step);
    if (recorded === null) return [];
    if (recorded === undefined) throw new WriteError(`recordings have no operation '${step.operation}'`);
    const { op, args } = recorded;
    const before = memory.checkpoint();
    const outcome = replayed.run(op, new JsonFields(args, 'args'), memory);
    if (outcome === undefined) throw new WriteError(`the model replays no recorded '${op}'`);
    const after = encodeRecord(replayed.state());
    const runs = memory.changesSince(before);
    const [earlier, hasArgs] = [known, Object.keys(args).length > 0];
    known = after;
    return [
      {
        op,
        ...(hasArgs ? { args } : {}),
        result: encodeResult(outcome),
        state: changed(earlier, after),
        ...(runs.length > 0 ? { writes: encodeRuns(runs) } : {}),
      },
    ];
  });
}

/** The fields that a step of a recording holds: two always, and those that it changed. */
function changed(before: JsonObject, after: JsonObject): JsonObject {
  const kept = Object.entries(after).filter(
    ([name, value]) => name === 'next_avail' || name === 'next_used' || before[name] !== value,
  );
  return Object.fromEntries(kept);
}

function isCreated(step: CounterexampleStep): step is Extract<CounterexampleStep, { kind: 'created' }> {
  return step.kind === 'created';
}

/** Values that recordings have as well: an object of words and Booleans. */
function jsonOf(state: Readonly<Record<string, JsonValue>>): JsonObject {
  return state;
}

function sizeOf(size: bigint): number {
  if (size <= BigInt(Number.MAX_SAFE_INTEGER)) return Number(size);
  throw new WriteError(`a region of ${size} bytes is larger than recordings can have`);
}

function hex(value: bigint): string {
  return `0x${value.toString(16)}`;
}
