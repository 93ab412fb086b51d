import { MisuseError } from '../../../domain/misuse.ts';
import { refused } from '../../../domain/refuse.ts';
import type { Domain } from '../../../domain/domain.ts';
import type { U32 } from '../../../domain/word.ts';

/** The least number of 32 bits that is negative as a signed one. */
const NEGATIVE = 2n ** 31n;

/**
 * The error that a result code stands for, decided; `undefined` where the code is 0 or positive. Throws a `MisuseError` for a negative
 * code that is none of these.
 */
export function errorOf<K extends string>(
  domain: Domain,
  operation: string,
  code: U32,
  errors: Readonly<Record<K, number>>,
): K | undefined {
  if (!domain.decide(code.ge(NEGATIVE))) return undefined;
  for (const kind of keysOf(errors))
    if (domain.decide(code.eq(BigInt.asUintN(32, BigInt(errors[kind]))))) return kind;
  const known = keysOf(errors).map((kind) => `${errors[kind]} ${kind}`);
  throw refused(
    domain,
    new MisuseError(
      `${operation} returned a negative code that stands for no error of it`,
      `Return one of these codes: ${known.join(', ')}.`,
    ),
  );
}

function keysOf<K extends string>(record: Readonly<Record<K, number>>): readonly K[] {
  // `Object.keys` forgets the type of the names.
  return Object.keys(record) as K[];
}
