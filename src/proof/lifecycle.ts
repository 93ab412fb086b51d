import type { ProofContext } from './context.ts';
import type { Asked } from './model.ts';

/** One operation of a lifecycle, with arbitrary arguments. */
export interface Step<M, On, Args, Result> {
  /** Optional members that a model has to have. */
  readonly needs?: readonly string[];
  /** What callers keep to, in words: printed with each proof of it. */
  readonly assumes?: string;
  /** What it is called on, in any state in which it may be called. */
  readonly start: (p: ProofContext, device: M) => On;
  /** Arguments that it is called with, each declared as an input. */
  readonly args: (p: ProofContext) => Args;
  /** Calls it. `on`: what is gone on with; `undefined` on paths where nothing was called. */
  readonly run: (device: M, on: On, args: Args) => { readonly on: On; readonly result: Result } | undefined;
}

/** A step of any arguments and result. */
export interface AnyStep<M, On> extends Omit<Step<M, On, unknown, unknown>, 'run'> {
  readonly run: (device: M, on: On, args: never) => { readonly on: On; readonly result: unknown } | undefined;
}

export type ArgsOf<S> = S extends { readonly args: (p: ProofContext) => infer A } ? A : never;
export type ResultOf<S> = S extends { readonly run: (...args: never) => infer R }
  ? R extends { readonly result: infer T }
    ? T
    : never
  : never;

/** How something begins that is to be operated. */
export interface Maker<M, On> {
  readonly needs?: readonly string[];
  /** `undefined` on paths where nothing is made. */
  readonly make: (p: ProofContext, device: M) => On | undefined;
}

/** Another side, which can write guest memory between any two operations. */
export interface OtherSide<M, On> {
  /** As proofs name it: `driver`. */
  readonly name: string;
  /** Any moment between two operations. */
  readonly start: (p: ProofContext, device: M) => On;
  /** Writes anything to all that it can reach: what it leaves alone an invariant says in its `environment`. */
  readonly writes: (p: ProofContext, on: On) => void;
}

/**
 * All that can become of a part of a model: how it begins, and all that changes it or its memory. What holds at the
 * beginning and is kept by each operation, and by what the other side writes in between, holds for ever. On is what operations are called on, such as a queue with its
 * memory; V what properties see of it at one moment.
 */
export interface Lifecycle<M, D, On, V, Steps, Makers> {
  readonly on: Asked<M, D>;
  /** What properties see of it now; later operations do not change it. */
  readonly seen: (on: On) => V;
  /** In any state in which it is in use, for what follows from an invariant. */
  readonly start: (p: ProofContext, device: M) => On;
  readonly makers: Makers & Readonly<Record<string, Maker<M, On>>>;
  readonly steps: Steps & Readonly<Record<string, AnyStep<M, On>>>;
  /**
   * Names of steps that can follow each other from the first maker on: what their `start` asks is what that maker and each of them leaves.
   * A search for how a broken condition comes about puts them together; left out: there is no such search.
   */
  readonly consecutive?: readonly string[];
  /** Another side that writes memory between steps; `null` if only the steps write it. */
  readonly other: OtherSide<M, On> | null;
}

/** `putBack` as ids have it: `put-back`. */
export function kebabCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
