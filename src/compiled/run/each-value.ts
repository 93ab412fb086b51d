import type { Domain } from '../../domain/domain.ts';
import { valuesOf } from '../../domain/word-facts.ts';
import type { Word } from '../../domain/word.ts';

/** The most values of one operand that an operation is done for one by one. */
const MOST_VALUES = 64;

/** An operation with each value that an operand may have, chosen by it; `undefined` where these are too many. */
export function eachValue<W extends 32 | 64>(
  domain: Domain,
  operand: Word<W>,
  work: (value: bigint) => Word<W>,
): Word<W> | undefined {
  const values = valuesOf(operand, MOST_VALUES);
  if (values === null) return undefined;
  return values
    .map((value) => [value, work(value)] as const)
    .reduceRight<Word<W> | undefined>(
      (rest, [value, result]) =>
        rest === undefined ? result : domain.select(operand.eq(value), result, rest),
      undefined,
    );
}
