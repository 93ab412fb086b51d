import type { Domain } from '../../domain/domain.ts';
import type { Bool } from '../../domain/word.ts';
import type { GuestMemory } from '../../memory/guest-memory.ts';
import type { MemoryView, ObservedMemory } from '../../memory/observed-memory.ts';
import { areApart, areas, type Area, type QueuePlace } from '../split/areas.ts';
import { AVAIL_RING, USED_RING } from '../split/shapes.ts';
import { notingWrites, type Written } from './writes.ts';

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
 * Calls an operation that writes to the contents of the rings. The memory to look at afterwards, decided when it is first asked for, is
 * the one before where nothing else was written: the words of the rings lie outside of the contents, as `protocol/ring-contents` proves.
 * That spares asking of each word whether a descriptor was written over it.
 */
export function writingContents<T>(
  domain: Domain,
  place: QueuePlace,
  memory: ObservedMemory,
  call: (memory: GuestMemory) => T,
): {
  readonly result: T;
  readonly writes: readonly Written[] | undefined;
  readonly looked: () => MemoryView;
} {
  const before = memory.snapshot();
  const { result, writes } = notingWrites(memory, call);
  const after = memory.snapshot();
  let looked: MemoryView | undefined;
  const look = (): MemoryView => {
    const areContents = (writes ?? []).map(({ start, bytes }) => {
      const isShort = bytes <= MOST_BYTES;
      return isShort ? isContents(place, { start, length: domain.u64(bytes) }) : domain.bool(false);
    });
    return domain.decide(domain.bool(writes !== undefined).and(...areContents)) ? before : after;
  };
  return { result, writes, looked: () => (looked ??= look()) };
}
