import { EVERYTHING, NOTHING } from '../context/memory-variants.ts';
import type { BoolTerm } from '../term/term.ts';
import { Model } from './model.ts';
import { repaired } from './repair.ts';

/** So many of the models that are known are starting points of a search for another one. */
const MOST_REPAIRED = 2;
/** So many are kept beside those of all ends; the oldest one goes. */
const MOST_KEPT = 64;

/**
 * Models that are known of one proof's terms. Each is evaluated exactly, so that a condition which holds in one is satisfiable
 * whatever a solver says; that none is known says nothing.
 */
export class Models {
  readonly #ends: readonly Model[] = (['least', 'greatest'] as const).flatMap((end) =>
    [EVERYTHING, NOTHING].map(
      (memory) => new Model({ ints: new Map(), bools: new Map(), memories: new Map(), end, memory }),
    ),
  );
  #learnt: readonly Model[] = [];

  /** The latest model in which all of some conditions hold. */
  known(conditions: readonly BoolTerm[]): Model | undefined {
    return this.#all().find((model) => conditions.every((condition) => model.holds(condition)));
  }

  /** A model of some conditions near one that is known, which is kept. */
  near(conditions: readonly BoolTerm[]): Model | undefined {
    const distance = (model: Model): number =>
      conditions.reduce((sum, condition) => sum + model.distance(condition), 0);
    const nearest = this.#all()
      .map((model) => ({ model, distance: distance(model) }))
      .sort((a, b) => a.distance - b.distance);
    for (const { model } of nearest.slice(0, MOST_REPAIRED)) {
      const found = repaired(model, conditions);
      if (found === undefined) continue;
      this.learn(found, conditions);
      return found;
    }
    return undefined;
  }

  /** Keeps a model of some conditions, if they do hold in it; whether they do. */
  learn(model: Model, conditions: readonly BoolTerm[]): boolean {
    if (!conditions.every((condition) => model.holds(condition))) return false;
    this.#learnt = [model, ...this.#learnt].slice(0, MOST_KEPT);
    return true;
  }

  #all(): readonly Model[] {
    return [...this.#learnt, ...this.#ends];
  }
}
