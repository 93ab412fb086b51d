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

/** That the words of rings which a driver has allocated can be accessed: `order/ring-access` proves it. */
export function factsOfAccess(place: QueuePlace, memory: ObservedMemory): readonly RingFact[] {
  return namedRingWords(place).map((word) => isAccessible(memory, word));
}

/** The same of those words of 16 bits by which one side hands an entry over. */
export function factsOfCellAccess(memory: ObservedMemory, cells: readonly Cell[]): readonly RingFact[] {
  return cells.filter(({ width }) => width === 16).map((cell) => isAccessible(memory, cell));
}

function isAccessible(
  memory: ObservedMemory,
  { name, at }: { readonly name: string; readonly at: U64 },
): RingFact {
  return { what: `${name} can be accessed as a word`, holds: memory.accessible(at, 16) };
}

/** That no word of one of these rings shares a byte with one of the other: `order/ring-words` proves it of allocated areas. */
export function factsOfRingWords(place: QueuePlace): readonly RingFact[] {
  const { driver, device } = ringWordsAt(place);
  return Object.entries(driver).flatMap(([one, at]) =>
    Object.entries(device).map(([other, there]) => ({
      what: `${one} is apart from ${other}`,
      // Said in both forms, each of which is looked for.
      holds: at.ne(there).and(areWordsApart({ at, bytes: BYTES }, { at: there, bytes: BYTES })),
    })),
  );
}

/** The same of words by which one side hands an entry over, the entry being in one of the rings or the descriptor table. */
export function factsOfCells(cells: readonly Cell[]): readonly RingFact[] {
  return cells.flatMap((one, i) =>
    cells.slice(i + 1).map((other) => ({
      what: `${one.name} is apart from ${other.name}`,
      holds: one.at.ne(other.at).and(areWordsApart(extentOf(one), extentOf(other))),
    })),
  );
}

/** Assumes that these words can be accessed and are apart, so that it is not asked which of them an access is of. */
export function knowCells(p: ProofContext, memory: ObservedMemory, cells: readonly Cell[]): void {
  for (const { holds } of [...factsOfCellAccess(memory, cells), ...factsOfCells(cells)]) p.assume(holds);
}

/** Assumes what is known of the words of the rings of an allocated queue, so that it is not asked of each pair of accesses. */
export function knowRingWords(p: ProofContext, place: QueuePlace, memory: ObservedMemory): void {
  for (const { holds } of [...factsOfAccess(place, memory), ...factsOfRingWords(place)]) p.assume(holds);
}
