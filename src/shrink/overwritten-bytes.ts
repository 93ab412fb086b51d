import { withMemories } from '../context/memory-variants.ts';
import type { ConcreteState } from '../context/concrete-state.ts';
import { valueOf } from '../domain/concrete.ts';
import type { Event } from '../memory/event.ts';

/** Bytes of one memory that a run accesses together. */
interface Access {
  readonly memory: string;
  readonly start: bigint;
  readonly length: bigint;
}

/** A word that a run writes. */
interface WrittenWord extends Access {
  readonly value: bigint;
}

/** Each costs one more run. */
const MOST_WORDS = 16;

/**
 * A state in which a word that is written over the same value had another one, so that the write shows. The lowest byte differs:
 * it was 1 instead of 0, or 0 instead of another value. A word stays if the run accesses it before, or if `isSame` denies that the
 * run is the same from the changed state.
 */
export function apartFromWrites(
  start: ConcreteState,
  events: readonly Event[],
  isSame: (state: ConcreteState) => boolean,
): ConcreteState {
  const before: Access[] = [];
  let state = start;
  let left = MOST_WORDS;
  for (const event of events) {
    for (const word of wordsOf(event)) {
      if (left === 0) return state;
      if (before.some((access) => overlap(access, word)) || !isAsBefore(state, word)) continue;
      left -= 1;
      const changed = withLowByte(state, word);
      if (isSame(changed)) state = changed;
    }
    before.push(...accessesOf(event));
  }
  return state;
}

/** The words that an event writes; none of a write that failed. */
function wordsOf(event: Event): readonly WrittenWord[] {
  if ((event.kind !== 'store' && event.kind !== 'write') || event.failure !== null) return [];
  const values = event.kind === 'store' ? [event.value] : event.values;
  let start = valueOf(event.address);
  return values.map((word) => {
    const written = { memory: event.memory, start, length: BigInt(word.width / 8), value: valueOf(word) };
    start += written.length;
    return written;
  });
}

/** What an event may have read or changed. */
function accessesOf(event: Event): readonly Access[] {
  switch (event.kind) {
    case 'load':
    case 'store':
      return [{ memory: event.memory, start: valueOf(event.address), length: BigInt(event.width / 8) }];
    case 'read':
    case 'write':
      return [{ memory: event.memory, start: valueOf(event.address), length: valueOf(event.length) }];
    case 'other-side':
      return event.ranges.map(({ start, length }) => ({
        memory: event.memory,
        start: valueOf(start),
        length: typeof length === 'object' ? valueOf(length) : BigInt(length),
      }));
    case 'fence':
    case 'notification':
      return [];
  }
}

function overlap(a: Access, b: Access): boolean {
  return a.memory === b.memory && a.start < b.start + b.length && b.start < a.start + a.length;
}

function isAsBefore({ memories }: ConcreteState, { memory, start, length, value }: WrittenWord): boolean {
  const bytes = memories.get(memory)?.bytes;
  return Array.from({ length: Number(length) }, (_, i) => BigInt(i)).every(
    (i) => BigInt(bytes?.get(start + i) ?? 0) === (value >> (8n * i)) % 256n,
  );
}

function withLowByte(state: ConcreteState, { memory, start, value }: WrittenWord): ConcreteState {
  const byte = value % 256n === 0n ? 1 : 0;
  return withMemories(state, (before, name) =>
    name === memory ? { ...before, bytes: new Map([...before.bytes, [start, byte]]) } : before,
  );
}
