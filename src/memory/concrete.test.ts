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

/** The value or error of a result, with the numbers that its words hold; `null` for no value. */
function plain(result: { ok: boolean; value?: unknown; error?: unknown }): unknown {
  return numbersIn(result.ok ? (result.value ?? null) : result.error);
}

function numbersIn(value: unknown): unknown {
  if (isWord(value)) return Number(valueOf(value));
  if (Array.isArray(value)) return value.map(numbersIn);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, numbersIn(one)]));
}

/** The kind of each event of a memory, and why it failed. */
function kinds(mem: ConcreteMemory): readonly string[] {
  return mem.events.all.map((event) => `${event.kind} ${'failure' in event && event.failure?.kind}`);
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
    expect(kinds(mem)).toEqual([`load ${error.kind}`, `store ${error.kind}`]);
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
      mem.events.all.map((access) => [access.kind, 'completed' in access && valueOf(access.completed)]),
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
    expect(kinds(mem)).toEqual(['write InvalidGuestAddress', 'read InvalidGuestAddress']);
  });
});

describe('the event list', () => {
  test('should hold accesses and fences in program order', () => {
    const mem = memory();
    mem.write(u64(0x1000), [domain.u32(1)]);
    mem.fence('seq-cst');
    mem.load(u64(0x1000), 16, 'acquire');
    mem.store(u64(0x1002), domain.u16(7), 'release');
    mem.peek(u64(0x1000));

    const about = { side: 'device', memory: 'memory', failure: null };
    expect(plain({ ok: true, value: mem.events.all })).toEqual([
      { ...about, id: 0, kind: 'write', address: 0x1000, length: 4, values: [1], completed: 4 },
      { id: 1, side: 'device', kind: 'fence', ordering: 'seq-cst' },
      { ...about, id: 2, kind: 'load', address: 0x1000, width: 16, ordering: 'acquire', value: 1 },
      { ...about, id: 3, kind: 'store', address: 0x1002, width: 16, ordering: 'release', value: 7 },
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

  test.each([
    [0x1000, 0x13, true],
    [0x1000, 0x14, false],
    [0x1012, 2, false],
    [0x1013, 0x0d, true],
    [0x1020, 0, false],
    [0x1fff, 3, false],
    [0x2020, 0, true],
    [0x2021, 0, false],
  ])('should know whether %i and %i bytes on lie in one region: %s', (address, length, inside) => {
    expect(truthOf(memory().checkSlice(u64(address), u64(length)))).toBe(inside);
  });

  test('should take a length beyond the last address for too long', () => {
    expect(truthOf(memory().checkSlice(u64(0x1000), u64(2n ** 64n - 1n)))).toBe(false);
    expect(truthOf(memory().checkRange(u64(0x1000), u64(2n ** 64n - 1n)))).toBe(false);
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
    expect(before.differences(mem.snapshot())).toEqual([0x1002n, 0x1003n]);
  });

  test('should tell where it differs from another one, whichever is older, and where there is memory', () => {
    const mem = new ConcreteMemory(memory().regions, () => new Map([[0x1020n, 5]]));
    const first = mem.snapshot();
    mem.store(u64(0x1002), domain.u16(0x0101), 'relaxed');
    const second = mem.snapshot();
    mem.store(u64(0x1002), domain.u16(0x0100), 'relaxed');
    mem.havoc('driver', [{ start: u64(0x1020), length: 1 }]);
    const third = mem.snapshot();

    expect(first.differences(second)).toEqual([0x1002n, 0x1003n]);
    expect(second.differences(first)).toEqual([0x1002n, 0x1003n]);
    expect(second.differences(third)).toEqual([0x1002n]);
    expect(third.differences(third)).toEqual([]);
    expect(third.isOfMemoryOf(first)).toBe(true);
    expect(third.isOfMemoryOf(memory().snapshot())).toBe(false);
  });
});

describe('bytes that no region holds', () => {
  const LAST = 2n ** 64n - 1n;

  /** As `memory`, with bytes around the hole at 0x1020 and beyond the last address. */
  function filled(): ConcreteMemory {
    const mem = memory();
    mem.fill(
      new Map([
        [0x101en, 1],
        [0x101fn, 2],
        [0x1020n, 3],
        [0x1021n, 4],
        [LAST, 5],
        [LAST + 1n, 6],
      ]),
    );
    return mem;
  }

  test('should be seen by who looks, also in snapshots and in a read that is cut', () => {
    const mem = filled();
    expect(valueOf(mem.peekWord(u64(0x101e), 32))).toBe(0x04030201n);
    expect(valueOf(mem.snapshot().peek(u64(0x1020)))).toBe(3n);
    expect(valueOf(mem.peekWord(u64(LAST), 16))).toBe(0x0605n);
    mem.read(u64(0x101e), [32]);
    const [read] = mem.events.all;
    expect(read?.kind === 'read' && read.values.map(valueOf)).toEqual([0x04030201n]);
  });

  test('should be neither read nor changed by an access, which fails as without them', () => {
    const mem = filled();
    expect(plain(mem.load(u64(0x1020), 8, 'relaxed'))).toEqual({
      kind: 'InvalidGuestAddress',
      address: 0x1020,
    });
    expect(mem.store(u64(0x1020), domain.u8(9), 'relaxed').ok).toBe(false);
    expect(mem.write(u64(0x101e), [domain.u32(0x09090909)]).ok).toBe(false);
    expect(mem.transfer({ address: u64(0x1000) }, { address: u64(0x101f) }, u64(2)).ok).toBe(false);
    expect(truthOf(mem.accessible(u64(0x1020), 8))).toBe(false);
    expect(mem.getBytes(0x101en, 4)).toEqual(bytes(9, 0, 3, 4));
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

describe('what the other side writes', () => {
  const written = new Map([
    [0x1001n, 7],
    [0x1002n, 0],
    [0x2000n, 9],
    [0x2001n, 8],
  ]);
  const everything = { start: u64(0), length: 2n ** 64n - 1n };

  test('should replace the bytes of its ranges, also in holes, by 0 where it says nothing', () => {
    const mem = new ConcreteMemory(memory().regions, (name) => (name === 'driver' ? written : new Map()));
    mem.setBytes(0x1000n, bytes(1, 7, 3, 4));
    const before = mem.snapshot();

    mem.havoc('driver', [
      { start: u64(0x1001), length: u64(2) },
      { start: u64(0x1fff), length: 2 },
    ]);
    expect(mem.getBytes(0x1000n, 4)).toEqual(bytes(1, 7, 0, 4));
    expect(mem.getBytes(0x2000n, 2)).toEqual(bytes(9, 0));
    mem.havoc('driver', [everything]);
    expect(mem.getBytes(0x1000n, 4)).toEqual(bytes(0, 7, 0, 0));
    expect(mem.getBytes(0x2000n, 2)).toEqual(bytes(9, 8));
    expect(before.differences(mem.snapshot())).toEqual([0x1000n, 0x1002n, 0x1003n, 0x2001n]);
    expect(valueOf(before.peekWord(u64(0x1000), 32))).toBe(0x04030701n);
    expect(mem.events.all).toMatchObject([
      { kind: 'other-side', side: 'driver', name: 'driver', ranges: [{}, { length: 2 }] },
      { kind: 'other-side', ranges: [everything] },
    ]);
  });
});

describe('a transfer', () => {
  test('should run on into a touching region, and stop at a gap on either side', () => {
    const [mem, buffer] = [memory(), new ConcreteMemory([{ base: 0n, size: 16n }])];
    mem.setBytes(
      0x1000n,
      Uint8Array.from({ length: 0x20 }, (_, i) => i + 1),
    );

    const whole = mem.transfer({ address: u64(0x1010) }, { memory: buffer, address: u64(4) }, u64(6));
    expect(plain(whole)).toBe(null);
    expect(buffer.getBytes(2n, 9)).toEqual(bytes(0, 0, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0));
    const cut = mem.transfer({ address: u64(0x101e) }, { memory: buffer, address: u64(0) }, u64(2n ** 63n));
    expect(cut).toMatchObject({ ok: false, error: { kind: 'PartialBuffer' } });
    expect(!cut.ok && cut.error.kind === 'PartialBuffer' && valueOf(cut.error.completed)).toBe(2n);
    const full = mem.transfer({ address: u64(0x1000) }, { memory: buffer, address: u64(15) }, u64(2));
    expect(!full.ok && full.error.kind === 'PartialBuffer' && valueOf(full.error.completed)).toBe(1n);
    expect(buffer.getBytes(0n, 3)).toEqual(bytes(0x1f, 0x20, 0));
    expect(buffer.getBytes(15n, 2)).toEqual(bytes(1, 0));
  });

  test('should name the first byte that is mapped on neither side', () => {
    const [mem, buffer] = [memory(), new ConcreteMemory([{ base: 0n, size: 16n }])];
    const from = (address: number, to: number, length = 1) =>
      plain(mem.transfer({ address: u64(address) }, { memory: buffer, address: u64(to) }, u64(length)));
    expect(from(0x1020, 16)).toEqual({ kind: 'InvalidGuestAddress', address: 0x1020 });
    expect(from(0x1000, 16)).toEqual({ kind: 'InvalidGuestAddress', address: 16 });
    expect(from(0x1020, 16, 0)).toBe(null);
    expect([...kinds(mem), ...kinds(buffer)]).toEqual([
      ...['read InvalidGuestAddress', 'read InvalidGuestAddress'],
      ...['write InvalidGuestAddress', 'write InvalidGuestAddress'],
    ]);
  });

  test('should be an event of both memories, without values, and cost nothing for bytes that are 0', () => {
    const huge = { base: 0n, size: 2n ** 60n };
    const [mem, buffer] = [new ConcreteMemory([huge]), new ConcreteMemory([huge])];
    mem.setBytes(2n ** 59n, bytes(5));
    buffer.setBytes(3n, bytes(6));
    mem.transfer({ address: u64(0) }, { memory: buffer, address: u64(1) }, u64(2n ** 59n + 1n));
    expect(buffer.getBytes(0n, 8)).toEqual(bytes(0, 0, 0, 0, 0, 0, 0, 0));
    expect(buffer.getBytes(2n ** 59n + 1n, 1)).toEqual(bytes(5));
    expect([...mem.events.all, ...buffer.events.all].map(({ kind }) => kind)).toEqual(['read', 'write']);
  });
});

describe('rewinding', () => {
  test('should give back the content of a snapshot, and leave all snapshots and events as they are', () => {
    const mem = memory();
    mem.setBytes(0x1000n, bytes(1, 2));
    const before = mem.snapshot();
    mem.write(u64(0x1001), [domain.u16(0x0908)]);
    const after = mem.snapshot();

    mem.rewind(before);

    expect(mem.getBytes(0x1000n, 3)).toEqual(bytes(1, 2, 0));
    expect(before.differences(mem.snapshot())).toEqual([]);
    expect(after.differences(mem.snapshot())).toEqual([0x1001n, 0x1002n]);
    expect(mem.events.all.map(({ kind }) => kind)).toEqual(['write']);
    mem.rewind(after);
    expect(mem.getBytes(0x1000n, 3)).toEqual(bytes(1, 8, 9));
  });

  test('should refuse snapshots of another memory', () => {
    expect(() => memory().rewind(memory().snapshot())).toThrow('compare two contents of one memory');
  });
});
