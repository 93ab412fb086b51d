import { err, ok } from 'ringproof';
import { describe, expect, test } from 'vitest';
import { concreteDomain as domain, valueOf } from '../../src/domain/concrete.ts';
import { ConcreteMemory } from '../../src/memory/concrete.ts';
import type { IoVec } from 'ringproof/virtio/io-vector';
import { chainOf, memory, readable } from './iovec.fixture.ts';
import { outcome, putDescriptor, trapOf, value } from './queue.fixture.ts';

const pieces = (entries: readonly IoVec[]) =>
  entries.map(({ base, len }) => [valueOf(base), valueOf(len)].map(Number));
const at = (address: number) => ({ address: domain.u64(address) });
const u64 = (n: number) => domain.u64(n);

describe('loading', () => {
  test('should take the whole chain, empty buffers included', () => {
    const [mem, vector] = [memory(), readable()];
    const chain = chainOf(
      mem,
      [
        [0x2000, 0x10],
        [0x3000, 0],
        [0x7ff0, 0x10],
      ],
      0,
    );

    expect(outcome(vector.load(mem, chain))).toBe('ok');

    expect(pieces(vector.entries)).toEqual([
      [0x2000, 0x10],
      [0x3000, 0],
      [0x7ff0, 0x10],
    ]);
    expect(valueOf(vector.length)).toBe(0x20n);
    vector.load(mem, chainOf(mem, [[0x4000, 3]], 0));
    expect(pieces(vector.entries)).toEqual([[0x4000, 3]]);
  });

  test.each([
    ['WriteOnlyDescriptor', [0x3000, 4, 2]],
    ['GuestMemory', [0x7ffd, 4]],
    ['GuestMemory', [0x9000, 0]],
  ] as const)('should refuse with %s, and keep what came before', (kind, bad) => {
    const [mem, vector] = [memory(), readable()];
    expect(outcome(vector.load(mem, chainOf(mem, [[0x2000, 0x10], bad, [0x3000, 1]], 0)))).toBe(kind);
    expect(pieces(vector.entries)).toEqual([[0x2000, 0x10]]);
    expect(valueOf(vector.length)).toBe(0x10n);
  });

  test('should keep the entry that made the length overflow, uncounted', () => {
    const mem = new ConcreteMemory([
      { base: 0x10000n, size: 0x2000n },
      { base: 0x1_0000_0000n, size: 0x1_0000_0000n },
    ]);
    const half = [0x1_0000_0000, 0x8000_0000] as const;
    const vector = readable();

    expect(outcome(vector.load(mem, chainOf(mem, [half, half], 0)))).toBe('OverflowedDescriptor');

    expect(vector.entries).toHaveLength(2);
    expect(valueOf(vector.length)).toBe(0x8000_0000n);
    const most = [0x1_0000_0000, 0x7fff_ffff] as const;
    expect(outcome(vector.load(mem, chainOf(mem, [half, most], 0)))).toBe('ok');
    expect(valueOf(vector.length)).toBe(0xffff_ffffn);
  });

  test('should end where the walk fails, and keep what came before', () => {
    const [mem, vector] = [memory(), readable()];
    const [first, none] = [{ addr: u64(0x2000), len: domain.u32(1) }, domain.u16(0)];
    const steps = [ok({ ...first, flags: none, next: none }), err({ kind: 'Loop' } as const)];
    const chain = { head: none, walk: () => ({ next: () => steps.shift() ?? ok(undefined) }) };

    expect(vector.load(mem, chain)).toMatchObject({ error: { kind: 'Chain', cause: { kind: 'Loop' } } });

    expect(pieces(vector.entries)).toEqual([[0x2000, 1]]);
  });

  test('should trap where the table cannot be read', () => {
    const chain = chainOf(memory(), [], 0);
    const mem = new ConcreteMemory([{ base: 0x10000n, size: 0x18n }]);
    putDescriptor(mem, 0, [0x10000, 1, 1, 1], 0x10000);
    expect(trapOf(() => readable().load(mem, chain))).toBe('host pointer');
  });
});

describe('reading', () => {
  const entries = [
    { base: domain.u64(0x2000), len: domain.u32(3) },
    { base: domain.u64(0x3000), len: domain.u32(0) },
    { base: domain.u64(0x2001), len: domain.u32(4) },
  ];
  const filled = () => {
    const mem = memory();
    mem.setBytes(0x2000n, Uint8Array.of(1, 2, 3, 4, 5));
    return mem;
  };
  const bytes = (mem: ConcreteMemory) => [...mem.getBytes(0x4000n, 8)];

  test.each([
    [0, 7, 7, [1, 2, 3, 2, 3, 4, 5, 0]],
    [0, 8, 7, [1, 2, 3, 2, 3, 4, 5, 0]],
    [2, 2, 2, [3, 2, 0, 0, 0, 0, 0, 0]],
    [3, 9, 4, [2, 3, 4, 5, 0, 0, 0, 0]],
    [7, 1, 0, [0, 0, 0, 0, 0, 0, 0, 0]],
    [1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]],
  ])('should copy from offset %i of %i wanted bytes %i', (offset, wanted, expected, content) => {
    const [mem, vector] = [filled(), readable(entries)];
    expect(valueOf(value(vector.copy(mem, at(0x4000), u64(offset), u64(wanted))))).toBe(BigInt(expected));
    expect(bytes(mem)).toEqual(content);
  });

  test('should copy into another memory', () => {
    const buffer = new ConcreteMemory([{ base: 0n, size: 4n }]);
    const place = { memory: buffer, address: u64(1) };
    expect(outcome(readable(entries).copyAll(filled(), place, u64(2), u64(3)))).toBe('ok');
    expect([...buffer.getBytes(0n, 4)]).toEqual([0, 3, 2, 3]);
  });

  test('should insist on all bytes when asked to', () => {
    const [mem, vector] = [filled(), readable(entries)];
    expect(vector.copyAll(mem, at(0x4000), u64(4), u64(4))).toEqual({
      ok: false,
      error: { kind: 'PartialBuffer', expected: u64(4), completed: u64(3) },
    });
    expect(bytes(mem).slice(0, 4)).toEqual([3, 4, 5, 0]);
    expect(outcome(vector.copyAll(mem, at(0x4000), u64(7), u64(0)))).toBe('OutOfBounds');
    expect(outcome(vector.copyAll(mem, at(0x4000), u64(6), u64(0)))).toBe('ok');
  });

  test('should trap at an entry that leaves its region, and at a buffer that is not there', () => {
    const across = [{ base: domain.u64(0x7ffe), len: domain.u32(4) }];
    const vector = readable(across);
    const trap = (peer: number, wanted: number) =>
      trapOf(() => vector.copy(memory(), at(peer), u64(0), u64(wanted)));
    expect([trap(0x4000, 2), trap(0x4000, 4), trap(0x9000, 2)]).toEqual([
      'none',
      'host pointer',
      'host pointer',
    ]);
  });
});
