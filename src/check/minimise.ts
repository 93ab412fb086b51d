import {
  bytesOf,
  bytesThatCount,
  lowerBytes,
  shrinkBytes,
  type ByteAt,
} from '../counterexample/shrink-bytes.ts';
import {
  goalsOf,
  inSizeOrder,
  shrinkInputs,
  type Breaks,
  type Goal,
} from '../counterexample/shrink-inputs.ts';
import { shrinkRegions, type TouchedFrom } from '../counterexample/shrink-regions.ts';
import type { ConcreteState } from '../counterexample/state.ts';
import type { CheckLimits } from '../solver/solver.ts';
import type { BoolTerm, IntTerm } from '../term/term.ts';
import { decode } from './decode.ts';
import type { Prover } from './prover.ts';
import type { DeclaredInput } from './symbolic-context.ts';

/** A counterexample that is to be made small, and what it takes to tell whether another state is one as well. */
export interface Minimisable {
  readonly state: ConcreteState;
  /** Holds in exactly the states that break the assertion. */
  readonly broken: BoolTerm;
  readonly inputs: ReadonlyMap<string, DeclaredInput>;
  readonly memories: Iterable<string>;
  readonly breaks: Breaks;
  readonly touched: TouchedFrom;
}

/** One question, in the solver's steps: cheap beside what found the counterexample. */
const QUESTION: CheckLimits = { rlimit: 1_500_000, timeoutMs: 1_000 };
const MOST_QUESTIONS = 40;

/**
 * The least counterexample to an assertion: queue sizes as small as they can be, then every other input in the order of
 * declaration as small as those before it allow (aligned addresses on a page each, where they can be), then the bytes of
 * memory, read as one number whose first byte is the lowest, then the fewest and smallest regions. Whichever state a solver
 * came up with, the inputs are the same in the end, unless it leaves a question open.
 */
export function minimise(prover: Prover, found: Minimisable, isLate: () => boolean): ConcreteState {
  const { inputs, touched } = found;
  // Replays take time as well: when that is up, no other state will do.
  const breaks: Breaks = (state) => !isLate() && found.breaks(state);
  const solver = new SmallerStates(prover, found, isLate);
  const declared = [...inputs.values()];
  let state = shrinkInputs(found.state, declared, breaks);
  const goals = goalsOf(declared);
  for (const input of inSizeOrder(declared)) {
    const goal = goals.get(input.input.name);
    const shrink = (next: ConcreteState): ConcreteState => shrinkInputs(next, declared, breaks);
    if (goal !== undefined) state = solver.leastInput(state, input, goal, shrink);
  }
  state = shrinkBytes(state, touched, breaks);
  state = solver.leastBytes(state, (next) => lowerBytes(next, breaks));
  return shrinkRegions(state, touched, breaks);
}

/** Asks a solver for states that are smaller in one place, with all places before it as they are. */
class SmallerStates {
  readonly #prover: Prover;
  readonly #found: Minimisable;
  readonly #isLate: () => boolean;
  readonly #fixed: BoolTerm[] = [];
  #questions = 0;

  constructor(prover: Prover, found: Minimisable, isLate: () => boolean) {
    this.#prover = prover;
    this.#found = found;
    this.#isLate = isLate;
  }

  /** A state in which an input is as small as those before it allow; from now on it is fixed. */
  leastInput(
    start: ConcreteState,
    declared: DeclaredInput,
    { best, least }: Goal,
    shrink: (state: ConcreteState) => ConcreteState,
  ): ConcreteState {
    const { name } = declared.input;
    const { terms: t } = this.#prover;
    if (isBool(declared)) {
      const value = (state: ConcreteState): boolean => state.inputs.get(name) === true;
      const next = value(start) ? this.#ask(t.not(declared.term)) : undefined;
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
      const next = this.#ask(isBetter);
      return next === undefined ? state : shrink(next);
    };
    let state = start;
    if (best !== least && value(state) !== best) state = improved(state, t.eq(term, t.const(best)));
    // An integer may be less than what counts as least.
    if (value(state) < least) state = improved(state, t.le(t.const(least), term));
    const grain = declared.input.kind === 'word' ? declared.input.multipleOf : 1n;
    const low = value(state) === best ? best : least;
    return this.#leastWord(state, term, { least: low, grain }, value, shrink);
  }

  /** A state in which each of the bytes that count, highest address first, is as small as those before it allow. */
  leastBytes(start: ConcreteState, shrink: (state: ConcreteState) => ConcreteState): ConcreteState {
    const { terms: t } = this.#prover;
    const done = new Set<string>();
    let state = start;
    // Where all bytes are 0 there is nothing to ask.
    while (bytesOf(state).some((byte) => !done.has(keyOf(byte)))) {
      const all = bytesThatCount(state, this.#found.touched);
      const byte = all.find((candidate) => !done.has(keyOf(candidate)));
      if (byte === undefined) return state;
      done.add(keyOf(byte));
      const term = t.load(t.memory(byte.memory), t.const(byte.address), 1);
      const value = ({ memories }: ConcreteState): bigint =>
        BigInt(memories.get(byte.memory)?.bytes.get(byte.address) ?? 0);
      state = this.#leastWord(state, term, { least: 0n, grain: 1n }, value, shrink);
    }
    return state;
  }

  #leastWord(
    start: ConcreteState,
    term: IntTerm,
    { least, grain }: { readonly least: bigint; readonly grain: bigint },
    value: (state: ConcreteState) => bigint,
    shrink: (state: ConcreteState) => ConcreteState,
  ): ConcreteState {
    const { terms: t } = this.#prover;
    let [state, low, step] = [start, least, 0n];
    // Anything smaller first, for that is mostly what there is not; then from the least value up, in growing steps.
    let bound = value(state) - grain;
    while (low < value(state)) {
      const next = this.#ask(t.le(term, t.const(bound)));
      if (next === undefined) low = bound + grain;
      else state = shrink(next);
      const [near, below] = [low + step * grain, value(state) - grain];
      bound = near < below ? near : below;
      step = 2n * step + 1n;
    }
    this.#fixed.push(t.eq(term, t.const(value(state))));
    return state;
  }

  /** A state that is smaller in this way, replayed; `undefined` where there is none or no answer. */
  #ask(smaller: BoolTerm): ConcreteState | undefined {
    if (this.#questions >= MOST_QUESTIONS || this.#isLate()) return undefined;
    this.#questions += 1;
    const { broken, inputs, memories, breaks } = this.#found;
    const condition = this.#prover.terms.and(...this.#fixed, smaller, broken);
    const answer = this.#prover.satisfy(condition, QUESTION);
    if (answer.status !== 'sat') return undefined;
    const state = decode(answer.witness, inputs, memories);
    return breaks(state) ? state : undefined;
  }
}

function keyOf({ memory, address }: ByteAt): string {
  return `${memory} ${address}`;
}

function isBool(declared: DeclaredInput): declared is Extract<DeclaredInput, { input: { kind: 'bool' } }> {
  return declared.input.kind === 'bool';
}
