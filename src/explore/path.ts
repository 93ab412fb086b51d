import type { BoolTerm } from '../term/term.ts';

/** One step of a path's condition: what was assumed, how a decision was answered, or that an operation did not trap. */
export interface Step {
  /** `trap`: where the condition does not hold, an operation traps, which ends the path there. */
  readonly kind: 'assumption' | 'decision' | 'trap';
  /** The condition as it was asked; the step's literal is it or its negation. */
  readonly condition: BoolTerm;
  readonly answer: boolean;
  /** The other answer was found impossible, so no path explores it. */
  readonly forced: boolean;
}

/** A claim made on a path: to hold wherever the path's condition holds. */
export interface Obligation {
  readonly name: string;
  readonly path: number;
  /** The condition of the path where the claim was made. */
  readonly premise: readonly BoolTerm[];
  readonly goal: BoolTerm;
  /** Made by a call of an operation, which does not trap, and not by the proof. */
  readonly isOfCall?: boolean;
  /** Asked first without the premise. */
  readonly standsAlone?: boolean;
}

/** A state that a path is said to reach. */
export interface Cover {
  readonly name: string;
  readonly path: number;
  readonly premise: readonly BoolTerm[];
  readonly condition: BoolTerm;
}

/** How one decision, assumption or trap was answered, in the order that the body asked. */
export interface StepOutcome {
  readonly answer: boolean;
  /** The other answer was ruled out, by rewriting or by a solver, so that no path goes there. */
  readonly settled: boolean;
}

/** One way through a body. */
export interface Path {
  readonly index: number;
  readonly steps: readonly Step[];
  /** The literals of all steps. */
  readonly condition: readonly BoolTerm[];
}
