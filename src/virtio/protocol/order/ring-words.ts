import type { Bool, U64 } from '../../../domain/word.ts';
import type { ObservedMemory } from '../../../memory/observed-memory.ts';
import type { ProofContext } from '../../../proof/context.ts';
import type { QueuePlace } from '../../split/areas.ts';
import * as ring from '../../split-driver/ring.ts';
import { extentOf, type Cell } from './cells.ts';
import { areWordsApart } from './steps.ts';

/** Bytes of each word of the rings. */
const BYTES = 2;

/** The words of both rings that are not entries, after the side that writes them. */
export function ringWordsAt(place: QueuePlace) {
  return {
    driver: {
      'avail.flags': ring.availFlags(place),
      'avail.idx': ring.availIdx(place),
      used_event: ring.usedEvent(place),
    },
    device: {
      'used.flags': ring.usedFlags(place),
      'used.idx': ring.usedIdx(place),
      avail_event: ring.availEvent(place),
    },
  };
}

/** The same in a list. */
export function namedRingWords(place: QueuePlace): readonly { readonly name: string; readonly at: U64 }[] {
  const { driver, device } = ringWordsAt(place);
  return Object.entries({ ...driver, ...device }).map(([name, at]) => ({ name, at }));
}

/** What holds, in words. */
export interface RingFact {
  readonly what: string;
  readonly holds: Bool;
}

/** What holds of the words of rings that a driver has allocated, as `areAllocated` says: `order/ring-words` proves it. */
export function factsOfRingWords(place: QueuePlace, memory: ObservedMemory): readonly RingFact[] {
  const { driver, device } = ringWordsAt(place);
  const [front, back] = [Object.entries(driver), Object.entries(device)];
  const accessible = [...front, ...back].map(([what, at]) => ({
    what: `${what} can be accessed as a word`,
    holds: memory.accessible(at, 16),
  }));
  const apart = front.flatMap(([one, at]) =>
    back.map(([other, there]) => ({
      what: `${one} is apart from ${other}`,
      // Said in both forms, each of which is looked for.
      holds: at.ne(there).and(areWordsApart({ at, bytes: BYTES }, { at: there, bytes: BYTES })),
    })),
  );
  return [...accessible, ...apart];
}

/** What holds of words by which one side hands an entry over, the entry being in one of the rings or the descriptor table. */
export function factsOfCells(memory: ObservedMemory, cells: readonly Cell[]): readonly RingFact[] {
  const accessible = cells
    .filter(({ width }) => width === 16)
    .map(({ name, at, width }) => ({
      what: `${name} can be accessed as a word`,
      holds: memory.accessible(at, width),
    }));
  const apart = cells.flatMap((one, i) =>
    cells.slice(i + 1).map((other) => ({
      what: `${one.name} is apart from ${other.name}`,
      holds: areWordsApart(extentOf(one), extentOf(other)),
    })),
  );
  return [...accessible, ...apart];
}

/** Assumes of these words that they can be accessed, which `order/ring-words` proves, as it does that they are apart from each other. */
export function knowCells(p: ProofContext, memory: ObservedMemory, cells: readonly Cell[]): void {
  for (const { at, width } of cells) if (width === 16) p.assume(memory.accessible(at, width));
}

/** Assumes what is known of the words of the rings of an allocated queue, so that it is not asked of each pair of accesses. */
export function knowRingWords(p: ProofContext, place: QueuePlace, memory: ObservedMemory): void {
  for (const { holds } of factsOfRingWords(place, memory)) p.assume(holds);
}
