import { engineClass } from './engine-part.ts';
import type { Carrier } from './carrier.ts';
import { CarrierDomain } from './carrier-domain.ts';
import { contentOf } from './carrier-table.ts';
import { bytesBelow, concreteTables } from './concrete-tables.ts';
import type { Table } from './table.ts';
import { trapsOutsideCalls, type Traps } from './trap.ts';
import type { Width } from './width.ts';
import type { Bool, BoolOperand, BoolOperator, Word } from './word.ts';

const OUTSIDE_CALLS = trapsOutsideCalls<boolean>((condition) => condition);

// Words of all concrete runs belong to one domain, so the trap handler is set for the duration of a call.
let traps = OUTSIDE_CALLS;

const carrier: Carrier<bigint, boolean> = {
  constant: (value) => value,
  truth: (value) => value,
  apply: (operation, shape, [a = 0n, b = 0n]) => operation.concrete(shape, a, b),
  test: (operation, shape, [a = 0n, b = 0n]) => operation.concrete(shape, a, b),
  and: (args) => args.every(Boolean),
  or: (args) => args.some(Boolean),
  not: (arg) => !arg,
  iff: (left, right) => left === right,
  select: (condition, whenTrue, whenFalse) => (condition ? whenTrue : whenFalse),
  tables: concreteTables,
  decide: (condition) => condition,
  values: (value) => [value],
  greatest: (value) => value,
  known: (condition) => condition,
  traps: () => traps,
};

/** Called with each value that an operation makes, and what it is made of. */
export interface ValueWatcher {
  bool(made: Bool, operator: BoolOperator, operands: readonly unknown[]): void;
  word(made: Word<Width>, operands: readonly unknown[]): void;
}

class ConcreteDomain extends CarrierDomain<bigint, boolean> {
  static {
    engineClass(this);
  }

  /** Set while a run is being shown; else `null`. */
  watcher: ValueWatcher | null = null;

  override wrap<W extends Width>(width: W, value: bigint, operands?: readonly unknown[]): Word<W> {
    const made = super.wrap(width, value);
    if (this.watcher !== null && operands !== undefined) this.watcher.word(made, operands);
    return made;
  }

  override wrapBool(value: boolean, operator?: BoolOperator, operands: readonly unknown[] = []): Bool {
    const made = super.wrapBool(value);
    if (this.watcher !== null && operator !== undefined) this.watcher.bool(made, operator, operands);
    return made;
  }
}

/** The domain of known values: words are numbers, a decision is its condition's value. */
export const concreteDomain = new ConcreteDomain(carrier);

/** Runs work to its end, or to what it throws, with traps going to `to`. */
export function withTraps<T>(to: Traps<boolean>, work: () => T): T {
  const before = traps;
  traps = to;
  try {
    return work();
  } finally {
    traps = before;
  }
}

/** The number that a word of the concrete domain holds. */
export function valueOf(word: Word<Width>): bigint {
  return concreteDomain.unwrap(word.width, word);
}

/** The value of a Boolean of the concrete domain. */
export function truthOf(bool: BoolOperand): boolean {
  return concreteDomain.unwrapBool(bool);
}

/** The first entries of a table that are not 0, by their indices: not more than `most`. */
export function entriesOf(
  table: Table<Width>,
  most: number,
): readonly (readonly [index: number, value: bigint])[] {
  const bytes = table.width / 8;
  const content = contentOf(concreteDomain, table, table.width);
  const indices = new Set<number>();
  for (const [at] of bytesBelow(content, valueOf(table.length) * BigInt(bytes), most * bytes))
    indices.add(Math.floor(at / bytes));
  return [...indices].slice(0, most).map((index) => [index, valueOf(table.peek(index))]);
}
