import { describe, expect, test } from 'vitest';
import { boolInput, integerInput, powerOfTwoInput, wordInput, type Input } from '../proof/inputs.ts';
import { EVERYTHING } from '../context/memory-variants.ts';
import { shrinkBytes } from './shrink-bytes.ts';
import { goalsOf, inSizeOrder, shrinkInputs, type Breaks } from './shrink-inputs.ts';
import type { Touched } from '../context/traced-memory.ts';
import { remembered } from './remembered.ts';
import { shrinkRegions } from './shrink-regions.ts';
import type { ConcreteMemoryState, ConcreteState } from '../context/concrete-state.ts';

const NO_BYTES: ReadonlyMap<bigint, number> = new Map();

function start(
  inputs: Readonly<Record<string, bigint | boolean>>,
  ram: ConcreteMemoryState = EVERYTHING,
): ConcreteState {
  return { inputs: new Map(Object.entries(inputs)), memories: new Map([['ram', ram]]) };
}

const declare = (...inputs: readonly Input[]) => inputs.map((input) => ({ input }));
const word = ({ inputs }: ConcreteState, name: string): bigint => BigInt(inputs.get(name) ?? 0);

describe('inputs', () => {
  const shrunk = (from: ConcreteState, inputs: readonly Input[], breaks: Breaks) =>
    Object.fromEntries(shrinkInputs(from, declare(...inputs), breaks).inputs);

  test('should come with sizes first, else as declared', () => {
    const inputs = declare(
      wordInput('a', 8),
      powerOfTwoInput('size', 8),
      boolInput('b'),
      powerOfTwoInput('more', 8),
    );
    expect(inSizeOrder(inputs).map(({ input }) => input.name)).toEqual(['size', 'more', 'a', 'b']);
  });

  test('should become their least where the property allows it', () => {
    const inputs = [
      wordInput('a', 16, { min: 5 }),
      boolInput('b'),
      powerOfTwoInput('s', 64),
      integerInput('i'),
    ];
    expect(shrunk(start({ a: 700n, b: true, s: 32n, i: -9n }), inputs, () => true)).toEqual({
      a: 5n,
      b: false,
      s: 1n,
      i: 0n,
    });
  });

  test('should stop where they stop breaking', () => {
    const inputs = [wordInput('a', 64, { multipleOf: 2, min: 2, max: 4 })];
    expect(shrunk(start({ a: 4n }), inputs, (state) => word(state, 'a') === 4n)).toEqual({ a: 4n });
    expect(shrunk(start({ a: 9999n }), [wordInput('a', 32)], (state) => word(state, 'a') > 1234n)).toEqual({
      a: 1235n,
    });
    expect(shrunk(start({ i: -999n }), [integerInput('i')], (state) => word(state, 'i') < -4n)).toEqual({
      i: -5n,
    });
  });

  test('should become smaller together where sizes bound each other', () => {
    const inputs = [powerOfTwoInput('max', 32768), powerOfTwoInput('size', 32768), wordInput('head', 16)];
    const breaks: Breaks = (state) =>
      word(state, 'size') <= word(state, 'max') && word(state, 'head') === word(state, 'size');
    expect(shrunk(start({ max: 64n, size: 16n, head: 16n }), inputs, breaks)).toEqual({
      max: 1n,
      size: 1n,
      head: 1n,
    });
  });

  test('should not become larger again where another one that is made smaller takes them along', () => {
    const inputs = [powerOfTwoInput('size', 32768), wordInput('a', 16), wordInput('b', 16)];
    let runs = 0;
    const breaks: Breaks = (state) => {
      if ((runs += 1) > 1000) throw new Error('there is no end of it');
      return BigInt.asUintN(16, word(state, 'a') - word(state, 'b')) > word(state, 'size');
    };
    expect(shrunk(start({ size: 1n, a: 65_535n, b: 0n }), inputs, breaks)).toEqual({
      ...{ size: 1n, a: 0n, b: 1n },
    });
  });

  test('should lie on pages of their own where they are addresses', () => {
    const inputs = [
      wordInput('a', 64, { multipleOf: 16 }),
      wordInput('x', 64),
      wordInput('b', 64, { multipleOf: 4 }),
    ];
    expect(shrunk(start({ a: 16n, x: 16n, b: 16n }), inputs, () => true)).toEqual({
      a: 0x1000n,
      x: 0n,
      b: 0x2000n,
    });
    // Where that does not do, they are small.
    expect(
      shrunk(start({ a: 0n, x: 0n, b: 64n }), inputs, (state) => word(state, 'b') < 0x100n),
    ).toMatchObject({ b: 0n });
  });

  test('should move the bytes that follow an address with it', () => {
    const ram = {
      regions: [{ base: 0x100n, size: 0x200n }],
      bytes: new Map([
        [0x104n, 7],
        [0x204n, 9],
      ]),
    };
    const inputs = [wordInput('a', 64, { multipleOf: 16 }), wordInput('b', 64, { multipleOf: 16 })];
    const byteAt = ({ memories }: ConcreteState, at: bigint): number | undefined =>
      memories.get('ram')?.bytes.get(at);
    const breaks: Breaks = (state) =>
      byteAt(state, word(state, 'a') + 4n) === 7 && byteAt(state, word(state, 'b') + 4n) === 9;
    expect(shrunk(start({ a: 0x100n, b: 0x200n }, ram), inputs, breaks)).toEqual({ a: 0x1000n, b: 0x2000n });
  });

  test('should take along a word of memory that an index goes with', () => {
    const ram = {
      regions: [{ base: 0n, size: 0x20n }],
      bytes: new Map([
        [8n, 0x34],
        [9n, 0x12],
        [16n, 1],
      ]),
    };
    const breaks: Breaks = ({ inputs, memories }) => {
      const bytes = memories.get('ram')?.bytes;
      return (
        inputs.get('i') === BigInt((bytes?.get(8n) ?? 0) + 256 * (bytes?.get(9n) ?? 0)) &&
        bytes?.get(16n) === 1
      );
    };
    expect(shrunk(start({ i: 0x1234n }, ram), [wordInput('i', 16)], breaks)).toEqual({ i: 0n });
  });

  test('should have no page for a goal that is not allowed', () => {
    const odd = wordInput('a', 64, { multipleOf: 3, max: 9 });
    expect(goalsOf(declare(odd)).get('a')).toEqual({ best: 0n, least: 0n });
  });
});

