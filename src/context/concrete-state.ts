import type { Region } from '../memory/regions.ts';
import type { Fields } from './replay-event.ts';

/** A concrete start of a proof's body: a value for every input, regions and bytes for every memory. */
export interface ConcreteState {
  readonly inputs: ReadonlyMap<string, bigint | boolean>;
  readonly memories: ReadonlyMap<string, ConcreteMemoryState>;
  /**
   * What parts start as, under their names: a body that starts a part in another state, or one that is not named here, is not
   * about this start. Left out where parts start as the inputs say.
   */
  readonly parts?: ReadonlyMap<string, Fields>;
}

export interface ConcreteMemoryState {
  readonly regions: readonly Region[];
  /**
   * Initial content; bytes not listed are 0. Bytes outside of all regions are what a property sees that looks there: no
   * access reaches them. What the other side writes in the course of the proof is kept among the memories as `memory/name`,
   * with no regions of its own.
   */
  readonly bytes: ReadonlyMap<bigint, number>;
}
