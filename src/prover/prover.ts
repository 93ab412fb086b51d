import type { Feasibility } from '../explore/run.ts';
import { EncodingError, lower, type Encoding } from '../solver/lower.ts';
import { observableSymbols, type Observables } from '../solver/query.ts';
import type { Answer, CheckLimits, Solver, Value } from '../solver/solver.ts';
import type { BoolTerm } from '../term/term.ts';
import type { Terms } from '../term/terms.ts';
import { Contradictions } from './contradictions.ts';
import { modelOf } from './decode.ts';
import { Models } from './models.ts';
import { Subjects } from './related.ts';

/** Values that satisfy a query, with what each of them stands for. */
export interface Witness {
  readonly observables: Observables;
  readonly values: ReadonlyMap<string, Value>;
}

export type Satisfiability =
  | { readonly status: 'sat'; readonly witness: Witness }
  | { readonly status: 'unsat' }
  | { readonly status: 'unknown'; readonly reason: string };

/** The budget of one feasibility question; without an answer both sides are explored. */
const FEASIBILITY_LIMITS: CheckLimits = { rlimit: 400_000, timeoutMs: 2_000 };
/** The budget of one cover or probe: it may cost more than the proof, within limits. */
export const COVER_LIMITS: CheckLimits = { rlimit: 40_000_000, timeoutMs: 10_000 };

/** Asks one solver questions about terms in one encoding, and measures the time. */
export class Prover {
  readonly terms: Terms;
  /** Models that are known of the terms. */
  readonly models = new Models();
  readonly times = { lowering: 0, solving: 0 };
  /** Number of questions that reached the solver. */
  queries = 0;
  /** Called with the text of each question. */
  onQuery: ((text: string) => void) | undefined;
  readonly #solver: () => Solver;
  readonly #encoding: Encoding;
  readonly #feasibility = new Map<BoolTerm, Feasibility>();
  readonly #contradictions = new Contradictions();
  readonly #subjects = new Subjects();

  constructor(terms: Terms, solver: () => Solver, encoding: Encoding) {
    this.terms = terms;
    this.#solver = solver;
    this.#encoding = encoding;
  }

  /**
   * Whether conditions can hold together. A model that is known, or one near it, says yes for nothing, and conditions known
   * not to hold together say no; only then is a solver asked, about those first that have to do with the last one.
   */
  feasible(conditions: readonly BoolTerm[]): Feasibility {
    const all = this.terms.and(...conditions);
    if (all.kind === 'truth') return all.value ? 'feasible' : 'infeasible';
    const known = this.#feasibility.get(all);
    if (known !== undefined) return known;
    const feasibility = this.#feasible(conditions);
    this.#feasibility.set(all, feasibility);
    return feasibility;
  }

  #feasible(conditions: readonly BoolTerm[]): Feasibility {
    if (this.models.known(conditions) !== undefined) return 'feasible';
    if (this.#contradictions.isIn(conditions)) return 'infeasible';
    if (this.models.near(conditions) !== undefined) return 'feasible';
    const related = this.#subjects.related(conditions);
    if (related.length < conditions.length && this.#isContradiction(related)) return 'infeasible';
    // Without exact definitions, `unsat` is certain and `sat` is not.
    const { status } = this.#ask([this.terms.and(...conditions)], false, false, FEASIBILITY_LIMITS).answer;
    if (status === 'unsat') {
      this.#contradictions.add(conditions);
      return 'infeasible';
    }
    if (status === 'unknown') return 'undecided';
    const answer = this.satisfy(this.terms.and(...conditions), FEASIBILITY_LIMITS);
    if (answer.status === 'sat') this.models.learn(modelOf(answer.witness), conditions);
    return 'feasible';
  }

  /** Whether conditions are shown not to hold together, by the same budget; they are remembered then. */
  #isContradiction(conditions: readonly BoolTerm[]): boolean {
    if (!this.isUnsat(this.terms.and(...conditions), FEASIBILITY_LIMITS)) return false;
    this.#contradictions.add(conditions);
    return true;
  }

  /** Whether a condition is shown to be unsatisfiable, by over-approximation: `false` means that it could not be shown. */
  isUnsat(condition: BoolTerm, limits: CheckLimits = {}): boolean {
    if (condition.kind === 'truth') return !condition.value;
    return this.#ask([condition], false, false, limits).answer.status === 'unsat';
  }

  /**
   * Whether a condition is satisfiable: by over-approximation first, and exactly if that finds a state. Unknown
   * also if the encoding cannot express it.
   */
  decide(condition: BoolTerm, limits: CheckLimits = {}): Answer['status'] {
    if (condition.kind === 'truth') return condition.value ? 'sat' : 'unsat';
    try {
      const { status } = this.#ask([condition], false, false, limits).answer;
      return status === 'sat' ? this.#ask([condition], true, false, limits).answer.status : status;
    } catch (error) {
      if (error instanceof EncodingError) return 'unknown';
      throw error;
    }
  }

  /** A state that satisfies a condition, by exact definitions. */
  satisfy(condition: BoolTerm, limits: CheckLimits = {}): Satisfiability {
    if (condition === this.terms.false) return { status: 'unsat' };
    const { answer, observables } = this.#ask([condition], true, true, limits);
    return answer.status === 'sat'
      ? { status: 'sat', witness: { observables, values: answer.model } }
      : answer;
  }

  /** Whether a condition is satisfiable, by exact definitions: several times as fast as `satisfy`. */
  possible(condition: BoolTerm, limits: CheckLimits = {}): Answer['status'] {
    if (condition === this.terms.false) return 'unsat';
    return this.#ask([condition], true, false, limits).answer.status;
  }

  #ask(
    assertions: readonly BoolTerm[],
    exact: boolean,
    observed: boolean,
    limits: CheckLimits,
  ): { answer: Answer; observables: Observables } {
    const begin = performance.now();
    const { text, observables } = lower({ terms: this.terms, assertions, exact, observed }, this.#encoding);
    const lowered = performance.now();
    this.onQuery?.(text);
    this.queries += 1;
    const answer = this.#solver().check(text, observed ? observableSymbols(observables) : [], limits);
    this.times.lowering += lowered - begin;
    this.times.solving += performance.now() - lowered;
    return { answer, observables };
  }
}
