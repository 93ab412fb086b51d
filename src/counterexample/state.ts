import type { Region } from '../memory/regions.ts';

/** A concrete start of a proof's body: a value for every input, regions and bytes for every memory. */
export interface ConcreteState {
  readonly inputs: ReadonlyMap<string, bigint | boolean>;
  readonly memories: ReadonlyMap<string, ConcreteMemoryState>;
}

export interface ConcreteMemoryState {
  readonly regions: readonly Region[];
  /** Initial content; bytes not listed are 0, bytes outside all regions do not exist. */
  readonly bytes: ReadonlyMap<bigint, number>;
}
