import { RecordingError } from './errors.ts';

/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [name: string]: Json;
}

/** Throws a `RecordingError` that names the value where it is not an object. */
export function objectOf(value: Json | undefined, what: string): JsonObject {
  if (isFields(value)) return value;
  throw malformed(what, 'an object', value);
}

/** Throws a `RecordingError` that names the value where it is not a list. */
export function listOf(value: Json | undefined, what: string): readonly Json[] {
  if (isList(value)) return value;
  throw malformed(what, 'a list', value);
}

/** An integer in `least` … `most`, which lie within the exact integers of a number. */
export function integerOf(value: Json | undefined, what: string, least: number, most: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw malformed(what, `an integer in ${least} … ${most}`, value);
}

export function booleanOf(value: Json | undefined, what: string): boolean {
  if (typeof value === 'boolean') return value;
  throw malformed(what, 'true or false', value);
}

export function stringOf(value: Json | undefined, what: string): string {
  if (typeof value === 'string') return value;
  throw malformed(what, 'a string', value);
}

/** One of these names. */
export function nameOf<const N extends string>(
  value: Json | undefined,
  what: string,
  known: readonly N[],
): N {
  const name = known.find((one) => one === value);
  if (name !== undefined) return name;
  throw malformed(what, `one of ${known.map((one) => `"${one}"`).join(', ')}`, value);
}

/** A 64-bit value, written "0x…" in lower case without padding. */
export function u64Of(value: Json | undefined, what: string): bigint {
  if (typeof value === 'string' && /^0x(0|[1-9a-f][0-9a-f]{0,15})$/.test(value)) return BigInt(value);
  throw malformed(what, '"0x…" of up to 16 lower-case digits, without padding', value);
}

/** Bytes, written as two lower-case digits each. */
export function bytesOf(value: Json | undefined, what: string): Uint8Array {
  if (typeof value === 'string' && /^([0-9a-f]{2})+$/.test(value))
    return Uint8Array.from(Buffer.from(value, 'hex'));
  throw malformed(what, 'bytes, two lower-case digits each', value);
}

function malformed(what: string, wanted: string, value: Json | undefined): RecordingError {
  const found = value === undefined ? 'is missing' : `is ${abbreviate(JSON.stringify(value))}`;
  return new RecordingError(`'${what}' ${found}; it must be ${wanted}`);
}

function abbreviate(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** Whether it is an object. */
export function isFields(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value);
}

// `Array.isArray` does not narrow a union with a readonly array.
function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
