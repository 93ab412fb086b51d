import type { Obligation } from '../explore/path.ts';
import { isTrapAssertion } from '../proof/calls.ts';
import { DeclarationError } from '../proof/declaration-error.ts';
import { suggested } from '../proof/finding.ts';
import { ASSERTION_KINDS } from '../proof/standing.ts';
import type { AskedMemoryModels, AssertionResult } from '../result/verdict.ts';
import { violation } from '../prover/discharge.ts';
import type { Prover } from '../prover/prover.ts';
import type { Explored } from './exploration.ts';
import { mayName } from './names-in-text.ts';
import type { Subject } from './subject.ts';

type VerdictOf = (name: string) => AssertionResult['verdict'];

/** The assertions that a body was found to make: which are checked, and which of them are expected to break. */
export class Claims {
  /** Names of the assertions that are checked, in the order of the proof. */
  readonly asked: readonly string[];
  /** Names of the assertions that are not of the contract, or about a memory model that is not asked. */
  readonly leftOut: readonly string[];
  /** The memory models that were asked about, and the assertions about others; `undefined` of a proof about no order of accesses. */
  readonly memoryModels: AskedMemoryModels | undefined;
  readonly obligations: readonly Obligation[];
  readonly #standings: Explored['declared']['standings'];
  readonly #expectedBroken: ReadonlySet<string>;
  /** What the finding names and no path asserts. */
  readonly #missing: readonly string[];

  /** Throws a `DeclarationError` for a finding that names an assertion which the proof does not have. */
  constructor({ finding, contract, text }: Subject, { exploration, declared }: Explored) {
    this.obligations = exploration.obligations;
    this.#standings = declared.standings;
    this.leftOut = [...declared.standings]
      .filter(([name, { kind }]) => !contract.includes(kind) || isOtherModel(declared, name))
      .map(([name]) => name);
    this.memoryModels =
      declared.orders.size === 0
        ? undefined
        : {
            asked: declared.memoryModels,
            leftOut: [...declared.standings.keys()].filter((name) => isOtherModel(declared, name)),
          };
    // Claims that the checker makes itself are no assertions of the body, and always checked.
    this.asked = [...new Set(this.obligations.map(({ name }) => name))];
    const breaks = (finding?.breaks ?? []).filter((name) => !this.leftOut.includes(name));
    this.#expectedBroken = new Set(breaks);
    this.#missing = breaks.filter((name) => !this.asked.includes(name));
    const unknown = this.#missing.filter((name) => !isTrapAssertion(name) && !mayName(text, name));
    if (unknown.length > 0)
      throw new DeclarationError(
        `the finding of the model names the assertion '${unknown.join("', '")}', which the proof does not have` +
          suggested('assertions', unknown, [...this.asked, ...this.leftOut]),
      );
  }

  /** Whether the contract leaves nothing to check. */
  get isEmpty(): boolean {
    return this.asked.length === 0 && this.#missing.length === 0 && this.leftOut.length > 0;
  }

  /** The names that a finding says are broken. */
  get expectedBroken(): ReadonlySet<string> {
    return this.#expectedBroken;
  }

  /** Whether a finding says that an assertion is broken. */
  isExpected(name: string): boolean {
    return this.#expectedBroken.has(name);
  }

  /** Whether it is unexpected for an assertion to be broken. */
  isSurprise(name: string): boolean {
    return this.asked.includes(name) && !this.isExpected(name);
  }

  /**
   * The first of some assertions, in the order of a run that breaks them, that tells more than another one which that run breaks:
   * what the specification demands tells more than what it recommends, and that more than a promise, which often breaks as a
   * consequence. A trap counts as a demand: it ends the host. `undefined` if none does.
   */
  moreTelling(than: string, broken: readonly string[]): string | undefined {
    const rankOf = (name: string): number =>
      isTrapAssertion(name) ? 0 : ASSERTION_KINDS.indexOf(this.#standings.get(name)?.kind ?? 'promise');
    const best = Math.min(...broken.map(rankOf));
    return best < rankOf(than) ? broken.find((name) => rankOf(name) === best) : undefined;
  }

  /** The results of the assertions that are checked, and of those that a finding names and no path asserts. */
  results(prover: Prover, verdictOf: VerdictOf): readonly AssertionResult[] {
    const isByRewriting = (name: string): boolean =>
      this.obligations.every((one) => one.name !== name || violation(prover, one) === prover.terms.false);
    const of = (name: string, verdict: AssertionResult['verdict']): AssertionResult => {
      const { kind, requirement } = this.#standings.get(name) ?? { kind: 'promise', requirement: null };
      const expected = this.isExpected(name) ? 'refuted' : 'proved';
      const isDecided = verdict === 'proved' || verdict === 'refuted';
      const decidedBy = !isDecided ? null : isByRewriting(name) ? 'rewriting' : 'solver';
      return { name, kind, requirement, verdict, expected, decidedBy };
    };
    return [
      ...this.asked.map((name) => of(name, verdictOf(name))),
      ...this.#missing.map((name) => of(name, 'not-reached')),
    ];
  }
}

/** Whether an assertion or a cover is about a memory model that is not asked. */
export function isOtherModel(
  { orders, memoryModels }: Pick<Explored['declared'], 'orders' | 'memoryModels'>,
  name: string,
): boolean {
  const model = orders.get(name);
  return model !== undefined && !memoryModels.includes(model);
}
