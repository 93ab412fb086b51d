import type { Event } from 'ringproof';
import { concreteDomain as domain, valueOf } from '../../src/domain/concrete.ts';
import { ConcreteMemory } from '../../src/memory/concrete.ts';
import type { Region } from '../../src/memory/regions.ts';
import type { SplitDeviceState } from 'ringproof/virtio/split';
import { Queue } from './queue.ts';

/** A ready queue of size 8 with event index and its areas at 0x1000, 0x2000 and 0x3000. */
export function queue(changes: Partial<SplitDeviceState> = {}): Queue {
  return new Queue(domain, {
    maxSize: domain.u16(16),
    size: domain.u16(8),
    ready: domain.bool(true),
    eventIdx: domain.bool(true),
    nextAvail: domain.u16(0),
    nextUsed: domain.u16(0),
    numAdded: domain.u16(0),
    descTable: domain.u64(0x1000),
    availRing: domain.u64(0x2000),
    usedRing: domain.u64(0x3000),
    ...changes,
  });
}

/** Memory in these regions; by default one that holds the three areas. */
export const memory = (...regions: readonly Region[]): ConcreteMemory =>
  new ConcreteMemory(regions.length > 0 ? regions : [{ base: 0x1000n, size: 0x3000n }]);

/** Writes 16-bit words one after the other, as the driver does. */
export function put16(mem: ConcreteMemory, address: bigint, ...words: readonly number[]): void {
  mem.setBytes(address, new Uint8Array(Uint16Array.from(words).buffer));
}

export function get16(mem: ConcreteMemory, address: bigint): number {
  return Number(valueOf(mem.peekWord(domain.u64(address), 16)));
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
