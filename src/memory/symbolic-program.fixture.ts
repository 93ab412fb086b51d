import fc from 'fast-check';
import type { Domain } from '../domain/domain.ts';
import type { Width } from '../domain/width.ts';
import type { Bool, U64, Word } from '../domain/word.ts';
import type { Access, Ordering } from './access-log.ts';
import type { ObservedMemory } from './observed-memory.ts';

/** An address: an input and an offset. */
export interface Place {
  readonly input: 'a' | 'b';
  readonly offset: bigint;
}

export type Action =
  | { readonly kind: 'load' | 'accessible'; readonly at: Place; readonly width: Width }
  | { readonly kind: 'store'; readonly at: Place; readonly width: Width; readonly value: bigint }
  | { readonly kind: 'write'; readonly at: Place; readonly words: readonly (readonly [Width, bigint])[] }
  | { readonly kind: 'read'; readonly at: Place; readonly widths: readonly Width[] }
  | { readonly kind: 'checkRange' | 'checkSlice'; readonly at: Place; readonly length: bigint }
  | { readonly kind: 'contiguous' | 'snapshot'; readonly at: Place }
  | { readonly kind: 'peek'; readonly at: Place; readonly width: Width; readonly offset: number }
  | { readonly kind: 'fence'; readonly ordering: Ordering }
  | { readonly kind: 'havoc'; readonly ranges: readonly Stretch[] }
  | {
      readonly kind: 'transfer';
      readonly from: Place & { readonly memory: MemoryName };
      readonly to: Place & { readonly memory: MemoryName };
      readonly length: Stretch['length'];
    };

/** A range whose length is a number or the input `n`. */
export interface Stretch {
  readonly at: Place;
  readonly length: bigint | 'n';
}

export type MemoryName = 'memory' | 'buffer';
export type InputName = Place['input'] | 'n';

const width = fc.constantFrom<Width>(8, 16, 32, 64);
const at: fc.Arbitrary<Place> = fc.record({
  input: fc.constantFrom('a' as const, 'b' as const),
  offset: fc.bigInt(0n, 9n),
});
const value = fc.bigInt(0n, 0xffn).map((byte) => byte * 0x0102_0408_1020_4081n);

const length = fc.oneof(fc.bigInt(0n, 9n), fc.constant('n' as const));
const stretch: fc.Arbitrary<Stretch> = fc.record({ at, length });
const place = fc.record({
  memory: fc.constantFrom<MemoryName>('memory', 'buffer'),
  input: fc.constantFrom('a' as const, 'b' as const),
  offset: fc.bigInt(0n, 9n),
});

/** What writes many bytes at once. */
export const bulk: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ kind: fc.constant('havoc' as const), ranges: fc.array(stretch, { maxLength: 2 }) }),
  fc.record({ kind: fc.constant('transfer' as const), from: place, to: place, length }),
);

/** What is mapped: asked, with nothing accessed. */
export const question: fc.Arbitrary<Action> = fc.record({
  kind: fc.constantFrom('checkRange' as const, 'checkSlice' as const),
  at,
  length: fc.bigInt(0n, 9n),
});

export const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ kind: fc.constantFrom('load' as const, 'accessible' as const), at, width }),
  fc.record({ kind: fc.constant('store' as const), at, width, value }),
  fc.record({
    kind: fc.constant('write' as const),
    at,
    words: fc.array(fc.tuple(width, value), { maxLength: 3 }),
  }),
  fc.record({ kind: fc.constant('read' as const), at, widths: fc.array(width, { maxLength: 3 }) }),
  question,
  bulk,
  fc.record({ kind: fc.constantFrom('contiguous' as const, 'snapshot' as const), at }),
  fc.record({ kind: fc.constant('peek' as const), at, width, offset: fc.integer({ min: 0, max: 3 }) }),
  fc.record({
    kind: fc.constant('fence' as const),
    ordering: fc.constantFrom<Ordering>('acquire', 'release', 'seq-cst'),
  }),
);

