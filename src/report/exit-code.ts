import { surprisesOf } from '../result/expectation.ts';
import type { ProofResult } from '../result/verdict.ts';
import type { Report } from './reporter.ts';

/** What the process says with its exit code. */
export const EXIT = { expected: 0, refuted: 1, vacuous: 2, undecided: 3, failed: 4, usage: 5 } as const;

/** The exit code for a run; where several apply, the first of 1, 4, 2, 3. */
export function exitCode({ results, loadFailures }: Pick<Report, 'results' | 'loadFailures'>): number {
  const codes = new Set(results.map(codeOf));
  if (loadFailures.length > 0) codes.add(EXIT.failed);
  const order = [EXIT.refuted, EXIT.failed, EXIT.vacuous, EXIT.undecided];
  return order.find((code) => codes.has(code)) ?? EXIT.expected;
}

function codeOf(result: ProofResult): (typeof EXIT)[keyof typeof EXIT] {
  const surprises = surprisesOf(result);
  if (surprises.length === 0) return EXIT.expected;
  // A finding that is out of date is as wrong as a refutation, whatever else is undecided.
  if (surprises.some(({ kind }) => kind !== 'verdict')) return EXIT.refuted;
  switch (result.verdict) {
    case 'proved':
    case 'refuted':
      return EXIT.refuted;
    case 'error':
      return EXIT.failed;
    case 'vacuous':
      return EXIT.vacuous;
    default:
      return EXIT.undecided;
  }
}
