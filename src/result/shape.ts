import * as v from 'valibot';

/** What a value that was read from a file has to be like for the tool to take it as a `T`. */
export type Shape<T> = v.GenericSchema<unknown, T>;

/** Whether a value has a shape. What it has beside is left as it is. */
export function hasShape<T>(shape: Shape<T>, value: unknown): value is T {
  return v.is(shape, value);
}

/** The first thing that keeps a value from having a shape, as "report.results.0.verdict: expected string, got 5"; `null` for none. */
export function shapeFault(shape: Shape<unknown>, value: unknown): string | null {
  const { issues } = v.safeParse(shape, value, { abortEarly: true });
  const issue = issues?.[0];
  if (issue === undefined) return null;
  const path = v.getDotPath(issue) ?? 'the value';
  return `${path}: expected ${issue.expected ?? 'another value'}, got ${issue.received}`;
}

/** An object with any names, and members of one shape. No list is one. */
export function recordOf<T>(member: Shape<T>): Shape<Record<string, T>> {
  const object = v.custom<Record<string, unknown>>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  );
  return v.pipe(object, v.record(v.string(), member));
}

/** A whole number from `least` up to the greatest that is exact. */
export function wholeNumber(least = 0, most = Number.MAX_SAFE_INTEGER): Shape<number> {
  return v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
}

/** A time in milliseconds, or another measure. */
export const MEASURE: Shape<number> = v.pipe(v.number(), v.finite(), v.minValue(0));
