import * as v from 'valibot';
import { faultIn } from '../shape/check.ts';
import type { Shape } from '../shape/shape.ts';
import { recordOf } from '../shape/structures.ts';
import { RecordingError } from './errors.ts';
import type { Json, JsonObject } from './json.ts';

/** A value as one of a shape. Throws a `RecordingError` that names what is wrong; `whole` is where the value stands. */
export function shaped<T>(shape: Shape<T>, value: unknown, whole: string): T {
  const fault = faultIn(shape, value, whole);
  if (fault === null) return value as T; // It has the shape.
  throw new RecordingError(fault.startsWith('[') ? `${whole}${fault}` : fault);
}

/** Any value that JSON has. */
export const ANY_JSON: Shape<Json> = v.unknown() as v.GenericSchema<unknown, Json>;

/** Any object of JSON. */
export const ANY_FIELDS: Shape<JsonObject> = recordOf(ANY_JSON);
