import type { Width } from '../domain/width.ts';
import type { Bool, U64, Word } from '../domain/word.ts';
import type { Event, FenceOrdering } from '../memory/event.ts';
import { MEMORY_MODELS, type MemoryModel } from '../memory/model/memory-models.ts';
import type { AccessOrdering } from '../memory/model/program.ts';

export { MEMORY_MODELS, type MemoryModel };

/**
 * Where an access goes: to guest memory, or to the one cell of a channel by which a side notifies the other. `cell`: a name for a word
 * of guest memory, which either all accesses to memory of a question have or none: words of different names are apart.
 */
export type OrderedPlace = { readonly address: U64; readonly cell?: string } | { readonly channel: string };

/** One load or store of one word. */
export interface OrderedAccess {
  readonly kind: 'load' | 'store';
  /** Unique in its question. */
  readonly id: string;
  readonly place: OrderedPlace;
  /** What is stored or was found; `null` of a load whose value nothing depends on. */
  readonly value: Word<Width> | null;
  readonly ordering: AccessOrdering;
  /** Id of the other half of a read-modify-write. */
  readonly partner?: string;
  /** What all words of one plain copy share: they are in no order among each other. */
  readonly group?: string;
  /** What it was in the run; `null` where the question adds it. */
  readonly event: Event | null;
}

export interface OrderedFence {
  readonly kind: 'fence';
  readonly id: string;
  readonly ordering: FenceOrdering;
  readonly event: Event | null;
}

export type OrderedStep = OrderedAccess | OrderedFence;

/** What a load may find that no store of the question wrote. */
export interface OrderedHistory {
  /** Id of the load. */
  readonly load: string;
  /** As a picture has it: 'before', 'stale', 'later'. */
  readonly name: string;
  /** Whether it was written before all stores of the question to that word, or after them. */
  readonly when: 'before' | 'after';
  /** Which values these are. It must allow every one that is possible. */
  readonly condition: Bool;
}

/** What two threads do, each along one path of its code, and what must not come of it, in whatever order their accesses get through. */
export interface OrderedQuestion {
  /** The steps of each thread in program order. */
  readonly threads: readonly { readonly name: string; readonly steps: readonly OrderedStep[] }[];
  readonly history: readonly OrderedHistory[];
  /** What pictures call words of memory. */
  readonly words: readonly { readonly name: string; readonly at: U64 }[];
  /** What must not be, over the values of loads. */
  readonly bad: Bool;
  /** Whether it says all that a proof needs: then solvers are asked first without the conditions of the path. */
  readonly standsAlone?: true;
  /** Where given, only executions are bad in which no notification is left on this channel at the end. */
  readonly lostOn?: string;
}

/** A claim that no execution of a question is bad, under a memory model. */
export interface OrderedClaim {
  readonly model: MemoryModel;
  readonly question: OrderedQuestion;
}
