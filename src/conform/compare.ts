import { isDeepStrictEqual } from 'node:util';
import type { Json, JsonObject } from './json.ts';
import type { RunJson } from './recording-shape.ts';

/** What there is to see after a step. */
export interface Observation {
  readonly result: JsonObject;
  /** All fields of the queue. */
  readonly state: JsonObject;
  /** Memory that differs from before the step. */
  readonly writes: readonly (RunJson & JsonObject)[];
}

/** One thing that is not as recorded. `undefined` where one side does not have it. */
export interface Difference {
  /** "result", "writes", or "state." and the field. */
  readonly what: string;
  readonly expected: Json | undefined;
  readonly got: Json | undefined;
}

/** What was recorded of a step; what was not is `undefined`. */
export type Expected = { readonly [K in keyof Observation]: Observation[K] | undefined };

/** Everything in which an observation differs from what was recorded, exactly. */
export function differences(expected: Expected, got: Observation): Difference[] {
  const { result, state, writes } = expected;
  const fields = state === undefined ? [] : new Set([...Object.keys(state), ...Object.keys(got.state)]);
  const all = [
    ...(result === undefined || isSameTrap(result, got.result) || isSameError(result, got.result)
      ? []
      : [{ what: 'result', expected: result, got: got.result }]),
    ...Array.from(fields, (field) => ({
      what: `state.${field}`,
      expected: state?.[field],
      got: got.state[field],
    })),
    ...(writes === undefined ? [] : [{ what: 'writes', expected: writes, got: got.writes }]),
  ];
  return all.filter((one) => !isDeepStrictEqual(one.expected, one.got));
}

/** Recorders of code whose errors have no more to them than a name. */
function isSameError(recorded: JsonObject, got: JsonObject): boolean {
  return Object.keys(recorded).length === 1 && 'err' in recorded && recorded['err'] === got['err'];
}

/** Recorders of code that panics cannot know which kind of trap it was. */
function isSameTrap(recorded: JsonObject, got: JsonObject): boolean {
  return 'trap' in got && (recorded['trap'] === 'panic' || recorded['trap'] === got['trap']);
}
