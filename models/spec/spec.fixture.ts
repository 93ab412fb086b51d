import type { Event, Bool, Result, Width, Word } from 'ringproof';
import { concreteDomain as domain, truthOf, valueOf } from '../../src/domain/concrete.ts';
import { ConcreteMemory } from '../../src/memory/concrete.ts';
import { DESC_F_INDIRECT, DESC_F_NEXT, DESC_F_WRITE } from 'ringproof/virtio/split';
import { SpecQueue, type QueueState } from './queue.ts';

export const [NEXT, WRITE, INDIRECT] = [DESC_F_NEXT, DESC_F_WRITE, DESC_F_INDIRECT];

/** Where the areas of the queue lie, which has 8 entries. */
export const [DESC_TABLE, AVAIL_RING, USED_RING] = [0x1000n, 0x2000n, 0x3000n];

/** A ready queue of size 8, with VIRTIO_F_EVENT_IDX. */
export function stateOf(changes: Partial<QueueState> = {}): QueueState {
  return {
    maxSize: domain.u16(16),
    size: domain.u16(8),
    ready: domain.bool(true),
    eventIdx: domain.bool(true),
    nextAvail: domain.u16(0),
    nextUsed: domain.u16(0),
    numAdded: domain.u16(0),
    descTable: domain.u64(DESC_TABLE),
    availRing: domain.u64(AVAIL_RING),
    usedRing: domain.u64(USED_RING),
    addedAll: domain.bool(false),
    inOrder: domain.bool(false),
    ...changes,
  };
}

export const queueOf = (changes: Partial<QueueState> = {}): SpecQueue =>
  new SpecQueue(domain, stateOf(changes));

export const withoutEventIdx = { eventIdx: domain.bool(false) };
export const notReady = { ready: domain.bool(false) };

/** Memory that holds the three areas of the queue, and more up to 0xffff. */
export const memoryOf = (base = 0x1000n, size = 0xf000n): ConcreteMemory =>
  new ConcreteMemory([{ base, size }]);

/** Writes 16-bit words one after the other, as the driver does. */
export function put16(memory: ConcreteMemory, address: bigint, ...words: readonly number[]): void {
  memory.setBytes(address, new Uint8Array(Uint16Array.from(words).buffer));
}

export function get16(memory: ConcreteMemory, address: bigint): number {
  return Number(valueOf(memory.peekWord(domain.u64(address), 16)));
}

/** The driver makes chains available: entries in the ring from index 0 on, then idx. */
export function makeAvailable(memory: ConcreteMemory, ...heads: readonly number[]): void {
  if (heads.length > 0) put16(memory, AVAIL_RING + 4n, ...heads);
  put16(memory, AVAIL_RING + 2n, heads.length);
}

export interface PlainDescriptor {
  readonly addr?: bigint;
  readonly len?: number;
  readonly flags?: number;
  readonly next?: number;
}

/** Writes descriptors into a table, from its first entry on. */
export function putTable(
  memory: ConcreteMemory,
  table: bigint,
  ...descriptors: readonly PlainDescriptor[]
): void {
  descriptors.forEach(({ addr = 0x5000n, len = 1, flags = 0, next = 0 }, i) => {
    const bytes = new DataView(new ArrayBuffer(16));
    bytes.setBigUint64(0, addr, true);
    bytes.setUint32(8, len, true);
    bytes.setUint16(12, flags, true);
    bytes.setUint16(14, next, true);
    memory.setBytes(table + BigInt(16 * i), new Uint8Array(bytes.buffer));
  });
}

/** Kind, address and ordering of each event, and whether it failed. */
export function accesses(events: readonly Event[]): string[] {
  return events.map((access) =>
    [
      access.kind,
      ...('address' in access ? [`0x${valueOf(access.address).toString(16)}`] : []),
      ...('ordering' in access ? [access.ordering] : []),
      ...('failure' in access && access.failure !== null ? ['failed'] : []),
    ].join(' '),
  );
}

/** The fields of a state, or of anything made of words and Booleans, as plain values. */
export function plain(fields: object): Record<string, bigint | boolean> {
  return Object.fromEntries(
    // Every field is one of the two.
    Object.entries(fields).map(([name, value]: [string, Word<Width> | Bool]) => [
      name,
      'width' in value ? valueOf(value) : truthOf(value),
    ]),
  );
}

/** The value of a result; throws where it is an error. */
export function valueIn<T>(result: Result<T, { readonly kind: string }>): T {
  if (!result.ok) throw new Error(`failed with ${result.error.kind}`);
  return result.value;
}

/** The kind of a result's error; `undefined` where it is none. */
export function errorOf(result: Result<unknown, { readonly kind: string }>): string | undefined {
  return result.ok ? undefined : result.error.kind;
}
