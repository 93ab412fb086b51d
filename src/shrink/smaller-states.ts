import type { ByteAt } from './shrink-bytes.ts';
import type { Breaks, Goal } from './shrink-inputs.ts';
import type { ConcreteState } from '../context/concrete-state.ts';
import { SolverError, type CheckLimits } from '../solver/solver.ts';
import type { BoolTerm, IntTerm } from '../term/term.ts';
import { decode } from '../prover/decode.ts';
import type { Budget } from './budget.ts';
import { byteComponent, byteTerm, isSmallerIn, valueAt, type Component } from './components.ts';
import { Model } from '../prover/model.ts';
import type { Prover } from '../prover/prover.ts';
import { repaired } from '../prover/repair.ts';
import type { DeclaredInput } from '../context/symbolic-context.ts';

/** The limits of one question, in steps alone: cheap compared to finding the counterexample, and the same on every machine. */
const QUESTION: CheckLimits = { rlimit: 1_500_000 };
/** The limits of a question that only saves others. */
const SHORT_CUT: CheckLimits = { rlimit: 400_000 };

/** What a state has to satisfy, and what it consists of. */
export interface Searched {
  /** Holds in exactly the states that are looked for. */
  readonly broken: BoolTerm;
  readonly inputs: ReadonlyMap<string, DeclaredInput>;
  readonly memories: Iterable<string>;
  /** Whether a state does when it is replayed. */
  readonly breaks: Breaks;
}

type Found =
  { readonly status: 'sat'; readonly state: ConcreteState } | { readonly status: 'unsat' | 'unknown' };

type Shrink = (state: ConcreteState) => ConcreteState;

/** Asks a solver for states that are smaller in one place, with all places before it as they are. */
export class SmallerStates {
  readonly #prover: Prover;
  readonly #searched: Searched;
  readonly #budget: Budget;
  readonly #fixed: BoolTerm[] = [];

  constructor(prover: Prover, searched: Searched, budget: Budget) {
    this.#prover = prover;
    this.#searched = searched;
    this.#budget = budget;
  }

  /** A state in which an input is as small as those before it allow; from now on it is fixed. */
  leastInput(
    start: ConcreteState,
    declared: DeclaredInput,
    { best, least }: Goal,
    shrink: Shrink,
  ): ConcreteState {
    const { name } = declared.input;
    const { terms: t } = this.#prover;
    if (isBool(declared)) {
      const value = (state: ConcreteState): boolean => state.inputs.get(name) === true;
      const next = value(start) ? this.#find(start, t.not(declared.term)) : undefined;
      const state = next === undefined ? start : shrink(next);
      this.#fixed.push(value(state) ? declared.term : t.not(declared.term));
      return state;
    }
    const value = (state: ConcreteState): bigint => {
      const given = state.inputs.get(name);
      return typeof given === 'bigint' ? given : 0n;
    };
    const { term } = declared;
    if (typeof best !== 'bigint' || typeof least !== 'bigint') return start;
    const improved = (state: ConcreteState, isBetter: BoolTerm): ConcreteState => {
      const next = this.#find(state, isBetter);
      return next === undefined ? state : shrink(next);
    };
    let state = start;
    if (best !== least && value(state) !== best) state = improved(state, t.eq(term, t.const(best)));
    // An integer may be less than what counts as least.
    if (value(state) < least) state = improved(state, t.le(t.const(least), term));
    const grain = declared.input.kind === 'word' ? declared.input.multipleOf : 1n;
    const low = value(state) === best ? best : least;
    return this.#leastWord(state, term, { least: low, grain, isByte: false }, value, shrink);
  }

  /** Whether no state is smaller in these components, as far as a small budget can show; all are fixed then. */
  areLeast(state: ConcreteState, places: readonly Component[]): boolean {
    const answer = this.#ask(state, isSmallerIn(this.#prover.terms, state, places), false);
    if (answer.status !== 'unsat') return false;
    this.#fixed.push(...places.map((place) => place.isAsIn(state)));
    return true;
  }

