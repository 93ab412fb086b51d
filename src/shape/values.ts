import * as v from 'valibot';
import { expected } from './faults.ts';
import type { Shape } from './shape.ts';

/** Any text. */
export const TEXT: Shape<string> = v.string(expected('text'));

export const BOOLEAN: Shape<boolean> = v.boolean(expected('true or false'));

/** Any number of JSON. */
export const NUMBER: Shape<number> = v.number(expected('a number'));

export const NULL: Shape<null> = v.null(expected('null'));

/** A text of a pattern, which `words` describes: 'a version, such as "1.2.3"'. */
export function textLike(pattern: RegExp, words: string, most?: number): Shape<string> {
  const message = expected(words);
  const matching = v.pipe(v.string(message), v.regex(pattern, message));
  return most === undefined ? matching : v.pipe(matching, v.maxLength(most, message));
}

/** One of these texts. */
export function oneOf<const Name extends string>(names: readonly Name[]): Shape<Name> {
  return v.picklist(names, expected(`one of ${names.join(', ')}`));
}

/** This value only. */
export function exactly<const Value extends string | number | boolean>(value: Value): Shape<Value> {
  return v.literal(value, expected(JSON.stringify(value)));
}

/** A whole number from `least` to `most`, which lie within the exact integers of a number. */
export function wholeNumber(least = 0, most = Number.MAX_SAFE_INTEGER): Shape<number> {
  const isOpen = most === Number.MAX_SAFE_INTEGER;
  const message = expected(`a whole number${isOpen ? `, ${least} or more` : ` from ${least} to ${most}`}`);
  return v.pipe(v.number(message), v.integer(message), v.minValue(least, message), v.maxValue(most, message));
}

/** Whole numbers of 16 and 32 bits. */
export const U16 = wholeNumber(0, 0xffff);
export const U32 = wholeNumber(0, 0xffff_ffff);

/** A number of 64 bits, as "0x…" without leading zeros: more digits than a number of JSON keeps. */
export const U64_HEX: Shape<string> = textLike(
  /^0x(0|[1-9a-f][0-9a-f]{0,15})$/,
  '"0x…" with up to 16 lower-case digits and no leading zero',
);

/** Bytes, two digits each. */
export const BYTES_HEX: Shape<string> = textLike(/^([0-9a-f]{2})*$/, 'bytes, two lower-case digits each');

/** A time in milliseconds, or another measure. */
export const MEASURE: Shape<number> = v.pipe(
  v.number(expected('a number, 0 or more')),
  v.finite(expected('a number, 0 or more')),
  v.minValue(0, expected('a number, 0 or more')),
);
