import type { ConcreteMemoryState, ConcreteState } from '../context/concrete-state.ts';
import { NOTHING } from '../context/memory-variants.ts';
import type { DeclaredInput } from '../context/symbolic-context.ts';
import { memoryOf } from '../memory/observed-memory.ts';
import { Evaluator } from '../term/evaluate.ts';
import type { BoolTerm, IntTerm, Var } from '../term/term.ts';
import { integersIn, memoryValues } from './state-values.ts';

/** What a model says; whatever it does not name has a value as well. */
export interface ModelValues {
  readonly ints: ReadonlyMap<string, bigint>;
  readonly bools: ReadonlyMap<string, boolean>;
  readonly memories: ReadonlyMap<string, ConcreteMemoryState>;
  /** Which end of its range any other variable has. */
  readonly end: 'least' | 'greatest';
  /** Any other memory. */
  readonly memory: ConcreteMemoryState;
}

/**
 * A value for everything that terms leave open, regions and bytes included: each term has exactly one value in it, so that
 * what holds in it is satisfiable, wherever it came from.
 */
export class Model {
  readonly values: ModelValues;
  readonly #evaluator: Evaluator;
  readonly #toHold = new Map<BoolTerm, number>();
  readonly #toFail = new Map<BoolTerm, number>();

  constructor(values: ModelValues) {
    this.values = values;
    this.#evaluator = new Evaluator({
      int: (name, variable) => values.ints.get(name) ?? valueAt(variable, values.end),
      bool: (name) => values.bools.get(name) ?? values.end === 'greatest',
      ...memoryValues((name) => this.memory(name)),
    });
  }

  /** The model of a state of a proof. */
  static of(state: ConcreteState, inputs: ReadonlyMap<string, DeclaredInput>): Model {
    const bools = [...state.inputs].flatMap(([name, value]) =>
      typeof value === 'boolean' ? [[name, value] as const] : [],
    );
    const ints = integersIn(state, inputs);
    return new Model({
      ...{ ints, bools: new Map(bools), memories: state.memories },
      ...{ end: 'least', memory: NOTHING },
    });
  }

  int(term: IntTerm): bigint {
    return this.#evaluator.int(term);
  }

  holds(condition: BoolTerm): boolean {
    return this.#evaluator.bool(condition);
  }

  /** How many conditions have to change, at least, so that this one holds, or does not: 0 where it is so. */
  distance(condition: BoolTerm, to = true): number {
    if (this.holds(condition) === to) return 0;
    const distances = to ? this.#toHold : this.#toFail;
    const known = distances.get(condition);
    if (known !== undefined) return known;
    const distance = this.#distance(condition, to);
    distances.set(condition, distance);
    return distance;
  }

  #distance(condition: BoolTerm, to: boolean): number {
    if (condition.kind === 'not') return this.distance(condition.arg, !to);
    if (condition.kind !== 'and' && condition.kind !== 'or') return 1;
    const each = condition.args.map((arg) => this.distance(arg, to));
    const all = (condition.kind === 'and') === to;
    return all ? each.reduce((sum, one) => sum + one, 0) : Math.min(...each);
  }

  memory(name: string): ConcreteMemoryState {
    const { memories, memory } = this.values;
    return memories.get(name) ?? (memoryOf(name) === name ? memory : NOTHING);
  }

  /** As a state of a proof. */
  state(inputs: ReadonlyMap<string, DeclaredInput>, memories: Iterable<string>): ConcreteState {
    const given = [...inputs].map(([name, { term }]): [string, bigint | boolean] => [
      name,
      term.sort === 'int' ? this.int(term) : this.holds(term),
    ]);
    const contents = [...memories].map((name): [string, ConcreteMemoryState] => [name, this.memory(name)]);
    return { inputs: new Map(given), memories: new Map(contents) };
  }
}

/** A value of a variable: at an end of its range, or at the other one where it has but that. */
function valueAt({ range: { lo, hi } }: Var, end: 'least' | 'greatest'): bigint {
  const [first, second] = end === 'least' ? [lo, hi] : [hi, lo];
  if (typeof first === 'bigint') return first;
  return typeof second === 'bigint' ? second : 0n;
}
