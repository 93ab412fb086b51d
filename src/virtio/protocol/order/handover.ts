import type { Bool, U16 } from '../../../domain/word.ts';
import type { Side } from '../../../memory/event.ts';
import type { GuestMemory } from '../../../memory/guest-memory.ts';
import type { ProofContext } from '../../../proof/context.ts';
import type { OrderedQuestion, OrderedStep } from '../../../proof/ordered.ts';
import { isOfOthers, inCells, type Cell } from './cells.ts';
import { findingsOf } from './found.ts';
import { threadOf } from './thread.ts';
import { readingOf, storedIn, storing } from './written.ts';

/** A question of whether a side finds what the other one wrote before it announced it. */
export interface Handover {
  readonly question: OrderedQuestion;
  /** Whether accesses that the question leaves out are to other words. */
  readonly isWhole: Bool;
}

/** What both sides do. */
export interface Handing {
  /** The side that writes, what it did, and the words that it hands over, idx first. */
  readonly writer: Side;
  readonly steps: readonly OrderedStep[];
  readonly cells: readonly [Cell, ...Cell[]];
  /** Idx before and after. */
  readonly before: U16;
  readonly after: U16;
  /** The code of the side that reads. */
  readonly read: (memory: GuestMemory) => void;
}

/**
 * One side writes the words of an entry and then idx; the other one finds idx there, and reads the entry.
 *
 * One such pair stands for any number of them, for as long as the queue is used. Take any execution in which a side reads another word
 * than was written for an entry that idx announces. Leave out all but the stores for that entry, the store of idx that the last look at
 * idx found, with the fences before both, and the loads from that look on: what is left is an execution as well, since every rule of the
 * models is about the accesses that it mentions. Loads of what was left out find other words, which were there before, any. That store of
 * idx can be a later one, of other entries too: so its value is any that a driver or device gets to with this entry announced. That every
 * publication orders what came before it, as this one does, is `driver/publish-order` of a driver. Assumed is that the words of the entry are
 * written again only once the reader has given it back, and that code which looks at idx twice goes the same way after any two values that
 * both announce the entry.
 */
export function handoverOf(
  p: ProofContext,
  memory: GuestMemory,
  { writer, steps, cells, before, after, read }: Handing,
): Handover | undefined {
  const { domain } = p;
  const [idx, ...contents] = cells;
  const written = inCells(domain, steps, cells);
  const announced = { idx, before, after, contents: storedIn(contents, written.steps) };
  const reading = readingOf(p, memory, announced);
  const reader = writer === 'driver' ? 'device' : 'driver';
  const back = threadOf(p, reader === 'device' ? 'v' : 'd', () => read(reading.memory));
  if (!reading.hasRead()) return undefined;
  const found = inCells(domain, back.steps, cells);
  const front = storing(written.steps, idx, after);
  const truth = (value: boolean): Bool => domain.bool(value);
  const known = { at: idx.at, before: (value: U16) => value.eq(before).and(value.ne(after)) };
  return {
    isWhole: isOfOthers(domain, cells, [...written.leftOut, ...found.leftOut]),
    question: {
      threads: [
        { name: writer, steps: front },
        { name: reader, steps: found.steps },
      ],
      history: [...findingsOf(front, [], truth), ...findingsOf(found.steps, [known], truth)],
      words: [],
      standsAlone: true,
      bad: reading.isOther(),
    },
  };
}
