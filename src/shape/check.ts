import * as v from 'valibot';
import { expectedText, pathText, type PathKey } from './faults.ts';
import { schemaOf, type Shape } from './shape.ts';

/** A value is not of its shape; the message names the place and what is wrong there: "proofs[3].line: expected ...". */
export class ShapeError extends Error {
  override readonly name = 'ShapeError';
}

/** Whether a value has a shape. */
export function hasShape<T>(shape: Shape<T>, value: unknown): value is T {
  return v.is(schemaOf(shape), value);
}

/**
 * The first thing that keeps a value from having a shape, as "results[0].verdict: expected one of proved, refuted, got 5"; `null`
 * for none. `whole` is the name of the value itself; empty if the reader knows it.
 */
export function faultIn(shape: Shape<unknown>, value: unknown, whole = 'the value'): string | null {
  const { issues } = v.safeParse(schemaOf(shape), value, { abortEarly: true, abortPipeEarly: true });
  if (issues === undefined) return null;
  const [{ path, message }] = issues;
  const at = path ?? [];
  // A list has no fields: it is the list that is wrong.
  const list = at.findIndex(({ type, input }) => type !== 'array' && Array.isArray(input));
  const keys = at.map(({ key }) => key as PathKey);
  if (list < 0) return placed(keys, message, whole);
  return placed(keys.slice(0, list), expectedText('an object', at[list]?.input), whole);
}

function placed(keys: readonly PathKey[], message: string, whole: string): string {
  const place = keys.length === 0 ? whole : pathText(keys);
  return place === '' ? message : `${place}: ${message}`;
}

/** The value, where it has the shape. Throws a `ShapeError` where it has not. */
export function checked<T>(shape: Shape<T>, value: unknown, whole?: string): T {
  const fault = faultIn(shape, value, whole);
  if (fault !== null) throw new ShapeError(fault);
  // That is what was just found.
  return value as T;
}

/**
 * The value with the fields of its shape in their order, and no others: what is written as a document. What has no such field
 * at all stays as it is, since a document that a reader refuses tells more than none.
 */
export function fieldsOf<T>(shape: Shape<T>, value: T): T {
  // Of a value of another shape, the output has what could be taken over.
  return v.safeParse(schemaOf(shape), value).output as T;
}
