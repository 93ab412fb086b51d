import { truthOf } from '../domain/concrete.ts';
import type { Induction } from '../proof/counterexample.ts';
import type { InductionMoment } from '../proof/run-host.ts';
import { conjunctsOf } from './conditions.ts';
import { plainGhost } from './plain.ts';

/** The two sides of a step of an induction, as a replay gets to them. */
export class ToldInduction {
  #before: ReturnType<typeof shown> | null = null;
  #told: Induction | null = null;

  /** `null` until both sides are there. */
  get told(): Induction | null {
    return this.#told;
  }

  tell(moment: InductionMoment): void {
    if (moment.when === 'before') {
      this.#before = shown(moment);
      return;
    }
    const [before, after] = [this.#before, shown(moment)];
    if (before === null) return;
    this.#told = {
      step: moment.step,
      clauses: after.clauses.map(({ name, holds, parts }, i) => ({
        ...{ name, holds },
        ...{ before: before.clauses[i]?.parts ?? [], after: parts },
      })),
      ghost: after.ghost.map(([name, value], i) => ({
        ...{ name, before: before.ghost[i]?.[1] ?? null, after: value },
      })),
    };
  }
}

function shown({ clauses, ghost }: InductionMoment) {
  return {
    clauses: clauses().map(([name, condition]) => ({
      ...{ name, holds: truthOf(condition), parts: conjunctsOf(condition) },
    })),
    ghost: Object.entries(ghost).map(([name, value]) => [name, plainGhost(value)] as const),
  };
}
