import type { Event, Result, TrapKind } from 'ringproof';
import { concreteDomain as domain, valueOf, withTraps } from '../../src/domain/concrete.ts';
import { ConcreteMemory } from '../../src/memory/concrete.ts';
import { Queue, type QueueFields } from './queue.ts';

/** Where the areas of the fixture's queue lie: 8 entries each. */
export const DESC_TABLE = 0x1000;
export const AVAIL_RING = 0x2000;
export const USED_RING = 0x3000;

/** A ready queue of size 8, of 16 at most, with notification suppression; its pointers are those of its addresses. */
export function queue(changes: Partial<QueueFields> = {}): Queue {
  return new Queue(domain, {
    maxSize: domain.u16(16),
    size: domain.u16(8),
    ready: domain.bool(true),
    descTableAddress: domain.u64(DESC_TABLE),
    availRingAddress: domain.u64(AVAIL_RING),
    usedRingAddress: domain.u64(USED_RING),
    descTablePtr: domain.u64(DESC_TABLE),
    availRingPtr: domain.u64(AVAIL_RING),
    usedRingPtr: domain.u64(USED_RING),
    isDescTableSet: domain.bool(true),
    isAvailRingSet: domain.bool(true),
    isUsedRingSet: domain.bool(true),
    nextAvail: domain.u16(0),
    nextUsed: domain.u16(0),
    usesNotifSuppression: domain.bool(true),
    numAdded: domain.u16(0),
    ...changes,
  });
}

/** One region that holds all areas. */
export function memory(): ConcreteMemory {
  return new ConcreteMemory([{ base: 0x1000n, size: 0x3000n }]);
}

/** Sets little-endian words of 16 bits, as the driver would. */
export function put16(mem: ConcreteMemory, address: number, ...words: readonly number[]): void {
  mem.setBytes(BigInt(address), new Uint8Array(Uint16Array.from(words).buffer));
}

/** Makes the given heads available, the first in slot 0. */
export function makeAvailable(mem: ConcreteMemory, ...heads: readonly number[]): void {
  put16(mem, AVAIL_RING + 2, heads.length, ...heads);
}

/** Sets an entry of the descriptor table, or of another at `table`. */
export function putDescriptor(
  mem: ConcreteMemory,
  index: number,
  [addr, len, flags, next]: readonly [number, number, number, number],
  table = DESC_TABLE,
): void {
  const bytes = new DataView(new ArrayBuffer(16));
  bytes.setBigUint64(0, BigInt(addr), true);
  bytes.setUint32(8, len, true);
  bytes.setUint16(12, flags, true);
  bytes.setUint16(14, next, true);
  mem.setBytes(BigInt(table + 16 * index), new Uint8Array(bytes.buffer));
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

/** The kind of an error; 'ok' of a success. */
export function outcome(result: Result<unknown, { readonly kind: string }>): string {
  return result.ok ? 'ok' : result.error.kind;
}

/** The value of a success. Throws where there is none. */
export function value<T>(result: Result<T, { readonly kind: string }>): T {
  if (!result.ok) throw new Error(`failed: ${result.error.kind}`);
  return result.value;
}

/** The kind of the trap that ends an operation; 'none' where it returns. */
export function trapOf(operation: () => unknown): TrapKind | 'none' {
  const traps = {
    isInCall: () => true,
    trapIf: (kind: TrapKind, condition: boolean): void => {
      if (condition) throw new Trapped(kind);
    },
  };
  try {
    withTraps(traps, operation);
  } catch (error) {
    if (error instanceof Trapped) return error.kind;
    throw error;
  }
  return 'none';
}

class Trapped extends Error {
  readonly kind: TrapKind;

  constructor(kind: TrapKind) {
    super(kind);
    this.kind = kind;
  }
}
