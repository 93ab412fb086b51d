/** The middle one of some numbers; of an even count, the mean of both. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [upper, lower] = [sorted[middle] ?? 0, sorted[middle - 1] ?? 0];
  return sorted.length % 2 === 1 ? upper : (lower + upper) / 2;
}

/** Milliseconds that some work takes. */
export function timed(work: () => void): number {
  const begin = performance.now();
  work();
  return performance.now() - begin;
}

/** What some work gives, so many times over. */
export function repeated<T>(times: number, work: () => T): readonly T[] {
  return Array.from({ length: times }, work);
}
