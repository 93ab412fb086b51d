import type { AlterClaim } from '../context/concrete-context.ts';
import type { ConcreteState } from '../context/concrete-state.ts';
import type { RecordedClaim } from '../context/order-recorder.ts';
import type { OrderExecution } from '../proof/counterexample.ts';
import { decode } from '../prover/decode.ts';
import type { Prover, Witness } from '../prover/prover.ts';
import type { CheckLimits } from '../solver/solver.ts';
import type { BoolTerm } from '../term/term.ts';
import type { Declared } from './exploration.ts';
import type { Subject } from './subject.ts';

/** What became of claims that were altered: all are proved, one is refuted by a state that was replayed, or neither is known. */
export type Altered =
  | { readonly verdict: 'proved' }
  | { readonly verdict: 'refuted'; readonly execution: OrderExecution | null }
  | { readonly verdict: 'undecided'; readonly reason: string };

/** The budget of a question that may be the slow one of two, */
const FIRST_LIMITS: CheckLimits = { rlimit: 2_000_000, timeoutMs: 2_000 };
/** and of one that is the last. */
const LAST_LIMITS: CheckLimits = { rlimit: 40_000_000, timeoutMs: 10_000 };

const PROVED: Altered = { verdict: 'proved' };

/** Of how many states that broke something the latest are tried before a solver is asked: a replay takes far less time. */
const MOST_STATES = 6;

/**
 * Asks whether claims about orders of accesses hold if they are altered. What is one term is asked once, and a state that breaks one
 * claim is tried on the others: it mostly breaks them under another memory model, too.
 */
export class FenceQuestions {
  readonly #subject: Subject;
  readonly #prover: Prover;
  readonly #declared: Declared;
  readonly #proved = new Set<BoolTerm>();
  readonly #reached = new Map<BoolTerm, boolean>();
  /** That broke something, the latest first. */
  #states: readonly ConcreteState[] = [];

  constructor(subject: Subject, prover: Prover, declared: Declared) {
    this.#subject = subject;
    this.#prover = prover;
    this.#declared = declared;
  }

  /** The claims are those under one memory model, on any paths. */
  ask(claims: readonly RecordedClaim[], alter: AlterClaim): Altered {
    const { terms } = this.#prover;
    const all = claims.map((one) => ({ name: one.name, ...this.#termsOf(one, alter) }));
    const open = all.filter(({ broken }) => broken !== terms.false && !this.#proved.has(broken));
    if (open.length === 0) return PROVED;
    const names = new Set(open.map(({ name }) => name));
    for (const state of this.#states) {
      const known = this.#replayed(names, state, alter);
      if (known !== null) return known;
    }
    if (open.length > 1) {
      const together = terms.or(...open.map(({ broken }) => broken));
      if (this.#prover.isUnsat(together, FIRST_LIMITS)) {
        for (const { broken } of open) this.#proved.add(broken);
        return PROVED;
      }
      const answer = this.#prover.satisfy(together, FIRST_LIMITS);
      const broken = answer.status === 'sat' ? this.#broken(names, answer.witness, alter) : null;
      if (broken !== null) return broken;
    }
    let undecided: Altered | null = null;
    for (const { name, bad, broken } of open) {
      const answer = this.#one(name, bad, broken, alter);
      if (answer.verdict === 'refuted') return answer;
      if (answer.verdict === 'undecided') undecided ??= answer;
      else this.#proved.add(broken);
    }
    return undecided ?? PROVED;
  }

  /** Whether some state gets to one of the claims, and its steps can be taken in turns, which every memory model allows. */
  isReached(claims: readonly RecordedClaim[]): boolean {
    const { terms } = this.#prover;
    const each = claims.map(({ claim: { question }, premise, context }) =>
      terms.and(...premise, context.someExecution({ model: 'sc', question }, 'any')),
    );
    const isPossible = (state: BoolTerm): boolean => {
      const known = this.#reached.get(state) ?? this.#prover.decide(state, LAST_LIMITS) === 'sat';
      this.#reached.set(state, known);
      return known;
    };
    return [...new Set(each)].some(isPossible);
  }

  #termsOf({ claim, premise, context }: RecordedClaim, alter: AlterClaim) {
    const bad = context.someExecution(alter(claim, context.events), 'bad');
    // What stands alone is often known without the path.
    const isNone = claim.question.standsAlone === true && this.#proved.has(bad);
    const { terms } = this.#prover;
    return {
      bad: claim.question.standsAlone === true ? bad : null,
      broken: isNone ? terms.false : terms.and(...premise, bad),
    };
  }

  #one(name: string, bad: BoolTerm | null, broken: BoolTerm, alter: AlterClaim): Altered {
    const prover = this.#prover;
    if (bad !== null && prover.isUnsat(bad, FIRST_LIMITS)) {
      this.#proved.add(bad);
      return PROVED;
    }
    if (prover.isUnsat(broken, FIRST_LIMITS)) return PROVED;
    const answer = prover.satisfy(broken, LAST_LIMITS);
    if (answer.status === 'unsat' || (answer.status === 'unknown' && prover.isUnsat(broken, LAST_LIMITS)))
      return PROVED;
    if (answer.status === 'unknown')
      return { verdict: 'undecided', reason: `the solver has no answer: ${answer.reason}` };
    return (
      this.#broken(new Set([name]), answer.witness, alter) ?? {
        verdict: 'undecided',
        reason: 'what the solver found does not break it on numbers',
      }
    );
  }

  /** Whether a state that a solver found breaks one of some claims; if so, it is kept for others. */
  #broken(names: ReadonlySet<string>, witness: Witness, alter: AlterClaim): Altered | null {
    const { inputs, memories } = this.#declared;
    const state = decode(witness, inputs, memories);
    const broken = this.#replayed(names, state, alter);
    if (broken !== null) this.#states = [state, ...this.#states].slice(0, MOST_STATES);
    return broken;
  }

  #replayed(names: ReadonlySet<string>, state: ConcreteState, alter: AlterClaim): Altered | null {
    const { violated, context } = this.#subject.replay(state, true, alter);
    const name = violated.find((one) => names.has(one));
    if (name === undefined) return null;
    const execution = context.orders.find(({ assertion }) => assertion === name) ?? null;
    return { verdict: 'refuted', execution };
  }
}
