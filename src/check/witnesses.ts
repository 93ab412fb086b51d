import { EVERYTHING, NOTHING, withMemories } from '../context/memory-variants.ts';
import type { ConcreteState } from '../context/concrete-state.ts';
import { memoryOf } from '../memory/observed-memory.ts';
import type { Input } from '../proof/inputs.ts';
import type { Answer, CheckLimits } from '../solver/solver.ts';
import { subterms } from '../term/children.ts';
import type { BoolTerm } from '../term/term.ts';
import type { CoverResult } from '../result/verdict.ts';
import { decode } from '../prover/decode.ts';
import { COVER_LIMITS, type Prover } from '../prover/prover.ts';
import { Model } from '../prover/model.ts';
import { repaired } from '../prover/repair.ts';
import type { DeclaredInput } from '../context/symbolic-context.ts';

export type WhichEnd = 'least' | 'greatest';
export const ENDS: readonly WhichEnd[] = ['least', 'greatest'];

export type Reached = CoverResult['reached'];

type Value = bigint | boolean;

/** An input's being at one of its ends. */
export interface InputAt {
  readonly input: string;
  readonly at: Value;
  /** What says so. */
  readonly is: BoolTerm;
}

interface Known {
  readonly state: ConcreteState;
  readonly model: Model;
}

/**
 * The budget of finding a state. Most take a tenth of this, and some for ever, where the same question without a wish for all
 * that makes a state is another text, and quick.
 */
export const WITNESS_LIMITS: CheckLimits = { rlimit: 400_000, timeoutMs: 2_000 };

/** So many states are varied in search of one end; each costs about as much as reading the condition. */
const MOST_VARIED = 6;

/** So many of the states that are known are starting points of a search for another one. */
const MOST_REPAIRED = 3;

/** The budget of finding a state of one path, which knows much of what is asked about all paths after it. */
const PATH_LIMITS: CheckLimits = { rlimit: 1_000_000, timeoutMs: 2_000 };

/** A question of so many terms is quick, whatever it is about. */
const FEW_TERMS = 500;

/** So many of several conditions are asked one by one, where the simpler ones cannot hold. */
const MOST_SOUGHT = 2;

/**
 * States of a proof, real ones: with a value for every input, regions and bytes. Whether some state satisfies a condition is
 * looked up among those that are known before a solver is asked, which makes known one more. Each says of a condition
 * exactly what the terms mean.
 */
export class Witnesses {
  readonly #prover: Prover;
  readonly #inputs: ReadonlyMap<string, DeclaredInput>;
  readonly #memories: readonly string[];
  readonly #known: Known[] = [];
  readonly #answers = new Map<BoolTerm, Reached>();

  constructor(prover: Prover, inputs: ReadonlyMap<string, DeclaredInput>, memories: Iterable<string>) {
    this.#prover = prover;
    this.#inputs = inputs;
    this.#memories = [...memories];
    // Sizes bound where addresses can be: least with greatest is as likely a state as either with its like.
    for (const addresses of ENDS) {
      for (const others of ENDS) {
        for (const memory of [EVERYTHING, NOTHING]) this.#add(this.#extreme(addresses, others, memory));
      }
    }
    // Areas at addresses far apart do not overlap, wherever one of them is moved.
    for (const others of ENDS) this.#add(this.#extreme('apart', others, EVERYTHING));
  }

