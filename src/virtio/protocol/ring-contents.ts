import type { Domain } from '../../domain/domain.ts';
import type { Bool, U64 } from '../../domain/word.ts';
import type { GuestMemory } from '../../memory/guest-memory.ts';
import type { MemoryView, ObservedMemory } from '../../memory/observed-memory.ts';
import { areApart, areas, type Area, type QueuePlace } from '../split/areas.ts';
import { AVAIL_RING, USED_RING } from '../split/shapes.ts';

/** As many bytes as a descriptor has; of more, `isContents` says nothing. */
export const MOST_BYTES = 16;

/**
 * Whether bytes are of no word that both sides look at: descriptors, entries of a ring, or in neither ring. Of areas that a driver has
 * allocated, as `areAllocated` says, and of up to `MOST_BYTES`.
 */
export function isContents(place: QueuePlace, { start, length }: Area): Bool {
  const { descTable, availRing, usedRing } = areas(place);
  const isWithin = (area: Area): Bool => {
    const from = start.sub(area.start);
    return from.lt(area.length).and(from.add(length).le(area.length));
  };
  const isApart = (area: Area): Bool => areApart({ start, length }, area);
  return isWithin(descTable).or(
    isWithin(entriesOf(availRing, AVAIL_RING)),
    isWithin(entriesOf(usedRing, USED_RING)),
    isApart(availRing).and(isApart(usedRing)),
  );
}

/** The part of a ring between its first words and its last one. */
function entriesOf(
  { start, length }: Area,
  { headBytes, tailBytes }: { readonly headBytes: number; readonly tailBytes: number },
): Area {
  return { start: start.add(headBytes), length: length.sub(headBytes + tailBytes) };
}

/**
 * Calls an operation that writes to the contents of the rings. The memory to look at afterwards is the one before where nothing else
 * was written: the words of the rings lie outside of the contents, as `protocol/ring-contents` proves. That spares asking of each word
 * whether a descriptor was written over it.
 */
export function writingContents<T>(
  domain: Domain,
  place: QueuePlace,
  memory: ObservedMemory,
  call: (memory: GuestMemory) => T,
): { readonly result: T; readonly looked: MemoryView } {
  const before = memory.snapshot();
  const written: Bool[] = [];
  const note = (start: U64, bytes: number): void => {
    const isShort = bytes <= MOST_BYTES;
    written.push(isShort ? isContents(place, { start, length: domain.u64(bytes) }) : domain.bool(false));
  };
  const result = call({
    load: (address, width, ordering, known) => memory.load(address, width, ordering, known),
    store: (address, value, ordering, known) => {
      note(address, value.width / 8);
      return memory.store(address, value, ordering, known);
    },
    read: (address, widths, known) => memory.read(address, widths, known),
    write: (address, words, known) => {
      note(
        address,
        words.reduce((sum, { width }) => sum + width / 8, 0),
      );
      return memory.write(address, words, known);
    },
    transfer: (from, to, length) => {
      written.push(domain.bool(false));
      return memory.transfer(from, to, length);
    },
    fence: (ordering) => memory.fence(ordering),
    checkRange: (address, length) => memory.checkRange(address, length),
    checkSlice: (address, length) => memory.checkSlice(address, length),
    regionBefore: (address) => memory.regionBefore(address),
    regionAfter: (address) => memory.regionAfter(address),
  });
  const isAll = domain.decide(domain.bool(true).and(...written));
  return { result, looked: isAll ? before : memory.snapshot() };
}
