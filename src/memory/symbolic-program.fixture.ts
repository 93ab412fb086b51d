import fc from 'fast-check';
import type { Domain } from '../domain/domain.ts';
import type { Width } from '../domain/width.ts';
import type { Bool, U64, Word } from '../domain/word.ts';
import type { Event, Ordering } from './event.ts';
import type { MemoryError } from './guest-memory.ts';
import type { MemoryView, ObservedMemory } from './observed-memory.ts';

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
  | { readonly kind: 'contiguous' | 'regionBefore' | 'regionAfter' | 'snapshot'; readonly at: Place }
  | { readonly kind: 'peek'; readonly at: Place; readonly width: Width; readonly offset: number }
  | { readonly kind: 'fence'; readonly ordering: Ordering }
  /** To one of the snapshots so far, the one of the start included. */
  | { readonly kind: 'rewind'; readonly to: number }
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
  fc.record({
    kind: fc.constantFrom(
      'contiguous' as const,
      'regionBefore' as const,
      'regionAfter' as const,
      'snapshot' as const,
    ),
    at,
  }),
  fc.record({ kind: fc.constant('peek' as const), at, width, offset: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ kind: fc.constant('rewind' as const), to: fc.nat({ max: 2 }) }),
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

/**
 * Runs a program over any domain: its results, what a snapshot showed at the end, and its event list. `rewind` makes the memory again
 * what it was in a snapshot.
 */
export function run(
  program: readonly Action[],
  domain: Domain,
  memories: Readonly<Record<MemoryName, ObservedMemory>>,
  input: (name: InputName) => U64,
  { word, bool }: Reader,
  rewind: (to: MemoryView) => void,
): Outcome {
  const { memory } = memories;
  const lengthOf = (size: Stretch['length']): U64 => (size === 'n' ? input(size) : domain.u64(size));
  const addressOf = ({ input: name, offset }: Place): U64 => input(name).add(offset);
  const constant = (w: Width, v: bigint): Word<Width> => domain.word(w, BigInt.asUintN(w, v));
  const shown: (() => bigint)[] = [];
  const views: MemoryView[] = [memory.snapshot()];
  const result = (
    outcome: ReturnType<typeof memory.write | typeof memory.read | typeof memory.load>,
  ): unknown => {
    if (outcome.ok)
      return outcome.value instanceof Array ? outcome.value.map(word) : outcome.value && word(outcome.value);
    return failureInNumbers(outcome.error, word);
  };
  const side = (there: Place & { memory: MemoryName }) => ({
    address: addressOf(there),
    ...(there.memory === 'memory' ? {} : { memory: memories[there.memory] }),
  });
  const step = (todo: Action, index: number): unknown => {
    if (todo.kind === 'fence') return memory.fence(todo.ordering);
    if (todo.kind === 'rewind') return rewind(views[todo.to % views.length] ?? memory.snapshot());
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
      case 'regionBefore':
      case 'regionAfter':
        return word(memory[todo.kind](address));
      case 'peek':
        return word(memory.peekWord(address, todo.width, todo.offset));
      case 'snapshot': {
        const view = memory.snapshot();
        views.push(view);
        shown.push(() => word(view.peekWord(address, 32)));
        return shown.length;
      }
    }
  };
  const results = program.map(step);
  const events = Object.values(memories).map((one) => one.events.all.map((event) => inNumbers(event, word)));
  return [results, shown.map((show) => show()), events];
}

/** An event in numbers. */
function inNumbers(event: Event, word: Reader['word']): unknown {
  switch (event.kind) {
    case 'fence':
    case 'notification':
      return event;
    case 'load':
    case 'store': {
      const { address, value, failure } = event;
      return {
        ...{ ...event, address: word(address), value: value && word(value) },
        failure: failure && failureInNumbers(failure, word),
      };
    }
    case 'read':
    case 'write':
      return {
        ...{ id: event.id, side: event.side, memory: event.memory, kind: event.kind },
        address: word(event.address),
        length: word(event.length),
        values: event.values.map((each) => [each.width, word(each)]),
        completed: word(event.completed),
        failure: event.failure && failureInNumbers(event.failure, word),
      };
    case 'other-side':
      return {
        ...{ id: event.id, side: event.side, memory: event.memory, name: event.name },
        ranges: event.ranges.map(({ start, length }) => [
          word(start),
          typeof length === 'object' ? word(length) : BigInt(length),
        ]),
      };
  }
}

function failureInNumbers(failure: MemoryError, word: Reader['word']): unknown {
  switch (failure.kind) {
    case 'InvalidGuestAddress':
      return [failure.kind, word(failure.address)];
    case 'InvalidBackendAddress':
      return [failure.kind];
    case 'PartialBuffer': {
      const { kind, expected, completed } = failure;
      return [kind, typeof expected === 'number' ? expected : word(expected), word(completed)];
    }
  }
}
