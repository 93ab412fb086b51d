import { isDeepStrictEqual } from 'node:util';
import type { Json, JsonObject } from './json.ts';

/** What there is to see after a step. */
export interface Observation {
  readonly result: Json;
  /** All fields of the queue. */
  readonly state: JsonObject;
  /** Memory that differs from before the step. */
  readonly writes: Json;
}

/** One thing that is not as recorded. `undefined` where one side does not have it. */
export interface Difference {
  /** "result", "writes", or "state." and the field. */
  readonly what: string;
  readonly expected: Json | undefined;
  readonly got: Json | undefined;
}

/** Everything in which an observation differs from what was recorded, exactly. */
export function differences(expected: Observation, got: Observation): Difference[] {
  const fields = new Set([...Object.keys(expected.state), ...Object.keys(got.state)]);
  const all = [
    { what: 'result', expected: expected.result, got: got.result },
    ...Array.from(fields, (field) => ({
      what: `state.${field}`,
      expected: expected.state[field],
      got: got.state[field],
    })),
    { what: 'writes', expected: expected.writes, got: got.writes },
  ];
  return all.filter((one) => !isDeepStrictEqual(one.expected, one.got));
}
