import { booleanOf, integerOf, stringOf, type JsonObject } from '../conform/json.ts';
import type { Region } from '../memory/regions.ts';
import type { ConcreteMemoryState } from '../context/concrete-state.ts';
import { freePlace, withMapped } from './free-place.ts';

/** A queue and memory that give a chain, whose walk stands where it is wanted after so many descriptors. */
export interface LeadIn {
  readonly queue: JsonObject;
  readonly memory: ConcreteMemoryState;
  readonly passed: number;
}

/** Bytes of a descriptor, and its flags (VIRTIO 2.7.5). */
const DESCRIPTOR_SIZE = 16n;
const [NEXT, INDIRECT] = [1, 4];

/** Largest size of a queue (2.7). */
const MAX_SIZE = 32768;

/** How often a table is tried at twice the size, so that what leads in has room beside what the walk is about. */
const SIZES = 4;

/**
 * Ways to lead a walk to where it stands in the middle of a chain, the most faithful first: by one descriptor in front, of
 * as many bytes as passed, and where the table is an indirect one, by the descriptor that refers to it. `accessed` is what
 * the walk looks at; nothing that leads in is put there.
 */
export function* leadsTo(
  state: JsonObject,
  memory: ConcreteMemoryState,
  accessed: readonly Region[],
): Generator<LeadIn> {
  const least = integerOf(state['entries'], 'entries', 0, 65535);
  const index = integerOf(state['index'], 'index', 0, 65535);
  const remaining = integerOf(state['remaining'], 'remaining', 0, 65535);
  const bytes = integerOf(state['bytes'], 'bytes', 0, 2 ** 32 - 1);
  const table = BigInt(stringOf(state['table'], 'table'));
  const isIndirect = booleanOf(state['indirect'], 'indirect');
  const passed = remaining < least || bytes > 0 ? 1 : 0;
  for (let entries = least; entries < least << SIZES && entries <= MAX_SIZE; entries *= 2) {
    const slot = entries - 1;
    if (!isIndirect && (passed === 0 || slot !== index)) {
      const head = passed === 0 ? index : slot;
      const first = { at: table + DESCRIPTOR_SIZE * BigInt(slot), length: bytes, flags: NEXT, next: index };
      const lead = passed === 0 ? [] : [first];
      if (isQueueSize(entries) && table % DESCRIPTOR_SIZE === 0n)
        yield leadIn(memory, accessed, entries, table, head, lead, passed);
    }
    if (isIndirect && index === 0) {
      const length = entries * Number(DESCRIPTOR_SIZE);
      yield leadIn(memory, accessed, 2, null, 0, indirectLead(passed, bytes, table, length), passed);
    }
  }
}

/** A descriptor that leads in; of the queue's own table where `at` is below its size, as a number of an entry. */
interface Lead {
  readonly at: bigint;
  readonly address?: bigint;
  readonly length: number;
  readonly flags: number;
  readonly next: number;
}

function indirectLead(passed: number, bytes: number, table: bigint, length: number): readonly Lead[] {
  const first = { at: 0n, length: bytes, flags: NEXT, next: 1 };
  const into = { at: DESCRIPTOR_SIZE * BigInt(passed), address: table, length, flags: INDIRECT, next: 0 };
  return passed === 0 ? [into] : [first, into];
}

/** `table` is `null` where the queue's own table is put where the rings are; then `lead` stands at offsets into it. */
function leadIn(
  memory: ConcreteMemoryState,
  accessed: readonly Region[],
  size: number,
  table: bigint | null,
  head: number,
  lead: readonly Lead[],
  passed: number,
): LeadIn {
  const entries = BigInt(size);
  const [tableSize, availSize, usedSize] = [entries * DESCRIPTOR_SIZE, 8n + 2n * entries, 6n + 8n * entries];
  const taken = [
    ...memory.regions,
    ...accessed,
    ...lead.map(({ at }) => ({ base: at, size: DESCRIPTOR_SIZE })),
  ];
  const place = freePlace(tableSize + availSize + usedSize, taken);
  const availRing = place + tableSize;
  const usedRing = availRing + availSize + (availSize % 4n);
  const descTable = table ?? place;
  const from = table === null ? place : 0n;
  const bytes = new Map(memory.bytes);
  for (const { at, address = 0n, length, flags, next } of lead) {
    put(bytes, from + at, address, 8);
    put(bytes, from + at + 8n, BigInt(length), 4);
    put(bytes, from + at + 12n, BigInt(flags), 2);
    put(bytes, from + at + 14n, BigInt(next), 2);
  }
  put(bytes, availRing + 2n, 1n, 2);
  put(bytes, availRing + 4n, BigInt(head), 2);
  const ranges = [
    { base: place, size: usedRing + usedSize - place },
    ...lead.map(({ at }) => ({ base: from + at, size: DESCRIPTOR_SIZE })),
  ];
  return {
    queue: {
      ...{ max_size: size, size, ready: true, event_idx: false, next_avail: 0, next_used: 0, num_added: 0 },
      ...{ desc_table: hex(descTable), avail_ring: hex(availRing), used_ring: hex(usedRing) },
    },
    memory: { regions: ranges.reduce(withMapped, memory.regions), bytes },
    passed,
  };
}

function isQueueSize(entries: number): boolean {
  return entries > 0 && (entries & (entries - 1)) === 0;
}

/** A number in bytes, least first. */
function put(bytes: Map<bigint, number>, address: bigint, value: bigint, length: number): void {
  for (let i = 0; i < length; i++) bytes.set(address + BigInt(i), Number((value >> BigInt(8 * i)) & 0xffn));
}

function hex(value: bigint): string {
  return `0x${value.toString(16)}`;
}
