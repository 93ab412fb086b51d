import fc from 'fast-check';
import { expect, test } from 'vitest';
import { concreteDomain as domain, truthOf, valueOf } from '../../src/domain/concrete.ts';
import type { ConcreteMemory } from '../../src/memory/concrete.ts';
import { AVAIL_RING, DESC_TABLE, memory, put16, queue, USED_RING } from './queue.fixture.ts';
import type { Queue } from './queue.ts';
import { ReferenceQueue } from './reference-queue.fixture.ts';

type Step = readonly [
  'pop' | 'undo' | 'add' | 'publish' | 'kick' | 'enable' | 'avail' | 'idx' | 'event' | 'descriptor',
  number,
  number,
];

const steps = fc.array(
  fc.tuple(
    fc.constantFrom(
      ...(['pop', 'pop', 'undo', 'add', 'add', 'publish', 'kick', 'enable'] as const),
      ...(['avail', 'avail', 'avail', 'idx', 'event', 'descriptor', 'descriptor'] as const),
    ),
    fc.nat(18),
    fc.nat(0xffffffff),
  ),
  { minLength: 20, maxLength: 120 },
);

/** Words that the driver writes in a step, by address. */
function driverWrites([what, small, large]: Step, { size, get16 }: Reference): readonly [number, number][] {
  const idx = get16(AVAIL_RING + 2);
  switch (what) {
    case 'avail':
      return [
        [AVAIL_RING + 4 + 2 * (idx % size), small % (size + 1)],
        [AVAIL_RING + 2, (idx + 1) % 65536],
      ];
    case 'idx':
      return [[AVAIL_RING + 2, (idx + small + 65527) % 65536]];
    case 'event':
      return [[AVAIL_RING + 4 + 2 * size, (get16(USED_RING + 2) + small + 65527) % 65536]];
    case 'descriptor': {
      const at = DESC_TABLE + 16 * (small % size);
      return [
        [at + 12, large % 4],
        [at + 14, (large >>> 8) % (size + 1)],
      ];
    }
    default:
      return [];
  }
}

interface Reference {
  readonly size: number;
  readonly get16: (address: number) => number;
}

/** What the model answers to a step of the device's. */
function device([what, small, large]: Step, q: Queue, mem: ConcreteMemory): unknown {
  switch (what) {
    case 'pop': {
      const chain = q.pop(mem);
      if (!chain.ok) return 'error';
      if (chain.value === undefined) return 'none';
      const indices = [];
      for (let at = chain.value; ;) {
        indices.push(Number(valueOf(at.index)));
        const next = at.nextDescriptor(mem);
        if (next === undefined) return indices;
        at = next;
      }
    }
    case 'undo':
      return q.undoPop();
    case 'add':
      return q.addUsed(mem, domain.u16(small), domain.u32(large)).ok;
    case 'publish':
      return q.advanceUsedRingIdx(mem);
    case 'kick':
      return truthOf(q.prepareKick(mem));
    case 'enable': {
      const answer = q.tryEnableNotification(mem);
      return answer.ok ? truthOf(answer.value) : 'error';
    }
    default:
      return undefined;
  }
}

/** What the reference answers to it. */
function expected([what, small, large]: Step, reference: ReferenceQueue): unknown {
  switch (what) {
    case 'pop':
      return reference.pop();
    case 'undo':
      return void (reference.avail = (reference.avail + 65535) % 65536);
    case 'add':
      return reference.add(small, large);
    case 'publish':
      return reference.publish();
    case 'kick':
      return reference.kick();
    case 'enable':
      return reference.enable();
    default:
      return undefined;
  }
}

/** Strings are compared sooner than arrays of so many bytes. */
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

test('should do what a queue on plain numbers does, step by step, whatever the driver writes', () => {
  const sizes = fc.constantFrom(1, 2, 4, 16);
  fc.assert(
    fc.property(sizes, fc.constantFrom(0, 5, 65530), steps, (size, start, trace) => {
      const reference = new ReferenceQueue(size, start);
      const [index, mem] = [domain.u16(start), memory()];
      const q = queue({ size: domain.u16(size), nextAvail: index, nextUsed: index });
      reference.put16(AVAIL_RING + 2, start);
      put16(mem, AVAIL_RING + 2, start);

      for (const step of trace) {
        const view = { size, get16: (address: number) => reference.get16(address) };
        for (const [address, word] of driverWrites(step, view)) {
          reference.put16(address, word);
          put16(mem, address, word);
        }
        expect(device(step, q, mem)).toEqual(expected(step, reference));
        expect([q.nextAvail, q.nextUsed, q.numAdded].map((word) => Number(valueOf(word)))).toEqual([
          reference.avail,
          reference.used,
          reference.added,
        ]);
      }
      expect(hex(mem.getBytes(BigInt(DESC_TABLE), 0x3000))).toBe(hex(reference.bytes));
    }),
    { numRuns: 300 },
  );
});
