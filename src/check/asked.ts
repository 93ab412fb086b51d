import type { Obligation } from '../explore/path.ts';
import { DeclarationError } from '../proof/declaration-error.ts';
import { known, type Finding } from '../proof/finding.ts';
import type { Proof } from '../proof/declare.ts';
import { ASSERTION_KINDS, type AssertionKind, type Standing } from '../proof/standing.ts';
import type { AssertionResult } from '../result/verdict.ts';

/** The assertions of a proof on one model: which are asked, and which of them are expected to break. */
export interface AskedAssertions {
  /** In the order of the proof. */
  readonly asked: readonly string[];
  readonly leftOut: readonly string[];
  /** Of those that are asked: what the finding names. */
  readonly expectedBroken: ReadonlySet<string>;
  /** What the finding names and no path asserts. */
  readonly missing: readonly string[];
}

/**
 * The assertions that a proof was found to make. `namesIn` is what its text names. Throws a `DeclarationError` for a finding
 * that names an assertion which the proof does not have.
 */
export function askedAssertions(
  obligations: readonly Obligation[],
  { standings, contract }: Asking,
  finding: Finding | null,
  isInText: (name: string) => boolean,
): AskedAssertions {
  const leftOut = [...standings].filter(([, { kind }]) => !contract.includes(kind)).map(([name]) => name);
  // Claims that the checker makes itself are no assertions of the body, and always asked.
  const asked = [...new Set(obligations.map(({ name }) => name))];
  const breaks = (finding?.breaks ?? []).filter((name) => !leftOut.includes(name));
  const missing = breaks.filter((name) => !asked.includes(name));
  const unknown = missing.filter((name) => !isInText(name));
  if (unknown.length > 0)
    throw new DeclarationError(
      `the finding of the model names the assertion '${unknown.join("', '")}', which the proof does not have; ` +
        known('assertions', [...asked, ...leftOut]),
    );
  return { asked, leftOut, missing, expectedBroken: new Set(breaks) };
}

/** What is asked of a proof. */
export interface Asking {
  readonly contract: readonly AssertionKind[];
  readonly standings: ReadonlyMap<string, Standing>;
}

/** The results of the assertions that were asked, and of those that a finding names and no path asserts. */
export function assertionResults(
  { asked, missing, expectedBroken }: AskedAssertions,
  standings: ReadonlyMap<string, Standing>,
  verdictOf: (name: string) => AssertionResult['verdict'],
  isByRewriting: (name: string) => boolean,
): readonly AssertionResult[] {
  const of = (name: string, verdict: AssertionResult['verdict']): AssertionResult => {
    const { kind, requirement } = standings.get(name) ?? { kind: 'promise', requirement: null };
    const expected = expectedBroken.has(name) ? 'refuted' : 'proved';
    const isDecided = verdict === 'proved' || verdict === 'refuted';
    const decidedBy = !isDecided ? null : isByRewriting(name) ? 'rewriting' : 'solver';
    return { name, kind, requirement, verdict, expected, decidedBy };
  };
  return [
    ...asked.map((name) => of(name, verdictOf(name))),
    ...missing.map((name) => of(name, 'not-reached')),
  ];
}

/** The kinds of assertions that a proof is asked: all of the tool's own ones, which every other verdict rests on. */
export function contractOf(
  { isOwn }: Pick<Proof, 'isOwn'>,
  contract: readonly AssertionKind[] = ASSERTION_KINDS,
): readonly AssertionKind[] {
  return isOwn === true ? ASSERTION_KINDS : contract;
}
