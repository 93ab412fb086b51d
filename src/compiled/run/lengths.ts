import { constantOf, valuesOf } from '../../domain/word-facts.ts';
import type { Width } from '../../domain/width.ts';
import type { U64 } from '../../domain/word.ts';
import type { Shared } from './atomics.ts';
import { LIMITS } from './limits.ts';
import type { Value } from './value.ts';

/** How many bytes a copy or fill is of, and whether constants of the code alone say so. */
export interface Length {
  readonly length: U64;
  readonly isFixed: boolean;
}

export function lengthOf({ access, instance }: Shared, value: Value): Length {
  return { length: access.index(value), isFixed: instance.literals?.of(value).isWhole ?? true };
}

/** The length of a copy or fill on this path: any where it is constant, a few where it depends on the state. */
export function knownLength({ faults, fuel, access }: Shared, length: U64): number {
  const constant = constantOf(length);
  const value =
    constant ??
    (valuesOf(length, LIMITS.copied) === null
      ? undefined
      : access.one(length, 'copies a length', LIMITS.copied));
  if (value === undefined)
    throw faults.unsupported(
      'copies or fills a number of bytes that depends on the state',
      'Copy a constant number of bytes, or bound it: of two places in guest memory it may be any.',
    );
  if (value > BigInt(LIMITS.moved))
    throw faults.limit(`it copies ${value} bytes, and the limit is ${LIMITS.moved}`, 'Copy less at once.');
  fuel.copy(Number(value));
  return Number(value);
}

/** Words that take so many bytes, the widest first. */
export function piecesOf(bytes: number): readonly Width[] {
  const widths: Width[] = [];
  for (let rest = bytes; rest > 0;) {
    const width = ([64, 32, 16, 8] as const).find((one) => one <= 8 * rest) ?? 8;
    widths.push(width);
    rest -= width / 8;
  }
  return widths;
}
