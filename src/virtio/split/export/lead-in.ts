import { booleanOf, integerOf, stringOf, type JsonObject } from '../../../conform/json.ts';
import type { Region } from '../../../memory/regions.ts';
import type { ConcreteMemoryState } from '../../../context/concrete-state.ts';
import { freePlace, withMapped } from '../../../export/free-place.ts';
import { fieldsFrom } from '../../../proof/area-shape.ts';
import { DESC_F_INDIRECT, DESC_F_NEXT } from '../descriptor-chain.ts';
import { AVAIL_RING, DESC_TABLE, DESCRIPTOR, USED_RING, USED_RING_ALIGNMENT } from '../shapes.ts';

/** A queue and memory that give a chain, whose walk stands where it is wanted after so many descriptors. */
export interface LeadIn {
  readonly queue: JsonObject;
  readonly memory: ConcreteMemoryState;
  readonly passed: number;
}

const DESCRIPTOR_SIZE = BigInt(DESC_TABLE.slotBytes);

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
      const first = {
        at: table + DESCRIPTOR_SIZE * BigInt(slot),
        length: bytes,
        flags: DESC_F_NEXT,
        next: index,
      };
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
  const first = { at: 0n, length: bytes, flags: DESC_F_NEXT, next: 1 };
  const into = {
    at: DESCRIPTOR_SIZE * BigInt(passed),
    address: table,
    length,
    flags: DESC_F_INDIRECT,
    next: 0,
  };
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
  const [tableSize, availSize] = [BigInt(DESC_TABLE.bytes(size)), BigInt(AVAIL_RING.bytes(size))];
  const usedSize = BigInt(USED_RING.bytes(size));
  const taken = [
    ...memory.regions,
    ...accessed,
    ...lead.map(({ at }) => ({ base: at, size: DESCRIPTOR_SIZE })),
  ];
  const alignment = BigInt(USED_RING_ALIGNMENT);
  const place = freePlace(tableSize + availSize + usedSize + alignment, taken);
  const availRing = place + tableSize;
  const usedRing = availRing + availSize + ((alignment - (availSize % alignment)) % alignment);
  const descTable = table ?? place;
  const from = table === null ? place : 0n;
  const bytes = new Map(memory.bytes);
  for (const { at, address = 0n, length, flags, next } of lead) {
    const values: Readonly<Record<string, bigint | number>> = { addr: address, len: length, flags, next };
    for (const { name, offset, length: size } of fieldsFrom(0, DESCRIPTOR))
      put(bytes, from + at + BigInt(offset), BigInt(values[name] ?? 0), size);
  }
  put(bytes, availRing + BigInt(AVAIL_RING.headOffset('idx')), 1n, 2);
  put(bytes, availRing + BigInt(AVAIL_RING.headBytes), BigInt(head), 2);
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
