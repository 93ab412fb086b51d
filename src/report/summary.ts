import { asExpected, VERDICTS, type ProofResult, type Verdict } from '../proof/verdict.ts';

/** How many results there are of each verdict; refutations that were expected count under `findings` only. */
export type Summary = Readonly<Record<Verdict | 'findings', number>>;

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