test('a state should be run once, and one with another byte by itself', () => {
  const runs: ConcreteState[] = [];
  const breaks = remembered((state) => runs.push(state) === 1);
  const withByte = (byte: number): ConcreteState =>
    start({ a: 1n }, { ...EVERYTHING, bytes: new Map([[8n, byte]]) });

  expect([1, 2, 1, 2].map((byte) => breaks(withByte(byte)))).toEqual([true, false, true, false]);
  expect(runs).toHaveLength(2);
});

const at = (address: bigint, length: bigint, how: Touched['how'] = 'unit'): Touched => ({
  address,
  length,
  how,
});

describe('regions', () => {
  const shrunk = (touched: readonly Touched[], does: (memory: ConcreteMemoryState) => boolean) => {
    const breaks: Breaks = ({ memories }) => does(memories.get('ram') ?? EVERYTHING);
    const { memories } = shrinkRegions(start({}), () => touched, breaks);
    return memories.get('ram')?.regions.map(({ base, size }) => [base, base + size]);
  };
  const maps = ({ regions }: ConcreteMemoryState, address: bigint): boolean =>
    regions.some(({ base, size }) => address >= base && address < base + size);

  test('should be none where none is needed', () => {
    expect(shrunk([at(16n, 2n)], () => true)).toEqual([]);
  });

  test('should hold what is touched and no more', () => {
    expect(shrunk([at(16n, 2n), at(64n, 8n, 'copy')], (ram) => maps(ram, 16n) && maps(ram, 71n))).toEqual([
      [16n, 72n],
    ]);
  });

  test('should end within an access where that is what it takes', () => {
    expect(shrunk([at(16n, 8n, 'copy')], (ram) => maps(ram, 18n) && !maps(ram, 19n))).toEqual([[18n, 19n]]);
  });

  test('should have a hole where that is what it takes', () => {
    expect(
      shrunk(
        [at(16n, 2n), at(32n, 2n), at(64n, 2n)],
        (ram) => maps(ram, 16n) && !maps(ram, 32n) && maps(ram, 65n),
      ),
    ).toEqual([
      [16n, 17n],
      [65n, 66n],
    ]);
  });

  test('should be cut if that is needed to misalign what follows', () => {
    const isMisaligned = ({ regions }: ConcreteMemoryState): boolean =>
      regions.some(({ base, size }) => 16n >= base && 16n < base + size && base % 2n === 1n);
    expect(shrunk([at(16n, 2n)], isMisaligned)).toEqual([[15n, 17n]]);
  });

  test('should stay as they are where nothing else does', () => {
    expect(shrunk([at(16n, 2n)], ({ regions }) => regions.length === 4)).toEqual([[0n, (1n << 64n) - 1n]]);
  });
});

describe('bytes', () => {
  const shrunk = (
    bytes: ReadonlyMap<bigint, number>,
    breaks: (bytes: ReadonlyMap<bigint, number>) => boolean,
  ) => {
    const from = start({}, { regions: [{ base: 0n, size: 8n }], bytes });
    const { memories } = shrinkBytes(
      from,
      () => [at(0n, 8n)],
      (state) => breaks(state.memories.get('ram')?.bytes ?? NO_BYTES),
    );
    return [...(memories.get('ram')?.bytes ?? NO_BYTES)].filter(([, byte]) => byte !== 0);
  };

  test('should all be 0 where that does', () => {
    expect(shrunk(new Map([[3n, 9]]), () => true)).toEqual([]);
  });

  test('should be a single 1, as low as can be, where that does', () => {
    expect(
      shrunk(new Map([[3n, 9]]), (bytes) => [...bytes].some(([address, byte]) => address > 1n && byte > 0)),
    ).toEqual([[2n, 1]]);
  });

  test('should each be as small as can be otherwise', () => {
    expect(
      shrunk(
        new Map([
          [3n, 9],
          [5n, 200],
        ]),
        (bytes) => (bytes.get(3n) ?? 0) > 4 && (bytes.get(5n) ?? 0) > 7,
      ),
    ).toEqual([
      [3n, 5],
      [5n, 8],
    ]);
  });
});
