import { asExpected } from '../proof/verdict.ts';
import type { Report } from './reporter.ts';

/** What the process says with its exit code. */
export const EXIT = { expected: 0, refuted: 1, vacuous: 2, undecided: 3, failed: 4, usage: 5 } as const;

/** The exit code for a run; where several apply, the first of 1, 4, 2, 3. */
export function exitCode({ results, loadFailures }: Pick<Report, 'results' | 'loadFailures'>): number {
  const unexpected = new Set(results.filter((result) => !asExpected(result)).map((result) => result.verdict));
  // A proof that was expected to be refuted is as wrong as one that was not.
  if (unexpected.has('refuted') || unexpected.has('proved')) return EXIT.refuted;
  if (unexpected.has('error') || loadFailures.length > 0) return EXIT.failed;
  if (unexpected.has('vacuous')) return EXIT.vacuous;
  return unexpected.size > 0 ? EXIT.undecided : EXIT.expected;
}
