import { asExpected, surprisesOf } from '../result/expectation.ts';
import type { CodeSpot, ProofResult } from '../result/verdict.ts';
import { excerptOf } from './excerpt.ts';
import { columnsFor, formatResult } from './format-result.ts';
import { nameOf, type LoadProblem } from './reporter.ts';
import { styleFor } from './style.ts';

/**
 * How much a result asks to be looked at: an error for what is known to be wrong, a warning for what is undecided, a
 * note for a finding that is refuted as expected, `null` for what is proved as expected.
 */
export type Level = 'error' | 'warning' | 'note' | null;

const UNDECIDED = new Set<ProofResult['verdict']>(['timeout', 'out-of-memory', 'unknown']);

export function levelOf(result: ProofResult): Level {
  if (asExpected(result)) return result.expected === 'refuted' ? 'note' : null;
  if (surprisesOf(result).some(({ kind }) => kind !== 'verdict')) return 'error';
  return UNDECIDED.has(result.verdict) ? 'warning' : 'error';
}

/** "split/add-used on rust-vmm: refuted". */
export function headlineOf(result: ProofResult): string {
  return `${nameOf(result)}: ${verdictInWords(result)}`;
}

/** The verdict; "finding" where a refutation was expected, and nothing but that came of it. */
export function verdictInWords(result: ProofResult): string {
  const kinds = new Set(surprisesOf(result).map(({ kind }) => kind));
  if (kinds.size > 0 && result.verdict === 'proved') return 'proved, and expected to be refuted';
  if (!kinds.has('broken') && (kinds.has('fixed') || kinds.has('reached'))) return 'finding out of date';
  return result.verdict === 'refuted' && kinds.size === 0 ? 'finding' : result.verdict;
}

/** Where a result is to be shown: in the line of the code that failed, if one did, else where the proof is declared. */
export function placeOf({ file, line, failure }: ProofResult): Pick<CodeSpot, 'file' | 'line' | 'column'> {
  return failure?.at ?? { file, line, column: null };
}

/** All there is to say of what could not be loaded, beside its place, in plain lines. */
export function problemText(problem: LoadProblem): readonly string[] {
  return [problem.message, ...excerptOf(problem), ...problem.details, ...problem.hints];
}

const PLAIN = styleFor({ columns: null, env: {}, color: false });

/** All there is to say of a result beside its headline, in plain lines, as the pretty reporter says it of one among many. */
export function resultDetails(result: ProofResult): readonly string[] {
  return formatResult(result, { ...columnsFor([result]), isDetailed: false }, PLAIN)
    .slice(1)
    .map((line) => line.replace(/^ {4}/, ''));
}
