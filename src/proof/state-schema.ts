import type { Domain } from '../domain/domain.ts';
import type { Width } from '../domain/width.ts';
import { isTable } from '../domain/carrier-table.ts';
import { MOST_TABLE_BYTES, type Table } from '../domain/table.ts';
import type { Bool, Word } from '../domain/word.ts';
import type { WordRange } from './context.ts';
import { DeclarationError } from './declaration-error.ts';
import { powerOfTwoInput, wordInput, type WordInput } from './inputs.ts';

/** A word in the state of an implementation: its width and the values that it can have. */
export interface WordField<W extends Width = Width> {
  readonly kind: 'word';
  readonly width: W;
  readonly min: bigint;
  readonly max: bigint;
  readonly multipleOf: bigint;
  readonly powerOfTwo: boolean;
}

/** A Boolean in the state of an implementation. */
export interface BoolField {
  readonly kind: 'bool';
}

/**
 * An array in the state of an implementation, outside of guest memory: each entry is a word of any value. `count` is the number of
 * entries, or the field of the same state that says how many there are; `words`, for entries that are structures, how many words
 * each of them takes, by default one.
 */
export interface TableField<W extends Width = Width> {
  readonly kind: 'table';
  readonly width: W;
  readonly count: number | string;
  readonly words?: number;
}

export type StateField = WordField | BoolField | TableField;

/** All that an implementation remembers from one operation to the next, by name. */
export type Schema = Readonly<Record<string, StateField>>;

/** Values for the fields of a schema. */
export type StateOf<S extends Schema> = { readonly [K in keyof S]: ValueOf<S[K]> };

type ValueOf<F> = F extends BoolField
  ? Bool
  : F extends TableField<infer W>
    ? Table<W>
    : F extends WordField<infer W>
      ? Word<W>
      : never;

/** The value of a field. */
export type StateValue = Word<Width> | Bool | Table<Width>;

/** Values for the fields of some schema. */
export type StateRecord = Readonly<Record<string, StateValue>>;

export function u8(range?: WordRange): WordField<8> {
  return wordField(8, range);
}

export function u16(range?: WordRange): WordField<16> {
  return wordField(16, range);
}

export function u32(range?: WordRange): WordField<32> {
  return wordField(32, range);
}

export function u64(range?: WordRange): WordField<64> {
  return wordField(64, range);
}

/** A queue size: a power of two from 1 to max, which is a power of two itself; by default 32768 (VIRTIO 2.7). */
export function powerOfTwo(max = 32768): WordField<16> {
  return fieldOf(powerOfTwoInput('power-of-two', max), 16);
}

export function bool(): BoolField {
  return { kind: 'bool' };
}

/**
 * An array of words: `table(u64(), 256)`, or `table(u64(), 'size')` where a field of the same state says how many entries there are.
 * Entries have any value of their width. `words`: of an entry that is a structure.
 */
export function table<W extends Width>(
  entry: WordField<W>,
  count: number | string,
  words = 1,
): TableField<W> {
  const { width } = entry;
  const whole = (1n << BigInt(width)) - 1n;
  if (entry.min !== 0n || entry.max !== whole || entry.multipleOf !== 1n || entry.powerOfTwo)
    throw new DeclarationError(
      'the entries of a table can have any value of their width: declare them without a range, as in table(u16(), 256)',
    );
  const most = Math.floor(MOST_TABLE_BYTES / (width / 8) / words);
  if (typeof count === 'number' && (!Number.isInteger(count) || count < 1 || count > most))
    throw new DeclarationError(
      `a table cannot have ${count} entries of ${width} bits: expected 1 to ${most}`,
    );
  return { kind: 'table', width, count, ...(words > 1 && { words }) };
}

function wordField<W extends Width>(width: W, range?: WordRange): WordField<W> {
  return fieldOf(wordInput(`field-of-${width}-bits`, width, range), width);
}

function fieldOf<W extends Width>(input: WordInput, width: W): WordField<W> {
  const { min, max, multipleOf, powerOfTwo } = input;
  return { kind: 'word', width, min, max, multipleOf, powerOfTwo };
}

/** Whether a word is among the values of its field. */
export function isWithin(domain: Domain, field: WordField, word: Word<Width>): Bool {
  const greatest = (1n << BigInt(field.width)) - 1n;
  return domain
    .bool(true)
    .and(
      ...(field.min > 0n ? [word.ge(field.min)] : []),
      ...(field.max < greatest - (greatest % field.multipleOf) ? [word.le(field.max)] : []),
      ...(field.multipleOf > 1n ? [word.rem(field.multipleOf).eq(0)] : []),
      ...(field.powerOfTwo ? [word.ne(0), word.eq(word.lowestSetBit())] : []),
    );
}

/** Whether a value is a word. */
export function isWord(value: unknown): value is Word<Width> {
  return typeof value === 'object' && value !== null && 'width' in value && 'checkedAdd' in value;
}

/** Whether a value is a Boolean of a domain. */
export function isBool(value: unknown): value is Bool {
  return typeof value === 'object' && value !== null && 'iff' in value && 'implies' in value;
}

export { isTable };

/** The value that a field has for sure: the least one, and 0 in all entries. */
export function leastValue(domain: Domain, field: StateField): StateValue {
  if (field.kind === 'bool') return domain.bool(false);
  if (field.kind === 'word') return domain.word(field.width, field.min);
  return domain.table(field.width, typeof field.count === 'number' ? field.count * (field.words ?? 1) : 1, 0);
}

/** Whether two values of one kind are the same. */
export function isSameValue(domain: Domain, a: StateValue, b: StateValue): Bool {
  if (isWord(a) && isWord(b) && a.width === b.width) return a.eq(b);
  if (isTable(a) && isTable(b) && a.width === b.width) return a.eq(b);
  return isBool(a) && isBool(b) ? a.iff(b) : domain.bool(false);
}

/** Whether two records of one schema have the same value in every field but the named ones. */
export function isSameState(
  domain: Domain,
  a: StateRecord,
  b: StateRecord,
  except: readonly string[] = [],
): Bool {
  const same = Object.keys(a).flatMap((name): Bool[] => {
    if (except.includes(name)) return [];
    const [left, right] = [a[name], b[name]];
    return [
      left === undefined || right === undefined ? domain.bool(false) : isSameValue(domain, left, right),
    ];
  });
  return domain.bool(true).and(...same);
}