  /**
   * A state in which each of some bytes is as small as those before it allow. Mostly they are so already, or can all be 0;
   * else the same is asked of halves of them.
   */
  leastBytes(start: ConcreteState, bytes: readonly ByteAt[], shrink: Shrink): ConcreteState {
    const { terms: t } = this.#prover;
    const [first] = bytes;
    if (first === undefined) return start;
    if (bytes.length === 1) {
      const value = (state: ConcreteState): bigint => valueAt(state, first);
      return this.#leastWord(
        start,
        byteTerm(t, first),
        { least: 0n, grain: 1n, isByte: true },
        value,
        shrink,
      );
    }
    if (
      this.areLeast(
        start,
        bytes.map((byte) => byteComponent(t, byte)),
      )
    )
      return start;
    const areZero = bytes.map((byte) => t.eq(byteTerm(t, byte), t.const(0n)));
    const zero = this.#find(null, t.and(...areZero), false);
    if (zero !== undefined) {
      this.#fixed.push(...areZero);
      return shrink(zero);
    }
    const middle = (bytes.length + 1) >> 1;
    const state = this.leastBytes(start, bytes.slice(0, middle), shrink);
    return this.leastBytes(state, bytes.slice(middle), shrink);
  }

  #leastWord(
    start: ConcreteState,
    term: IntTerm,
    { least, grain, isByte }: { readonly least: bigint; readonly grain: bigint; readonly isByte: boolean },
    value: (state: ConcreteState) => bigint,
    shrink: Shrink,
  ): ConcreteState {
    const { terms: t } = this.#prover;
    let [state, low, step] = [start, least, 0n];
    // Anything smaller first, for that is mostly what there is not; then from the least value up, in growing steps.
    let bound = value(state) - grain;
    while (low < value(state)) {
      const next = this.#find(isByte ? null : state, t.le(term, t.const(bound)));
      if (next === undefined) low = bound + grain;
      else state = shrink(next);
      const [near, below] = [low + step * grain, value(state) - grain];
      bound = near < below ? near : below;
      step = 2n * step + 1n;
    }
    this.#fixed.push(t.eq(term, t.const(value(state))));
    return state;
  }

  /**
   * A state that is smaller in this way, near one where that is given, replayed; `undefined` where there is none or no answer.
   */
  #find(than: ConcreteState | null, smaller: BoolTerm, isNeeded = true): ConcreteState | undefined {
    const answer = this.#ask(than, smaller, isNeeded);
    if (answer.status !== 'sat') return undefined;
    if (this.#searched.breaks(answer.state)) return answer.state;
    if (isNeeded) this.#budget.markIncomplete();
    return undefined;
  }

  /** `isNeeded`: without an answer the search is incomplete, since nothing else can answer it. */
  #ask(than: ConcreteState | null, smaller: BoolTerm, isNeeded: boolean): Found {
    const { inputs, memories } = this.#searched;
    const condition = this.#prover.terms.and(...this.#fixed, smaller, this.#searched.broken);
    if (condition === this.#prover.terms.false) return { status: 'unsat' };
    // Where other bytes are read, others count: such a state is no smaller.
    const near = than === null ? undefined : repaired(Model.of(than, inputs), [condition]);
    if (near !== undefined) return { status: 'sat', state: near.state(inputs, memories) };
    if (!this.#budget.spendQuestion()) return { status: 'unknown' };
    const answer = this.#answer(condition, isNeeded ? QUESTION : SHORT_CUT);
    if (answer.status === 'unknown') this.#budget.recordUnanswered(isNeeded);
    return answer;
  }

  /** A solver that fails gives no answer: the states that were replayed stand. */
  #answer(condition: BoolTerm, limits: CheckLimits): Found {
    const { inputs, memories } = this.#searched;
    try {
      const answer = this.#prover.satisfy(condition, limits);
      return answer.status === 'sat'
        ? { status: 'sat', state: decode(answer.witness, inputs, memories) }
        : { status: answer.status };
    } catch (error) {
      if (!(error instanceof SolverError)) throw error;
      return { status: 'unknown' };
    }
  }
}

function isBool(declared: DeclaredInput): declared is Extract<DeclaredInput, { input: { kind: 'bool' } }> {
  return declared.input.kind === 'bool';
}
