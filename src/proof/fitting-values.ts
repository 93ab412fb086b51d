import type { Width } from '../domain/width.ts';

/** A field whose value is free: a width in bits, or `null` of a Boolean. */
export interface FreeField {
  readonly name: string;
  readonly width: Width | null;
}

export type FittingValues = ReadonlyMap<string, bigint | boolean>;

/** A search that finds nothing stops after so many sets of values. */
const MOST_TRIED = 600;

/**
 * Values to try for fields that are free, so that what a model derives from them is as wanted: one field changed at a time, then
 * two. Words become one of `known`, or a sum or difference of two of them, as counts and distances of indices are. Always the
 * same, in the same order.
 */
export function* fittingValues(
  free: readonly FreeField[],
  known: readonly bigint[],
): Iterable<FittingValues> {
  const single = free.flatMap(({ name, width }) =>
    valuesFor(width, known).map((value) => [name, value] as const),
  );
  let tried = 0;
  for (const one of single) {
    if (tried++ === MOST_TRIED) return;
    yield new Map([one]);
  }
  for (const [index, one] of single.entries())
    for (const other of single.slice(index + 1)) {
      if (one[0] === other[0]) continue;
      if (tried++ === MOST_TRIED) return;
      yield new Map([one, other]);
    }
}

function valuesFor(width: Width | null, known: readonly bigint[]): readonly (bigint | boolean)[] {
  if (width === null) return [true, false];
  const words = [0n, 1n, ...known.filter((word) => word >> BigInt(width) === 0n)];
  // Sums of addresses lead nowhere.
  const pairs = width === 64 ? [] : words.flatMap((a) => words.flatMap((b) => [a - b, a + b]));
  return [...new Set([...words, ...pairs].map((word) => BigInt.asUintN(width, word)))];
}