  /**
   * Whether some state satisfies a condition; a state that is found soon is kept. `null` if that could not be decided.
   */
  reached(condition: BoolTerm): Reached {
    return this.#once(condition, () => {
      const answer = this.#prover.satisfy(condition, WITNESS_LIMITS);
      if (answer.status === 'unknown') return this.#prover.possible(condition, COVER_LIMITS);
      if (answer.status === 'sat') this.#add(decode(answer.witness, this.#inputs, this.#memories));
      return answer.status;
    });
  }

  /**
   * Makes a state known that satisfies one of several conditions, if one is found soon, of the simplest of them first: where they
   * have many terms, all of them in one question, `any`, may be much harder.
   */
  seek(conditions: readonly BoolTerm[], any: BoolTerm): void {
    if (conditions.length < 2 || subterms([any]).length <= FEW_TERMS || this.knows(any)) return;
    for (const condition of simplestFirst(conditions).slice(0, MOST_SOUGHT)) {
      if (this.#finds(condition)) return;
      const answer = this.#prover.satisfy(condition, PATH_LIMITS);
      if (answer.status === 'sat') this.#add(decode(answer.witness, this.#inputs, this.#memories));
      if (answer.status !== 'unsat') return;
    }
  }

  /** Whether some state satisfies a condition that no other question is like. */
  possible(condition: BoolTerm, limits: CheckLimits = COVER_LIMITS): Reached {
    return this.#once(condition, () => this.#prover.possible(condition, limits));
  }

  /**
   * Whether a condition holds together with an input's being at one of its ends in a state that is known, or in one that
   * differs from such by no more than the input.
   */
  knowsAt(condition: BoolTerm, { input, at, is }: InputAt): boolean {
    const both = this.#prover.terms.and(condition, is);
    if (this.knows(both)) return true;
    const varied = this.#known.filter((known) => holds(known, condition)).slice(0, MOST_VARIED);
    const moved = varied.map(({ state }) => ({ ...state, inputs: new Map([...state.inputs, [input, at]]) }));
    // Where an address moves, there need not be memory.
    const mapped = moved.map((state) => withMemories(state, ({ bytes }) => ({ ...EVERYTHING, bytes })));
    for (const state of [...moved, ...mapped]) {
      const next = this.#make(state);
      if (!holds(next, both)) continue;
      this.#known.push(next);
      return true;
    }
    return this.#finds(both);
  }

  /** Makes a state known. */
  learn(state: ConcreteState): void {
    this.#add(state);
  }

  /** Whether one of the states that are known satisfies a condition. */
  knows(condition: BoolTerm): boolean {
    return this.#known.some((known) => holds(known, condition));
  }

  #once(condition: BoolTerm, ask: () => Answer['status']): Reached {
    if (condition === this.#prover.terms.true) return true;
    const answered = this.#answers.get(condition);
    if (answered !== undefined) return answered;
    const status = this.knows(condition) || this.#finds(condition) ? 'sat' : ask();
    const answer = status === 'unknown' ? null : status === 'sat';
    // With a greater budget there may be an answer.
    if (answer !== null) this.#answers.set(condition, answer);
    return answer;
  }

  /** Looks for a state near those that are known, and makes it known. */
  #finds(condition: BoolTerm): boolean {
    const near = this.#known
      .map((known) => ({ known, distance: known.model.distance(condition) }))
      .sort((a, b) => a.distance - b.distance);
    for (const { known } of near.slice(0, MOST_REPAIRED)) {
      const model = repaired(known.model, [condition]);
      if (model === undefined) continue;
      const next = this.#make(model.state(this.#inputs, this.#memories));
      // In the state itself, which has a value for what is declared, and no more.
      if (!holds(next, condition)) continue;
      this.#known.push(next);
      return true;
    }
    return false;
  }

  #add(state: ConcreteState): void {
    this.#known.push(this.#make(state));
  }

  #make(state: ConcreteState): Known {
    return { state, model: Model.of(state, this.#inputs) };
  }

  #extreme(addresses: WhichEnd | 'apart', others: WhichEnd, memory: typeof NOTHING): ConcreteState {
    const isAddress = (input: Input): boolean =>
      input.kind === 'word' && input.width === 64 && !input.powerOfTwo;
    const places = [...this.#inputs.values()].filter(({ input }) => isAddress(input));
    const values = [...this.#inputs].map(([name, declared]): [string, Value] => {
      const { input } = declared;
      if (!isAddress(input)) return [name, someEnd(input, others)];
      if (addresses !== 'apart') return [name, someEnd(input, addresses)];
      return [name, placed(input, places.indexOf(declared) + 1, places.length + 1)];
    });
    const memories = this.#memories.map(
      (name) => [name, memoryOf(name) === name ? memory : NOTHING] as const,
    );
    return { inputs: new Map(values), memories: new Map(memories) };
  }
}

/** Conditions by how many terms they have. */
export function simplestFirst(conditions: readonly BoolTerm[]): readonly BoolTerm[] {
  return conditions
    .map((condition) => ({ condition, size: subterms([condition]).length }))
    .sort((a, b) => a.size - b.size)
    .map(({ condition }) => condition);
}

/** An end of an input, the other one where it has but that. */
function someEnd(input: Input, end: WhichEnd): Value {
  return endOf(input, end) ?? endOf(input, end === 'least' ? 'greatest' : 'least') ?? 0n;
}

/** The value of a word that lies a part of the way, `part` of `parts`, between its ends. */
function placed(input: Input, part: number, parts: number): Value {
  if (input.kind !== 'word') return someEnd(input, 'least');
  const { min, max, multipleOf } = input;
  const steps = (max - min) / multipleOf;
  return min + ((steps * BigInt(part)) / BigInt(parts)) * multipleOf;
}

/** The least or greatest value of an input; `null` where it has none. */
export function endOf(input: Input, end: WhichEnd): Value | null {
  if (input.kind === 'bool') return end === 'greatest';
  return end === 'least' ? input.min : input.max;
}

function holds({ model }: Known, condition: BoolTerm): boolean {
  return model.holds(condition);
}
