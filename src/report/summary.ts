import { asExpected } from '../result/expectation.ts';
import { VERDICTS, type ProofResult, type Verdict } from '../result/verdict.ts';
import type { Of } from '../shape/shape.ts';
import type { SUMMARY } from './document-shape.ts';
import { formatDuration } from './duration.ts';
import { groupBy } from './group-by.ts';
import type { Report } from './reporter.ts';

/** How many results there are of each verdict; refutations that were expected count under `findings` only. */
export type Summary = Of<typeof SUMMARY>;

/** Counts the results of a run. */
export function summarise(results: readonly ProofResult[]): Summary {
  const isFinding = (result: ProofResult): boolean => result.verdict === 'refuted' && asExpected(result);
  const counts = VERDICTS.map((verdict) => {
    const count = results.filter((result) => result.verdict === verdict && !isFinding(result)).length;
    return [verdict, count] as const;
  });
  const byVerdict: Record<Verdict, number> = {
    ...{ proved: 0, refuted: 0, vacuous: 0, timeout: 0, 'out-of-memory': 0, unknown: 0, error: 0 },
    ...Object.fromEntries(counts),
  };
  return { ...byVerdict, findings: results.filter(isFinding).length };
}

/** "3 proved", "1 finding": a part for each verdict that there is. */
export function countsInWords(results: readonly ProofResult[]): readonly string[] {
  const summary = summarise(results);
  const counts = VERDICTS.map((verdict) => [verdict, summary[verdict]] as const);
  const parts = counts.filter(([, n]) => n > 0).map(([verdict, n]) => `${n} ${verdict}`);
  return summary.findings > 0 ? [...parts, count(summary.findings, 'finding')] : parts;
}

/** The models whose own proofs fail, each with the ids of those: no other verdict on such a model means anything. */
export function brokenModels(results: readonly ProofResult[]): readonly string[] {
  const failing = results.filter((result) => result.isOwn === true && !asExpected(result));
  return [...groupBy(failing, ({ model }) => model ?? '')].map(
    ([model, of]) =>
      `${model}: no other verdict on this model means anything until these hold: ${of.map(({ id }) => id).join(', ')}`,
  );
}

/** "3 proved, 1 finding, own proofs of models: 20 proved: 24 proofs in 2.10 s". */
export function summaryLine({
  results,
  loadFailures,
  notRun,
  notApplicable,
  excluded,
  timeMs,
  contract,
  memoryModels,
}: Report): string {
  const own = results.filter(({ isOwn }) => isOwn === true);
  const parts = [...countsInWords(results.filter(({ isOwn }) => isOwn !== true))];
  if (own.length > 0) parts.push(`own proofs of models: ${countsInWords(own).join(', ')}`);
  if (loadFailures.length > 0) parts.push(`${loadFailures.length} not loaded`);
  if (notRun.length > 0) parts.push(`${notRun.length} not run`);
  if (notApplicable.length > 0) parts.push(`${notApplicable.length} not applicable`);
  if (excluded.length > 0) parts.push(`${excluded.length} excluded`);
  const all = `${count(results.length, 'proof')} in ${formatDuration(timeMs)}${leftOutInWords(contract)}${modelsInWords(memoryModels)}`;
  return parts.length === 0 ? all : `${parts.join(', ')}: ${all}`;
}

/** "; outside the contract must,should: 3 assertions left out, among them all of 1 proof". */
function leftOutInWords(contract: Report['contract']): string {
  if (contract === null) return '';
  const { kinds, leftOut, notAsked } = contract;
  const proofs = notAsked.length === 0 ? '' : `, among them all of ${count(notAsked.length, 'proof')}`;
  return `; outside the contract ${kinds.join()}: ${count(leftOut, 'assertion')} left out${proofs}`;
}

/** "; under the memory model armv8 alone: 4 assertions left out". */
function modelsInWords(chosen: Report['memoryModels']): string {
  if (chosen === undefined) return '';
  const { asked, leftOut } = chosen;
  const models = asked.length === 1 ? 'memory model' : 'memory models';
  return `; under the ${models} ${asked.join()} alone: ${count(leftOut, 'assertion')} left out`;
}

/** "1 path", "2 paths". */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
