import { concreteDomain } from '../domain/concrete.ts';
import type { Width } from '../domain/width.ts';
import type { Bool, BoolOperand, Word } from '../domain/word.ts';
import type { WordRange } from './context.ts';
import type { Part } from './part.ts';
import { leastValue, type WordField } from './state-schema.ts';

/**
 * What a property requires of the state that it starts in, by field of the view: a word, a range of words, or a Boolean.
 * All other fields have any value of the phase.
 */
export type Given<V> = { readonly [K in keyof V]?: GivenValue<NonNullable<V[K]>> };

type GivenValue<T> =
  T extends Word<infer W>
    ? Word<W> | (WordRange & { readonly powerOfTwo?: true })
    : T extends Bool
      ? BoolOperand
      : never;

/** By field of a part's state: the fields of its view that are the same value. */
export function viewedAs<V>(part: Part<V, unknown>): ReadonlyMap<string, readonly string[]> {
  const known = viewed.get(part);
  if (known !== undefined) return known;
  const state = Object.fromEntries(
    Object.entries(part.fields).map(([name, field]) => [name, leastValue(concreteDomain, field)]),
  );
  const seen = Object.entries(Object.assign({}, part.view(state, concreteDomain)));
  const found = new Map(
    Object.entries(state).map(([name, value]): [string, readonly string[]] => [
      name,
      // The same object: another one of this value is computed, and may be another value in another state.
      seen.flatMap(([viewName, shown]) => (shown === value ? [viewName] : [])),
    ]),
  );
  viewed.set(part, found);
  return found;
}

const viewed = new WeakMap<object, ReadonlyMap<string, readonly string[]>>();

/** Whether a value is a range of words: no word, no Boolean, no integer. */
export function isRange(value: unknown): value is WordRange & { readonly powerOfTwo?: true } {
  if (
    typeof value !== 'object' ||
    value === null ||
    'width' in value ||
    'iff' in value ||
    'plus' in value ||
    'same' in value ||
    'sameInOwner' in value
  )
    return false;
  return true;
}

/** The values that a field and a range have in common. `null` for none. */
export function narrowed<W extends Width>(
  field: WordField<W>,
  range: WordRange & { readonly powerOfTwo?: true },
): WordField<W> | null {
  const multipleOf = leastCommonMultiple(field.multipleOf, BigInt(range.multipleOf ?? 1));
  const powerOfTwo = field.powerOfTwo || range.powerOfTwo === true;
  let min = greatest(field.min, BigInt(range.min ?? 0));
  let max = least(field.max, BigInt(range.max ?? field.max));
  if (powerOfTwo) {
    // Those that are multiples of a power of two are those from there on; of another number, none is.
    if (powerUpTo(multipleOf) !== multipleOf) return null;
    [min, max] = [powerFrom(greatest(multipleOf, min)), powerUpTo(max)];
    return min > max ? null : { ...field, min, max, multipleOf: 1n, powerOfTwo };
  }
  min += (multipleOf - (min % multipleOf)) % multipleOf;
  max -= max % multipleOf;
  return min > max ? null : { ...field, min, max, multipleOf, powerOfTwo };
}

/** The least power of two that is a number or more. */
function powerFrom(value: bigint): bigint {
  const below = powerUpTo(value);
  return below === value ? value : 2n * below;
}

/** The greatest power of two that is a number or less; 0 for none. */
function powerUpTo(value: bigint): bigint {
  return value < 1n ? 0n : 1n << BigInt(value.toString(2).length - 1);
}

function greatest(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function leastCommonMultiple(a: bigint, b: bigint): bigint {
  const common = (x: bigint, y: bigint): bigint => (y === 0n ? x : common(y, x % y));
  return (a / common(a, b)) * b;
}
