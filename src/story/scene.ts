import type { Counterexample } from '../result/verdict.ts';
import type { QueuePlace } from './queue-fields.ts';

/** Where the steps of a story happen. */
export interface Scene {
  readonly place: QueuePlace | null;
  /** The memory that the queue is in. */
  readonly home: string;
  /** Whether there are several memories, so that each has to be named. */
  readonly areSeveral: boolean;
  readonly inputs: Counterexample['inputs'];
}

/** Where a queue is, if the proof has a memory of this name: that of a memory without a name of its own. */
const DEFAULT_MEMORY = 'memory';

/** The scene of a counterexample with a queue at a place; what somebody else writes to a memory is none of its own. */
export function sceneOf({ inputs, memory }: Counterexample, place: QueuePlace | null): Scene {
  const names = memory.map(({ name }) => name).filter((name) => !name.includes('/'));
  const home = names.includes(DEFAULT_MEMORY) ? DEFAULT_MEMORY : (names[0] ?? DEFAULT_MEMORY);
  return { place, home, areSeveral: names.length > 1, inputs };
}

/** Where the queue lies in a memory; `null` in every other than its own. */
export function placeIn({ place, home }: Scene, memory: string): QueuePlace | null {
  return memory === home ? place : null;
}
