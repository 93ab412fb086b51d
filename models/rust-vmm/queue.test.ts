import type { AccessLog } from 'ringproof';
import { describe, expect, test } from 'vitest';
import { concreteDomain as domain, truthOf, valueOf } from '../../src/domain/concrete.ts';
import { ConcreteMemory } from '../../src/memory/concrete.ts';
import type { SplitDeviceState } from '../split-device.ts';
import { Queue } from './queue.ts';

/** A ready queue of size 8 with its areas at 0x1000, 0x2000 and 0x3000. */
function queue(changes: Partial<SplitDeviceState> = {}): Queue {
  return new Queue(domain, {
    maxSize: domain.u16(16),
    size: domain.u16(8),
    ready: domain.bool(true),
    eventIdx: domain.bool(true),
    nextAvail: domain.u16(0),
    nextUsed: domain.u16(65535),
    numAdded: domain.u16(0),
    descTable: domain.u64(0x1000),
    availRing: domain.u64(0x2000),
    usedRing: domain.u64(0x3000),
    ...changes,
  });
}

const memory = (): ConcreteMemory => new ConcreteMemory([{ base: 0x1000n, size: 0x3000n }]);

/** Kind, address and ordering of each access. */
function accesses(log: AccessLog): string[] {
  return log.map((access) =>
    [
      access.kind,
      ...('address' in access ? [`0x${valueOf(access.address).toString(16)}`] : []),
      ...('ordering' in access ? [access.ordering] : []),
    ].join(' '),
  );
}

describe('the order of accesses', () => {
  test('should be element, then index with release, in add_used', () => {
    const [q, mem] = [queue(), memory()];

    expect(q.addUsed(mem, domain.u16(3), domain.u32(0x100)).ok).toBe(true);

    expect(accesses(mem.log)).toEqual(['write 0x303c', 'store 0x3002 release']);
    expect(mem.getBytes(0x303cn, 8)).toEqual(Uint8Array.of(3, 0, 0, 0, 0, 1, 0, 0));
    expect(valueOf(q.nextUsed)).toBe(0n);
  });

  test('should be fence, then used_event, in needs_notification', () => {
    const mem = memory();
    queue().needsNotification(mem);
    expect(accesses(mem.log)).toEqual(['fence seq-cst', 'load 0x2014 relaxed']);
  });

  test('should be a fence alone without event index', () => {
    const mem = memory();
    const answer = queue({ eventIdx: domain.bool(false) }).needsNotification(mem);
    expect(accesses(mem.log)).toEqual(['fence seq-cst']);
    expect(answer.ok && truthOf(answer.value)).toBe(true);
  });
});

test('should leave the element and both counters behind where the index can not be stored', () => {
  // The used ring starts 4 bytes below the region: its header is not mapped, its elements are.
  const mem = new ConcreteMemory([{ base: 0x3004n, size: 0x100n }]);
  const q = queue({ nextUsed: domain.u16(0) });

  const result = q.addUsed(mem, domain.u16(1), domain.u32(2));

  expect(!result.ok && result.error.kind).toBe('GuestMemory');
  expect([q.nextUsed, q.numAdded].map(valueOf)).toEqual([1n, 1n]);
  expect(accesses(mem.log)).toEqual(['write 0x3004']);
});

test('should give a state that stays as it is when the queue goes on', () => {
  const q = queue();
  const { state } = q;
  q.reset();
  expect(valueOf(state.size)).toBe(8n);
  expect(valueOf(q.state.size)).toBe(16n);
});
