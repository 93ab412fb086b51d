import { pow2 } from '../term/range.ts';
import type { Width } from './width.ts';

/** A constant of a width. Throws a `RangeError` where the value does not fit it. */
export function constantOf(width: Width, value: bigint | number): bigint {
  const integer = integerOf(value);
  if (integer < 0n || integer >= pow2(width)) {
    throw new RangeError(`${integer} does not fit in ${width} bits (0 to ${pow2(width) - 1n})`);
  }
  return integer;
}

/** A constant integer. Throws a `RangeError` where a number does not hold one exactly. */
export function integerOf(value: bigint | number): bigint {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new RangeError(`expected a bigint or a safe integer, got ${value}`);
  }
  return BigInt(value);
}
