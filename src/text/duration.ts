const UNITS: ReadonlyMap<string, number> = new Map([
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
]);

/** The longest delay that a timer of the platform can hold. */
const LONGEST_MS = 2 ** 31 - 1;

/** Thrown for a text that is no duration; the message is a sentence for the person who wrote it. */
export class DurationError extends Error {
  override readonly name = 'DurationError';
}

/** Milliseconds of "500ms", "20s", "3m" or "1h". */
export function parseDuration(text: string): number {
  const [, amount = '', unit = ''] = /^(-?\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text.trim()) ?? [];
  if (amount === '')
    throw new DurationError(`'${text}' is not a duration; write for example 500ms, 20s, 3m or 1h`);
  if (unit === '') {
    throw new DurationError(`'${text}' has no unit; did you mean ${amount}s? Units are ms, s, m and h`);
  }
  const factor = UNITS.get(unit);
  if (factor === undefined) {
    throw new DurationError(`'${text}' has an unknown unit '${unit}'; units are ms, s, m and h`);
  }
  const milliseconds = Math.round(Number(amount) * factor);
  if (milliseconds < 1) throw new DurationError(`'${text}' is too short; the shortest duration is 1ms`);
  if (milliseconds > LONGEST_MS)
    throw new DurationError(`'${text}' is too long; the longest duration is 596h`);
  return milliseconds;
}
