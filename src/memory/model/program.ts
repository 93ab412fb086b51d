import type { BoolTerm, IntTerm } from '../../term/term.ts';
import type { Terms } from '../../term/terms.ts';
import type { FenceOrdering } from '../event.ts';

/**
 * The form of a question about a memory model: what each thread does, as straight lines of steps, what loads may find that
 * no store of the question wrote, and what must not happen. Every value is an integer term; loads read fresh variables.
 */
export interface MemoryProgram extends Question {
  /** The steps of each thread in program order. */
  readonly threads: readonly (readonly Step[])[];
}

/** What is asked of threads. */
export interface Question {
  /** What loads may read besides the stores of the program. A load without an entry reads a store of the program. */
  readonly history: readonly History[];
  /** Cells whose final value `bad` mentions. */
  readonly finals: readonly Final[];
  /** Path conditions of the threads, and assumptions. */
  readonly premises: readonly BoolTerm[];
  /** What must not be possible: over the values of loads, finals and ranks, and whatever else the terms mention. */
  readonly bad: BoolTerm;
}

export type Step = Access | Fence;

/** A place in memory. Cells of different fields are never the same; of one field they are if their indices are equal. */
export interface Cell {
  readonly field: string;
  /** Which element of the field; `null` where it has only one. */
  readonly index: IntTerm | null;
}

/** As in C11 and Rust; `plain` is not atomic. Of what is unknown, write the weakest that is possible. */
export type AccessOrdering = 'plain' | 'relaxed' | 'acquire' | 'release' | 'acq-rel' | 'seq-cst';

/** One load or store of one cell. An atomic read-modify-write is a load and, later, a store that name each other. */
export interface Access {
  readonly kind: 'load' | 'store';
  /** Unique in its program. */
  readonly id: string;
  readonly cell: Cell;
  /** Of a load, a variable of its own. Its range is the range of the values that the cell can hold. */
  readonly value: IntTerm;
  /** Of a half of a read-modify-write, the ordering of the whole operation. */
  readonly ordering: AccessOrdering;
  /** The other half of a read-modify-write. */
  readonly partner?: string;
  /** A name that all parts of one access share: program order does not order them among each other. */
  readonly group?: string;
  readonly dependencies: Dependencies;
  /** Where it stands in the code, for people. */
  readonly where: string;
}

/** Ids of earlier loads of the same thread, on which an access depends in the machine's code. None is weaker, and always sound. */
export interface Dependencies {
  readonly address: readonly string[];
  readonly data: readonly string[];
  /** Loads that an earlier branch depends on. */
  readonly control: readonly string[];
}

export const NO_DEPENDENCIES: Dependencies = { address: [], data: [], control: [] };

export interface Fence {
  readonly kind: 'fence';
  /** Unique in its program. */
  readonly id: string;
  readonly ordering: FenceOrdering;
  readonly where: string;
}

/**
 * A value that a load may have although no store of the program wrote it: one written before all of them (initial content,
 * or a stale value), or after all of them to that cell (by steps that the program leaves out).
 */
export interface History {
  readonly load: string;
  /** What a message calls it: 'initial', 'stale', 'later'. */
  readonly name: string;
  readonly when: 'before' | 'after';
  /** Which values these are, over the load's value: it must allow every one that is possible. */
  readonly condition: BoolTerm;
}

/** The value of a cell when all is done. */
export interface Final {
  readonly cell: Cell;
  /** A variable of its own. */
  readonly value: IntTerm;
  /** What it is where no store of the program wrote the cell, over `value`; such a final value is impossible where it is `false`. */
  readonly untouched: BoolTerm;
}

/**
 * The place of an access in the order of all stores to its cell: from 1 upwards for stores; a load has the rank of the store
 * that it reads, 0 of what was there before, and more than all stores for what comes later. Ranks are only
 * compared within one cell.
 */
export function rankOf(terms: Terms, id: string): IntTerm {
  return terms.var(`rank.${id}`, 0n, Infinity);
}

/** Whether two accesses, or an access and a final value, are of the same cell. */
export function isSameCell(terms: Terms, a: Cell, b: Cell): BoolTerm {
  if (a.field !== b.field) return terms.false;
  if (a.index === b.index) return terms.true;
  if (a.index === null || b.index === null) {
    throw new TypeError(`field '${a.field}' is accessed both with an index and without one`);
  }
  return terms.eq(a.index, b.index);
}

/** A step of a program, with its thread and its place there. */
export type Placed<T> = T & {
  readonly thread: number;
  /** Of the step in its thread, fences counted. */
  readonly position: number;
};

/** The accesses of threads of any kind of step. */
export function accessesOf<A extends Access, F extends { readonly kind: 'fence' }>(
  threads: readonly (readonly (A | F)[])[],
): readonly Placed<A>[] {
  return threads.flatMap((steps, thread) =>
    steps.flatMap((step, position) => (step.kind === 'fence' ? [] : [{ ...step, thread, position }])),
  );
}

/** Whether program order orders two steps: of one thread, and not parts of one access. */
export function isInProgramOrder(a: Placed<{ group?: string }>, b: Placed<{ group?: string }>): boolean {
  return a.thread === b.thread && a.position < b.position && (a.group === undefined || a.group !== b.group);
}
