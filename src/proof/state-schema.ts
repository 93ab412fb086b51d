import type { Domain } from '../domain/domain.ts';
import type { Width } from '../domain/width.ts';
import type { Bool, Word } from '../domain/word.ts';
import type { WordRange } from './context.ts';
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

export type StateField = WordField | BoolField;

/** All that an implementation remembers from one operation to the next, by name. */
export type Schema = Readonly<Record<string, StateField>>;

/** Values for the fields of a schema. */
export type StateOf<S extends Schema> = { readonly [K in keyof S]: ValueOf<S[K]> };

type ValueOf<F> = F extends BoolField ? Bool : F extends WordField<infer W> ? Word<W> : never;

/** Values for the fields of some schema. */
export type StateRecord = Readonly<Record<string, Word<Width> | Bool>>;

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

/** Whether two records of one schema have the same value in every field but the named ones. */
export function isSameState(
  domain: Domain,
  a: StateRecord,
  b: StateRecord,
  except: readonly string[] = [],
): Bool {
  const same = Object.keys(a).flatMap((name): Bool[] => {
    const [left, right] = [a[name], b[name]];
    if (except.includes(name)) return [];
    if (isWord(left) && isWord(right) && left.width === right.width) return [left.eq(right)];
    return isBool(left) && isBool(right) ? [left.iff(right)] : [domain.bool(false)];
  });
  return domain.bool(true).and(...same);
}