/** Numbers of a domain's words and Booleans. */
export interface Reader {
  readonly word: (word: Word<Width>) => bigint;
  readonly bool: (bool: Bool) => boolean;
}

/** What one run of a program made known, in numbers. */
export type Outcome = readonly unknown[];

/** Runs a program over any domain: its results, what a snapshot showed at the end, and its log. */
export function run(
  program: readonly Action[],
  domain: Domain,
  memories: Readonly<Record<MemoryName, ObservedMemory>>,
  input: (name: InputName) => U64,
  { word, bool }: Reader,
): Outcome {
  const { memory } = memories;
  const lengthOf = (size: Stretch['length']): U64 => (size === 'n' ? input(size) : domain.u64(size));
  const addressOf = ({ input: name, offset }: Place): U64 => input(name).add(offset);
  const constant = (w: Width, v: bigint): Word<Width> => domain.word(w, BigInt.asUintN(w, v));
  const shown: (() => bigint)[] = [];
  const result = (
    outcome: ReturnType<typeof memory.write | typeof memory.read | typeof memory.load>,
  ): unknown => {
    if (outcome.ok)
      return outcome.value instanceof Array ? outcome.value.map(word) : outcome.value && word(outcome.value);
    const { error } = outcome;
    if (error.kind === 'InvalidGuestAddress') return [error.kind, word(error.address)];
    return error.kind === 'PartialBuffer'
      ? [
          error.kind,
          typeof error.expected === 'number' ? error.expected : word(error.expected),
          word(error.completed),
        ]
      : [error.kind];
  };
  const side = (there: Place & { memory: MemoryName }) => ({
    address: addressOf(there),
    ...(there.memory === 'memory' ? {} : { memory: memories[there.memory] }),
  });
  const step = (todo: Action, index: number): unknown => {
    if (todo.kind === 'fence') return memory.fence(todo.ordering);
    if (todo.kind === 'transfer')
      return result(memory.transfer(side(todo.from), side(todo.to), lengthOf(todo.length)));
    if (todo.kind === 'havoc') {
      const ranges = todo.ranges.map((range) => ({
        start: addressOf(range.at),
        length: range.length === 'n' ? lengthOf('n') : range.length,
      }));
      return memory.havoc(`step${index}`, ranges);
    }
    const address = addressOf(todo.at);
    switch (todo.kind) {
      case 'load':
        return result(memory.load(address, todo.width, 'acquire'));
      case 'store':
        return result(memory.store(address, constant(todo.width, todo.value), 'release'));
      case 'write':
        return result(
          memory.write(
            address,
            todo.words.map(([w, v]) => constant(w, v)),
          ),
        );
      case 'read':
        return result(memory.read(address, todo.widths));
      case 'accessible':
        return bool(memory.accessible(address, todo.width));
      case 'checkRange':
      case 'checkSlice':
        return bool(memory[todo.kind](address, domain.u64(todo.length)));
      case 'contiguous':
        return word(memory.contiguous(address));
      case 'peek':
        return word(memory.peekWord(address, todo.width, todo.offset));
      case 'snapshot': {
        const view = memory.snapshot();
        shown.push(() => word(view.peekWord(address, 32)));
        return shown.length;
      }
    }
  };
  const results = program.map(step);
  const logs = Object.values(memories).map(({ log }) => log.map((access) => logged(access, word)));
  return [results, shown.map((show) => show()), logs];
}

/** An access in numbers. */
function logged(access: Access, word: Reader['word']): unknown {
  switch (access.kind) {
    case 'fence':
      return access;
    case 'load':
    case 'store':
      return { ...access, address: word(access.address), value: word(access.value) };
    case 'read':
    case 'write':
      return {
        kind: access.kind,
        address: word(access.address),
        values: access.values.map((each) => [each.width, word(each)]),
        completed: word(access.completed),
      };
  }
}
