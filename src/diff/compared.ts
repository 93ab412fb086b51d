import type { ObservedMemory } from '../memory/observed-memory.ts';
import type { ProofContext } from '../proof/context.ts';
import type { ModelRun } from '../proof/model-run.ts';
import type { Part } from '../proof/part.ts';

/** One of two models that are compared, in one run. */
export interface SideOf<D> {
  /** What it is called in stories. */
  readonly name: string;
  readonly declared: D;
}

/** Both models in one run. */
export interface Sides<D> {
  readonly a: SideOf<D>;
  readonly b: SideOf<D>;
  readonly run: ModelRun;
  /** Whether only states in use are compared, and not all that a model declares. */
  readonly isInUse: boolean;
}

/** An operation that is about to be called on one side. */
export interface Prepared {
  /** What it works on: parts whose states are compared afterwards, too. */
  readonly parts: readonly object[];
  /** What has to succeed before it may be called; nothing by default. */
  readonly prelude?: () => boolean;
  /** Calls it. Of parts that it makes, the answer has their handles. */
  readonly run: () => unknown;
  /** What belongs to the states afterwards and is in no part, as data: side tables, for one. */
  readonly leaves?: () => unknown;
  /** What it did with the world that is no access to memory, as data, in order. */
  readonly dealings?: () => unknown;
}

/** An operation of models of one interface, to be compared. */
export interface ComparedOperation<D> {
  /** As in `add-used`. */
  readonly id: string;
  /** Optional members that both models have to have. */
  readonly needs: readonly string[];
  /** Whether it can be asked of these two; of any two where left out. */
  readonly isOf?: (a: D, b: D) => boolean;
  /** The same call on both sides, on parts in a state that both can be in. */
  readonly prepare: (
    sides: Sides<D>,
    memory: ObservedMemory,
    p: ProofContext,
  ) => {
    readonly a: Prepared;
    readonly b: Prepared;
    /** Memory of the host's that the operation works on, too; the same for both. */
    readonly host?: ObservedMemory;
  };
}

/** What is compared of models of one interface. */
export interface ComparedKind<D> {
  readonly operations: readonly ComparedOperation<D>[];
  /** Says what there is to say of a model before a run begins. */
  readonly begin?: (declared: D, run: ModelRun) => void;
  /** The parts that a model may have, by the name that it declares them under; `undefined` of one that it lacks. */
  readonly parts: (declared: D) => Readonly<Record<string, Part<unknown, unknown> | undefined>>;
}
