import type { JsonObject } from '../conform/json.ts';
import type { ConcreteMemoryState } from '../context/concrete-state.ts';
import { NOTHING, withRegions } from '../context/memory-variants.ts';
import type { Region } from '../memory/regions.ts';
import type { ByteRun, Counterexample } from '../proof/counterexample.ts';
import { WriteError } from '../proof/write-error.ts';
import { byteRuns } from '../replay/describe.ts';
import { stateOf } from '../replay/rebuild.ts';
import type { RecordedCase } from './recorded.ts';

/** The memory of a counterexample as a recorded case can have it. Throws a `WriteError` where there is not one. */
export function onlyMemory({ memory }: Pick<Counterexample, 'memory'>): ConcreteMemoryState {
  const guest = memory.filter(({ name }) => !name.includes('/'));
  const [first] = guest;
  if (guest.length !== 1 || first === undefined) {
    throw new WriteError(`the proof has ${guest.length} memories, and recorded cases have one`);
  }
  const { regions, bytes } = stateOf({ inputs: {}, memory: [first] }).memories.get(first.name) ?? NOTHING;
  // Bytes outside of regions are for properties to look at: no operation reaches them, and recordings have none.
  return withRegions(regions, bytes);
}

/** A memory as recordings have it. Throws a `WriteError` where a region is too large for that. */
export function recordedMemory({ regions, bytes }: ConcreteMemoryState): RecordedCase['memory'] {
  return { regions: regions.map(recordedRegion), bytes: byteRuns(bytes).map((run) => ({ ...run })) };
}

function recordedRegion({ base, size }: Region): JsonObject {
  if (size > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw new WriteError(`a region of ${size} bytes is larger than recordings can have`);
  }
  return { base: `0x${base.toString(16)}`, size: Number(size) };
}

/** The bytes of a memory that are not 0, consecutive ones together. */
export function memoryRuns({ bytes }: ConcreteMemoryState): readonly ByteRun[] {
  return byteRuns(bytes);
}
