import { describe, expect, test } from 'vitest';
import { concreteDomain as domain, valueOf } from '../domain/concrete.ts';
import { ConcreteMemory } from '../memory/concrete.ts';
import { encode, op, type FunctionText } from './encoder.fixture.ts';
import { decodeModule, Machine, type ArrayRange } from './index.ts';
import { outcomeOf, type Outcome } from './runs.fixture.ts';

/** A structure of a word, an array of eight words, and a word; then an array of bytes, and a word. */
const [WHOLE, WORDS, BYTES, AFTER] = [2048, 2056, 2128, 2144];
const ARRAYS: readonly ArrayRange[] = [
  { name: 'words', address: WORDS, bytes: 64, entry: 8 },
  { name: 'bytes', address: BYTES, bytes: 16, entry: 1 },
];
const i = op.get(0);
const [ADD, MUL] = [0x7c, 0x7e];
const [LOAD, STORE] = [op.memory(0x29), op.memory(0x37)];
const [COPY, FILL] = [
  [0xfc, 10, 0, 0],
  [0xfc, 11, 0],
];
const entry = [...i, ...op.i64(8), MUL, ...op.i64(WORDS), ADD];
const none = { params: ['i64'], results: [] } as const;
const GUEST = 0x1000;

const FUNCTIONS: readonly FunctionText[] = [
  { name: 'load', params: ['i64'], results: ['i64'], body: [...entry, ...LOAD] },
  { name: 'store', ...none, body: [...entry, ...i, ...STORE] },
  { name: 'store the second', ...none, body: [...op.i64(WORDS + 8), ...i, ...STORE] },
  { name: 'add to', ...none, body: [...entry, ...i, ...op.atomic(0x1f, 3), 0x1a] },
  { name: 'fill so many', ...none, body: [...op.i64(WORDS), ...op.i32(0), ...i, ...FILL] },
  { name: 'fill nine from', ...none, body: [...entry, ...op.i32(0), ...op.i64(9), ...FILL] },
  { name: 'fill none from', ...none, body: [...entry, ...op.i32(0), ...op.i64(0), ...FILL] },
  { name: 'copy so many from', ...none, body: [...op.i64(AFTER), ...op.i64(WORDS), ...i, ...COPY] },
  { name: 'copy eight from', ...none, body: [...op.i64(AFTER), ...entry, ...op.i64(8), ...COPY] },
  { name: 'copy eight to', ...none, body: [...entry, ...op.i64(AFTER), ...op.i64(8), ...COPY] },
  { name: 'read so many', ...none, body: guestCall([...op.i64(WORDS), ...op.i64(GUEST), ...i], 0) },
  { name: 'write so many', ...none, body: guestCall([...op.i64(GUEST), ...op.i64(WORDS), ...i], 1) },
  { name: 'clear two', ...none, body: [...op.i64(WORDS), ...op.i32(0), ...op.i64(16), ...FILL] },
  { name: 'clear four', ...none, body: [...op.i64(WORDS), ...op.i32(0), ...op.i64(32), ...FILL] },
  { name: 'clear all', ...none, body: [...op.i64(WORDS), ...op.i32(0), ...op.i64(64), ...FILL] },
  { name: 'clear to the end', ...none, body: [...op.i64(WORDS + 8), ...op.i32(0), ...op.i64(56), ...FILL] },
  { name: 'clear the structure', ...none, body: [...op.i64(WHOLE), ...op.i32(0), ...op.i64(80), ...FILL] },
  { name: 'clear its start', ...none, body: [...op.i64(WHOLE), ...op.i32(0), ...op.i64(48), ...FILL] },
  { name: 'copy the structure', ...none, body: [...op.i64(4096), ...op.i64(WHOLE), ...op.i64(80), ...COPY] },
  { name: 'store the last byte', ...none, body: [...op.i64(BYTES + 15), ...i, ...op.memory(0x3c)] },
];

function guestCall(args: readonly number[], index: number): readonly number[] {
  return [...args, 0x10, index, 0x1a];
}

