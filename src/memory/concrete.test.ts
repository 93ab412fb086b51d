import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concreteDomain as domain, truthOf, valueOf } from '../domain/concrete.ts';
import type { Width } from '../domain/width.ts';
import type { Word } from '../domain/word.ts';
import { ConcreteMemory } from './concrete.ts';

const u64 = (value: bigint | number): Word<64> => domain.u64(value);
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

/** Two touching regions, a gap, and a region with an odd base. */
function memory(): ConcreteMemory {
  return new ConcreteMemory([
    { base: 0x1000n, size: 0x13n },
    { base: 0x1013n, size: 0x0dn },
    { base: 0x2001n, size: 0x20n },
  ]);
}

/** A result with the numbers that its words hold. */
function plain(result: { ok: boolean; value?: unknown; error?: unknown }): unknown {
  return JSON.parse(
    JSON.stringify(result.ok ? (result.value ?? null) : result.error, (_, value: unknown) =>
      isWord(value) ? Number(valueOf(value)) : value,
    ),
  );
}

function isWord(value: unknown): value is Word<Width> {
  return typeof value === 'object' && value !== null && 'checkedAdd' in value;
}

describe('a unit access', () => {
  test('should be little-endian', () => {
    const mem = memory();
    mem.setBytes(0x1000n, bytes(1, 2, 3, 4, 5, 6, 7, 8));

    expect(plain(mem.load(u64(0x1002), 16, 'relaxed'))).toBe(0x0403);
    expect(plain(mem.load(u64(0x1004), 32, 'acquire'))).toBe(0x08070605);
    mem.store(u64(0x1000), domain.u64(0x1122334455667788n), 'release');
    expect(mem.getBytes(0x1000n, 8)).toEqual(bytes(0x88, 0x77, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11));
  });

  test.each([
    ['in no region', 0x1020, { kind: 'InvalidGuestAddress', address: 0x1020 }],
    ['aligned, in no region', 0x2000, { kind: 'InvalidGuestAddress', address: 0x2000 }],
    ['at an odd offset', 0x1001, { kind: 'InvalidBackendAddress' }],
    ['cut by the end of its region', 0x1012, { kind: 'InvalidBackendAddress' }],
    ['aligned as an address, not in its region', 0x1014, { kind: 'InvalidBackendAddress' }],
    ['aligned as an address, in a region with an odd base', 0x2002, { kind: 'InvalidBackendAddress' }],
  ])('should fail %s, with no effect', (_, address, error) => {
    const mem = memory();
    const start = mem.checkpoint();

    expect(plain(mem.load(u64(address), 16, 'relaxed'))).toEqual(error);
    expect(plain(mem.store(u64(address), domain.u16(0xffff), 'release'))).toEqual(error);
    expect(mem.changesSince(start)).toEqual([]);
    expect(mem.log).toEqual([]);
  });

  test('should be aligned to its own size, from the base of its region', () => {
    const mem = memory();
    expect(mem.load(u64(0x1002), 32, 'relaxed').ok).toBe(false);
    expect(mem.load(u64(0x2005), 32, 'relaxed').ok).toBe(true);
    expect(mem.load(u64(0x1001), 8, 'relaxed').ok).toBe(true);
  });
});

describe('a plain copy', () => {
  test('should run on into a touching region', () => {
    const mem = memory();

    expect(mem.write(u64(0x1011), [domain.u32(0x04030201), domain.u16(0x0605)]).ok).toBe(true);
    expect(mem.getBytes(0x1011n, 6)).toEqual(bytes(1, 2, 3, 4, 5, 6));
    expect(plain(mem.read(u64(0x1011), [16, 32]))).toEqual([0x0201, 0x06050403]);
  });

  test('should leave its first bytes behind where it runs into a gap', () => {
    const mem = memory();
    const start = mem.checkpoint();

    const written = mem.write(u64(0x101d), [domain.u32(0x04030201), domain.u32(5)]);

    const error = { kind: 'PartialBuffer', expected: 8, completed: 3 };
    expect(plain(written)).toEqual(error);
    expect(mem.changesSince(start)).toEqual([{ address: 0x101dn, bytes: bytes(1, 2, 3) }]);
    expect(plain(mem.read(u64(0x101d), [32, 32]))).toEqual(error);
    expect(
      mem.log.map((access) => [access.kind, 'completed' in access && valueOf(access.completed)]),
    ).toEqual([
      ['write', 3n],
      ['read', 3n],
    ]);
  });

  test('should fail where its first byte is not mapped, with no effect', () => {
    const mem = memory();
    const error = { kind: 'InvalidGuestAddress', address: 0x0fff };

    expect(plain(mem.write(u64(0x0fff), [domain.u64(1)]))).toEqual(error);
    expect(plain(mem.read(u64(0x0fff), [64]))).toEqual(error);
    expect(mem.log).toEqual([]);
  });
});

describe('the access log', () => {
  test('should hold accesses and fences in program order', () => {
    const mem = memory();
    mem.write(u64(0x1000), [domain.u32(1)]);
    mem.fence('seq-cst');
    mem.load(u64(0x1000), 16, 'acquire');
    mem.store(u64(0x1002), domain.u16(7), 'release');
    mem.peek(u64(0x1000));

    expect(plain({ ok: true, value: mem.log })).toEqual([
      { kind: 'write', address: 0x1000, values: [1], completed: 4 },
      { kind: 'fence', ordering: 'seq-cst' },
      { kind: 'load', address: 0x1000, width: 16, ordering: 'acquire', value: 1 },
      { kind: 'store', address: 0x1002, width: 16, ordering: 'release', value: 7 },
    ]);
  });
});

