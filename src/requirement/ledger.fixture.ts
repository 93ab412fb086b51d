import { result } from '../report/result.fixture.ts';
import type { AssertionResult, ProofResult } from '../result/verdict.ts';
import type { LedgerEntry } from './entry.ts';
import { evidenceOf, type Evidence } from './evidence.ts';

/** An entry of a device that is a MUST, but for what is given. */
export function entry(given: Partial<LedgerEntry> = {}): LedgerEntry {
  return { id: 'a.must', section: '2.7.8.2', level: 'MUST', role: 'device', text: 'It is so.', ...given };
}

/** An assertion that demands 'a.must' and is proved, but for what is given. */
export function assertion(given: Partial<AssertionResult> = {}): AssertionResult {
  return {
    ...{ name: 'it is so', kind: 'must', requirement: 'a.must', verdict: 'proved', expected: 'proved' },
    decidedBy: 'solver',
    ...given,
  };
}

/** An assertion of a finding: it is broken, and known to be. */
export const KNOWN = { verdict: 'refuted', expected: 'refuted' } as const;

/** The result of a proof on a queue's model with these assertions. */
export function proved(
  id: string,
  assertions: readonly AssertionResult[],
  given: Partial<ProofResult> = {},
): ProofResult {
  return result({ id, model: 'queue', assertions, ...given });
}

interface Known {
  readonly id: string;
  readonly family: string;
  readonly requirements?: readonly string[];
  readonly isOwn?: true;
}

/** What a run with these results says of a queue's model, and of others. A proof declares what the assertions of its results cite. */
export function evidence(
  results: readonly ProofResult[],
  {
    proofs,
    ...more
  }: Partial<Omit<Parameters<typeof evidenceOf>[0], 'proofs'>> & { readonly proofs?: readonly Known[] } = {},
): Evidence {
  const ran = [...new Set(results.map(({ id }) => id))].map((id) => ({ id, family: 'split-device' }));
  const known = (proofs ?? ran).map((one) => ({ ...one, ...declared(one, results) }));
  return evidenceOf({
    ...{ models: [{ name: 'queue', kind: 'split-device' }], proofs: known },
    ...{ results, notApplicable: [], excluded: [] },
    families: new Map(known.map(({ id, family }) => [id, family])),
    ...more,
  });
}

function declared({ id, requirements = [], isOwn }: Known, results: readonly ProofResult[]) {
  const own = results.filter((result) => result.id === id);
  const cited = own.flatMap(({ assertions }) => assertions.flatMap(({ requirement }) => requirement ?? []));
  return {
    requirements: [...requirements, ...cited],
    ...(isOwn === true || own.some((one) => one.isOwn === true) ? { isOwn: true as const } : {}),
  };
}