const copies = { params: ['i64', 'i64', 'i64'], results: ['i32'] } as const;
const module = decodeModule(
  encode({
    imports: [
      { name: 'read_guest', ...copies },
      { name: 'write_guest', ...copies },
    ],
    functions: FUNCTIONS,
    ...{ pages: 1, is64: true, data: [{ offset: 1024n, bytes: [1] }] },
  }),
  'arrays.wasm',
);

/** A machine, and what its functions come to. */
function made() {
  const machine = new Machine(module, domain, ARRAYS);
  const memory = new ConcreteMemory([{ base: BigInt(GUEST), size: 4096n }]);
  const run = (name: string, index: number): Outcome =>
    outcomeOf(() => {
      const found = machine.call(name, [domain.u64(index)], memory);
      return found && valueOf(found);
    });
  return { machine, run };
}

describe('an array of which three entries are in use', () => {
  test.each<[string, number, 'runs' | 'trap']>([
    ['load', 2, 'runs'],
    ['load', 3, 'trap'],
    ['store', 2, 'runs'],
    ['store', 3, 'trap'],
    ['add to', 2, 'runs'],
    ['add to', 3, 'trap'],
    ['fill so many', 24, 'runs'],
    ['fill so many', 25, 'trap'],
    ['fill so many', 64, 'trap'],
    ['fill nine from', 1, 'runs'],
    ['fill nine from', 2, 'trap'],
    ['fill none from', 8, 'runs'],
    ['copy so many from', 24, 'runs'],
    ['copy so many from', 25, 'trap'],
    ['copy eight from', 2, 'runs'],
    ['copy eight from', 3, 'trap'],
    ['copy eight to', 2, 'runs'],
    ['copy eight to', 3, 'trap'],
    ['read so many', 24, 'runs'],
    ['read so many', 25, 'trap'],
    ['read so many', 65, 'trap'],
    ['write so many', 24, 'runs'],
    ['write so many', 25, 'trap'],
    ['write so many', 65, 'trap'],
    ['clear two', 0, 'runs'],
    ['clear four', 0, 'trap'],
    ['clear its start', 0, 'trap'],
    ['clear all', 0, 'runs'],
    ['clear to the end', 0, 'runs'],
    ['clear the structure', 0, 'runs'],
    ['copy the structure', 0, 'runs'],
  ])('should be accessed in them alone, or with all that is there: %s %s', (name, index, expected) => {
    const { machine, run } = made();
    machine.useArray(0, domain.u64(24));
    const outcome = run(name, index);
    expect(outcome === 'trap' ? 'trap' : 'runs').toBe(expected);
  });

  test('should keep within what there is where more is in use', () => {
    const { machine, run } = made();
    machine.useArray(0, domain.u64(999));
    expect([run('load', 7), run('load', 8), run('fill so many', 65)]).toEqual([0n, 'trap', 'trap']);
  });

  test.each([
    ['load', 2, 'nothing'],
    ['load', 3, 'trap'],
    ['fill so many', 25, 'trap'],
    ['clear four', 0, 'trap'],
    ['clear all', 0, 'nothing'],
  ])('should have had no access beyond them before that was known: %s %s', (name, index, expected) => {
    const { machine, run } = made();
    machine.useArray(0, null);
    expect(run(name, index)).not.toBe('trap');
    const known = outcomeOf(() => {
      machine.useArray(0, domain.u64(24));
      return undefined;
    });
    expect(known).toBe(expected);
    machine.useArray(0, domain.u64(8));
  });

  test('should be given other bytes', () => {
    const { machine, run } = made();
    machine.putArray(0, domain.table(64, 8, 0).set(2, 5));
    expect(run('load', 2)).toBe(5n);
    expect(valueOf(machine.array(0).get(16))).toBe(5n);
  });
});

// Of no bytes, nothing is accessed.
const accessing = FUNCTIONS.map(({ name }) => name).filter((name) => name !== 'fill none from');
test.each(accessing)('no code should access a closed array: %s', (name) => {
  const { machine, run } = made();
  machine.closeArrays('in a walk', 'Keep it elsewhere.');
  expect(run(name, 1)).toBe('unsupported');
});