describe('ranges and peeks', () => {
  test.each([
    [0x1000, 0x20, true],
    [0x1000, 0x21, false],
    [0x0fff, 1, false],
    [0x1800, 0, true],
    [0x2001, 0x20, true],
  ])('should know whether %i and %i bytes on are mapped: %s', (address, length, mapped) => {
    expect(truthOf(memory().checkRange(u64(address), u64(length)))).toBe(mapped);
  });

  test('should read unmapped bytes as 0', () => {
    const mem = memory();
    mem.setBytes(0x101fn, bytes(0xab));
    expect(valueOf(mem.peekWord(u64(0x101f), 16))).toBe(0xabn);
    expect(valueOf(mem.peek(u64(2n ** 64n - 1n)))).toBe(0n);
  });
});

describe('what properties may ask', () => {
  test.each([
    [0x1000, 16, true],
    [0x1001, 16, false],
    [0x1012, 16, false],
    [0x1012, 8, true],
    [0x2001, 64, true],
    [0x2000, 8, false],
  ] as const)('should know whether %i can be accessed as %i bits: %s', (address, width, possible) => {
    const mem = memory();
    expect(truthOf(mem.accessible(u64(address), width))).toBe(possible);
    expect(mem.load(u64(address), width, 'relaxed').ok).toBe(possible);
  });

  test.each([
    [0x1000, 0x20n],
    [0x101f, 1n],
    [0x1020, 0n],
    [0x2001, 0x20n],
  ])('should know how many bytes from %i on are mapped: %i', (address, length) => {
    expect(valueOf(memory().contiguous(u64(address)))).toBe(length);
  });

  test('should see in a snapshot what was there, however often it was written since', () => {
    const mem = memory();
    mem.setBytes(0x1000n, bytes(1, 2, 3, 4));
    const before = mem.snapshot();
    mem.store(u64(0x1002), domain.u16(0xffff), 'relaxed');
    mem.store(u64(0x1002), domain.u16(0), 'relaxed');

    expect(valueOf(before.peekWord(u64(0x1000), 32))).toBe(0x04030201n);
    expect(valueOf(mem.snapshot().peekWord(u64(0x1000), 32))).toBe(0x0201n);
    expect(before.writtenSince()).toEqual([0x1002n, 0x1003n]);
  });
});

describe('bytes set from outside', () => {
  test('should not be taken where one of them is not mapped', () => {
    const mem = memory();
    const start = mem.checkpoint();
    expect(() => mem.setBytes(0x101en, bytes(1, 2, 3))).toThrow('no region holds address 0x1020');
    expect(mem.changesSince(start)).toEqual([]);
  });

  test('should cost nothing for what is not touched', () => {
    const mem = new ConcreteMemory([{ base: 0n, size: 2n ** 60n }]);
    mem.setBytes(2n ** 60n - 1n, bytes(9));
    expect(valueOf(mem.peek(u64(2n ** 60n - 1n)))).toBe(9n);
  });
});

describe('changes', () => {
  test('should be maximal runs, cut where regions touch', () => {
    const mem = memory();
    const start = mem.checkpoint();
    mem.setBytes(0x1012n, bytes(1, 2, 3));
    mem.setBytes(0x1011n, bytes(4));

    expect(mem.changesSince(start)).toEqual([
      { address: 0x1011n, bytes: bytes(4, 1) },
      { address: 0x1013n, bytes: bytes(2, 3) },
    ]);
  });

  test('should leave out bytes that have their old value, also in the middle of a write', () => {
    const mem = memory();
    mem.setBytes(0x1000n, bytes(1, 2, 3));
    const start = mem.checkpoint();
    mem.setBytes(0x1000n, bytes(9, 2, 9));
    mem.setBytes(0x1000n, bytes(1));

    expect(mem.changesSince(start)).toEqual([{ address: 0x1002n, bytes: bytes(9) }]);
  });

  test('should be what differs from a full copy, and be undone by a rollback', () => {
    const write = fc.tuple(
      fc.integer({ min: 0, max: 28 }),
      fc.uint8Array({ minLength: 1, maxLength: 4, max: 2 }),
    );
    fc.assert(
      fc.property(fc.array(write), fc.array(write), (before, after) => {
        const mem = memory();
        const apply = (writes: typeof before): void =>
          writes.forEach(([offset, values]) => mem.setBytes(0x1000n + BigInt(offset), values));
        apply(before);
        const [start, old] = [mem.checkpoint(), mem.getBytes(0x1000n, 32)];
        apply(after);

        const patched = Uint8Array.from(old);
        for (const run of mem.changesSince(start)) {
          const offset = Number(run.address - 0x1000n);
          run.bytes.forEach((byte, i) => expect(byte).not.toBe(old[offset + i]));
          patched.set(run.bytes, offset);
        }
        expect(patched).toEqual(mem.getBytes(0x1000n, 32));
        mem.rollback(start);
        expect(mem.getBytes(0x1000n, 32)).toEqual(old);
        expect(mem.changesSince(start)).toEqual([]);
      }),
    );
  });
});
