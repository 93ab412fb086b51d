import type { U16, Word, Bool, U64 } from '../../../domain/word.ts';
import type { Width } from '../../../domain/width.ts';
import type { GuestMemory } from '../../../memory/guest-memory.ts';
import type { ProofContext } from '../../../proof/context.ts';
import type { OrderedStep } from '../../../proof/ordered.ts';
import { cellAt, type Cell } from './cells.ts';
import { memoryAccesses } from './steps.ts';
import { goingOn } from './words-found.ts';

/** A word of memory, and what a reader is to find there. */
export interface Expected extends Cell {
  readonly value: Word<Width>;
}

/** What one side announces, and the other one is to find. */
export interface Announced {
  /** Where idx is, its value before, and the one that announces. */
  readonly idx: Cell;
  readonly before: U16;
  readonly after: U16;
  readonly contents: readonly Expected[];
}

/** A memory for one operation of a side, and what that found there. */
export interface Reading {
  readonly memory: GuestMemory;
  /** Whether some load so far found idx as announced, and a later one another word than the one expected there. */
  readonly isOther: () => Bool;
  /** Whether there was a load of a word that something is expected of. */
  readonly hasRead: () => boolean;
}

/**
 * A memory in which a side finds idx as it was before or as it is announced, and goes on with what is expected wherever else it loads,
 * whatever it finds. The first load that finds another word is a violation already, and its address came from words that were as expected;
 * what the code would do with that word does not matter.
 */
export function readingOf(
  p: ProofContext,
  memory: GuestMemory,
  { idx, before, after, contents }: Announced,
): Reading {
  const { domain } = p;
  const different: Bool[] = [];
  const seen: Bool[] = [];
  const cells: readonly Cell[] = [idx, ...contents];
  const going = <W extends Width>(at: U64, found: Word<W>): Word<W> => {
    const cell = cellAt(domain, cells, at, found.width);
    const known = contents.find((one) => one === cell);
    // Each is of the same width, as was just seen.
    if (known !== undefined) {
      const value = known.value as Word<W>;
      different.push(found.ne(value));
      return value;
    }
    if (cell === undefined) return found;
    const [old, now] = [before, after] as unknown as readonly [Word<W>, Word<W>];
    p.assume(found.eq(now).or(found.eq(old)));
    seen.push(found.eq(now));
    return domain.decide(found.eq(now)) ? now : old;
  };
  return {
    isOther: () =>
      domain
        .bool(false)
        .or(...seen)
        .and(domain.bool(false).or(...different)),
    hasRead: () => different.length > 0,
    memory: goingOn(memory, going),
  };
}

/** What some steps stored last in each of some words, but for those that they did not store to. */
export function storedIn(cells: readonly Cell[], steps: readonly OrderedStep[]): readonly Expected[] {
  const accesses = memoryAccesses(steps);
  return cells.flatMap((cell) => {
    const last = accesses.findLast(({ kind, place }) => kind === 'store' && place.cell === cell.name);
    return last === undefined ? [] : [{ ...cell, value: last.value }];
  });
}

/** The same steps with another value stored in a word. */
export function storing(
  steps: readonly OrderedStep[],
  { name }: Cell,
  value: Word<Width>,
): readonly OrderedStep[] {
  return steps.map((step) =>
    step.kind === 'store' && 'address' in step.place && step.place.cell === name ? { ...step, value } : step,
  );
}
