import { concreteDomain as domain } from '../../src/domain/concrete.ts';
import type { ConcreteMemory } from '../../src/memory/concrete.ts';
import { ConcreteMemory as Memory } from '../../src/memory/concrete.ts';
import { totalLength, type IoVec, type LoadableChain } from 'ringproof/virtio/io-vector';
import { Walk } from './chain-walk.ts';
import { IoVecBuffer, IoVecBufferMut } from './iovec.ts';
import { putDescriptor } from './queue.fixture.ts';

/** Where the chains' table lies: 512 entries. */
const TABLE = 0x10000;

/** Two regions that touch at 0x8000, behind them a hole up to the table. */
export function memory(): ConcreteMemory {
  return new Memory([
    { base: 0x1000n, size: 0x7000n },
    { base: 0x8000n, size: 0x1000n },
    { base: BigInt(TABLE), size: 0x2000n },
  ]);
}

/** Puts a chain of such buffers into memory; each is `[address, bytes]` or `[address, bytes, flags]`. */
export function chainOf(
  mem: ConcreteMemory,
  buffers: readonly (readonly [number, number, number?])[],
  flags: number,
): LoadableChain {
  buffers.forEach(([addr, len, own = flags], i) => {
    const next = i + 1 < buffers.length ? 1 : 0;
    putDescriptor(mem, i, [addr, len, own | next, i + 1], TABLE);
  });
  const index = domain.u16(0);
  const start = {
    ...{ table: domain.u64(TABLE), entries: domain.u16(512), index, remaining: domain.u16(512) },
    ...{ bytes: domain.u32(0), isRead: domain.bool(false) },
    ...{ descAddr: domain.u64(0), descLen: domain.u32(0), descFlags: index, descNext: index },
  };
  return { head: index, walk: () => new Walk(domain, start) };
}

/** A vector with these entries that the device reads from. */
export function readable(entries: readonly IoVec[] = []): IoVecBuffer {
  const [count, length] = [domain.u16(entries.length), totalLength(domain, entries)];
  return new IoVecBuffer(domain, { entries, count, length });
}

/** One that it writes to. */
export function writable(entries: readonly IoVec[] = []): IoVecBufferMut {
  const [count, length] = [domain.u16(entries.length), totalLength(domain, entries)];
  const { start, capacity } = IoVecBufferMut.new(domain);
  return new IoVecBufferMut(domain, { entries, count, length, start, capacity });
}
