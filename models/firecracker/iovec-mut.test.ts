import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concreteDomain as domain, valueOf } from '../../src/domain/concrete.ts';
import { ConcreteMemory } from '../../src/memory/concrete.ts';
import { chainOf, memory, readable, writable } from './iovec.fixture.ts';
import { outcome, trapOf, value } from './queue.fixture.ts';

const WRITE = 2;
const u64 = (n: number) => domain.u64(n);
const bases = (vector: ReturnType<typeof writable>) =>
  vector.entries.map(({ base }) => Number(valueOf(base)));

describe('chains', () => {
  test('should stand one after the other, and be dropped at either end', () => {
    const [mem, vector] = [memory(), writable()];
    const first = value(
      vector.append(
        mem,
        chainOf(
          mem,
          [
            [0x1000, 1],
            [0x1001, 2],
          ],
          WRITE,
        ),
      ),
    );
    const second = value(vector.append(mem, chainOf(mem, [[0x2000, 4]], WRITE)));
    expect([first.entries, valueOf(first.length), valueOf(first.head)]).toEqual([2, 3n, 0n]);
    expect(bases(vector)).toEqual([0x1000, 0x1001, 0x2000]);
    expect(valueOf(vector.length)).toBe(7n);

    vector.dropFront(first);
    expect(bases(vector)).toEqual([0x2000]);
    expect([vector.start, vector.count, vector.length].map(valueOf)).toEqual([2n, 1n, 4n]);
    value(vector.append(mem, chainOf(mem, [[0x3000, 8]], WRITE)));
    vector.dropBack(second);
    expect(bases(vector)).toEqual([0x2000]);
    expect(valueOf(vector.length)).toBe(8n);
    expect(trapOf(() => vector.dropFront(first))).toBe('panic');
    expect(trapOf(() => vector.dropBack(first))).toBe('panic');
    expect(bases(vector)).toEqual([0x2000]);
  });

  test.each([
    ['ReadOnlyDescriptor', [0x3000, 4, 0]],
    ['GuestMemory', [0x7ffd, 4]],
  ] as const)('should leave what was there before when one is refused with %s', (kind, bad) => {
    const [mem, vector] = [memory(), writable()];
    value(vector.append(mem, chainOf(mem, [[0x1000, 1]], WRITE)));

    expect(outcome(vector.append(mem, chainOf(mem, [[0x2000, 2], bad], WRITE)))).toBe(kind);

    expect(bases(vector)).toEqual([0x1000]);
    expect([vector.length, vector.count].map(valueOf)).toEqual([1n, 1n]);
    expect(outcome(vector.load(mem, chainOf(mem, [[0x2000, 2], bad], WRITE)))).toBe(kind);
    expect([vector.length, vector.count].map(valueOf)).toEqual([0n, 0n]);
  });

  test('should be 256 entries at most', () => {
    const [mem, vector] = [memory(), writable()];
    const long = (n: number) => Array.from({ length: n }, (_, i) => [0x1000 + i, 1] as const);
    expect(outcome(vector.append(mem, chainOf(mem, long(257), WRITE)))).toBe('IovDequeOverflow');
    expect(vector.entries).toEqual([]);
    expect(outcome(vector.append(mem, chainOf(mem, long(256), WRITE)))).toBe('ok');
    expect(outcome(vector.append(mem, chainOf(mem, long(1), WRITE)))).toBe('IovDequeOverflow');
    expect(valueOf(vector.length)).toBe(256n);
  });

  test('should not be longer than 2^32 − 1 bytes, alone or together', () => {
    const mem = new ConcreteMemory([
      { base: 0x10000n, size: 0x2000n },
      { base: 0x1_0000_0000n, size: 0x1_0000_0000n },
    ]);
    const [half, vector] = [[0x1_0000_0000, 0x8000_0000] as const, writable()];
    expect(outcome(vector.append(mem, chainOf(mem, [half, half], WRITE)))).toBe('OverflowedDescriptor');
    expect(vector.entries).toEqual([]);
    value(vector.append(mem, chainOf(mem, [half], WRITE)));
    expect(outcome(vector.append(mem, chainOf(mem, [half], WRITE)))).toBe('OverflowedDescriptor');
    expect(vector.entries).toHaveLength(1);
    expect(valueOf(vector.length)).toBe(0x8000_0000n);
  });
});

const slice = fc.record({ base: fc.nat({ max: 60 }), len: fc.nat({ max: 20 }) });
const numbers = fc.nat({ max: 90 });

/** The bytes of an entry-by-entry copy, on plain arrays: which address each byte of the vector lies at. */
function addresses(slices: readonly { base: number; len: number }[]): number[] {
  return slices.flatMap(({ base, len }) => Array.from({ length: len }, (_, i) => 0x1000 + base + i));
}

test('should read and write what an array of addresses says, overlapping entries or not', () => {
  fc.assert(
    fc.property(fc.array(slice, { maxLength: 6 }), numbers, numbers, (slices, offset, wanted) => {
      const entries = slices.map(({ base, len }) => ({ base: u64(0x1000 + base), len: domain.u32(len) }));
      const guest = Array.from({ length: 80 }, (_, i) => i + 1);
      const data = Array.from({ length: 90 }, (_, i) => 0xff - i);
      const at = addresses(slices).slice(offset, offset + wanted);

      const [mem, buffer] = [memory(), new ConcreteMemory([{ base: 0x20n, size: 90n }])];
      mem.setBytes(0x1000n, Uint8Array.from(guest));
      const place = { memory: buffer, address: u64(0x20) };
      const read = value(readable(entries).copy(mem, place, u64(offset), u64(wanted)));
      const gathered = [...at.map((address) => guest[address - 0x1000] ?? 0)];
      expect([...buffer.getBytes(0x20n, 90)]).toEqual([
        ...gathered,
        ...new Array<number>(90 - at.length).fill(0),
      ]);

      buffer.setBytes(0x20n, Uint8Array.from(data));
      const written = value(writable(entries).copy(mem, place, u64(offset), u64(wanted)));
      at.forEach((address, i) => (guest[address - 0x1000] = data[i] ?? 0));
      expect([...mem.getBytes(0x1000n, 80)]).toEqual(guest);
      expect([read, written].map(valueOf)).toEqual([BigInt(at.length), BigInt(at.length)]);
    }),
  );
});

test('should insist on writing all bytes when asked to', () => {
  const [mem, vector] = [memory(), writable([{ base: u64(0x1000), len: domain.u32(4) }])];
  const place = { address: u64(0x2000) };
  expect(outcome(vector.copyAll(mem, place, u64(1), u64(3)))).toBe('ok');
  expect(outcome(vector.copyAll(mem, place, u64(1), u64(4)))).toBe('PartialBuffer');
  expect(outcome(vector.copyAll(mem, place, u64(4), u64(1)))).toBe('OutOfBounds');
  expect(trapOf(() => vector.copyAll(mem, { address: u64(0xa000) }, u64(0), u64(1)))).toBe('host pointer');
});
