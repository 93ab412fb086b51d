import type { Domain } from '../../domain/domain.ts';
import type { Width } from '../../domain/width.ts';
import type { Bool, BoolOperand, U16, U32, U64, Word } from '../../domain/word.ts';
import type { MemoryView } from '../../memory/observed-memory.ts';
import type { AreaShape } from '../../proof/area-shape.ts';
import { areApart, areas, type Area, type QueuePlace } from '../split/areas.ts';
import { AVAIL_RING, USED_RING } from '../split/shapes.ts';
import type { Written } from './writes.ts';

/** What a slot holds. */
export interface RingSlot<W extends Width = Width> {
  readonly word: Word<W>;
  /** Whether that is known: not where the slot may be the one that was written, by another index. */
  readonly isKnown: BoolOperand;
}

/** The slots of both rings at one moment, each by an index, which wraps at 65536. */
export interface RingSlots {
  /** The head of an entry of the available ring. */
  readonly entry: (index: U16) => RingSlot<16>;
  /** The id of an element of the used ring. */
  readonly element: (index: U16) => RingSlot<32>;
}

/** An operation of a side, which writes to no ring but its own. */
export interface Operation {
  readonly place: QueuePlace;
  readonly side: Side;
  /** The index of the one slot that it may write. */
  readonly index: U16;
  readonly writes: readonly Written[] | undefined;
}

/** The driver writes entries, the device elements. */
export type Side = 'driver' | 'device';

/** Slots as a memory has them. */
export function slotsIn(place: QueuePlace, memory: MemoryView): RingSlots {
  const isKnown = true;
  return {
    entry: (index) => ({ word: memory.peekWord(entryAt(place, index), 16), isKnown }),
    element: (index) => ({ word: memory.peekWord(elementAt(place, index), 32), isKnown }),
  };
}

/**
 * The slots after an operation: those before it, but for the one that it wrote. That spares asking of each slot which write of which
 * descriptor it was changed by, and which slots have one address. Whether each write is to that slot or to none is decided; where one may
 * be to another, it is the memory `now` that is looked at.
 */
export function slotsAfter(domain: Domain, before: RingSlots, now: MemoryView, done: Operation): RingSlots {
  const { place, side, index: at } = done;
  const { descTable, availRing, usedRing } = areas(place);
  const ofNow = slotsIn(place, now);
  const entries = lazily(() =>
    changesOf(domain, done, {
      slots: slotsOf(availRing, AVAIL_RING),
      others: [usedRing, descTable],
      own:
        side === 'driver'
          ? { isFirst: isWord16, bytes: AVAIL_RING.slotBytes, start: entryAt(place, at) }
          : null,
    }),
  );
  const elements = lazily(() =>
    changesOf(domain, done, {
      slots: slotsOf(usedRing, USED_RING),
      others: [availRing, descTable],
      own:
        side === 'device'
          ? { isFirst: isWord32, bytes: USED_RING.slotBytes, start: elementAt(place, at) }
          : null,
    }),
  );
  const after = <W extends Width>(
    changes: readonly Word<W>[] | undefined,
    index: U16,
    before: (index: U16) => RingSlot<W>,
    unknown: (index: U16) => RingSlot<W>,
  ): RingSlot<W> => {
    if (changes === undefined) return unknown(index);
    const old = before(index);
    if (changes.length === 0) return old;
    return {
      word: changes.reduce((word, value) => domain.select(index.eq(at), value, word), old.word),
      isKnown: areNear(place.size, index, at).and(old.isKnown),
    };
  };
  return {
    entry: (index) => after(entries(), index, before.entry, ofNow.entry),
    element: (index) => after(elements(), index, before.element, ofNow.element),
  };
}

/**
 * Whether two indices are fewer than size apart. Unless they are the same they have slots of their own then, as `protocol/ring-slots`
 * proves.
 */
export function areNear(size: U16, a: U16, b: U16): Bool {
  return a.sub(b).lt(size).or(b.sub(a).lt(size));
}

function entryAt({ availRing, size }: QueuePlace, index: U16): U64 {
  return availRing.add(AVAIL_RING.slotOffset(index.rem(size)));
}

function elementAt({ usedRing, size }: QueuePlace, index: U16): U64 {
  return usedRing.add(USED_RING.slotOffset(index.rem(size)));
}

/** The slots of a ring. */
interface Slots<W extends Width> {
  readonly slots: Area;
  /** Areas that have no byte in common with the ring. */
  readonly others: readonly Area[];
  /** The slot that may be written: what its first word is, and where; null for none. */
  readonly own: {
    readonly isFirst: (word: Word<Width>) => word is Word<W>;
    readonly bytes: number;
    readonly start: U64;
  } | null;
}

/** What was written to the slot, one after the other; `undefined` where anything may have been written to others. */
function changesOf<W extends Width>(
  domain: Domain,
  { writes }: Operation,
  { slots, others, own }: Slots<W>,
): readonly Word<W>[] | undefined {
  if (writes === undefined) return undefined;
  const changes: Word<W>[] = [];
  const areElsewhere: Bool[] = [];
  for (const { start, bytes, words } of writes) {
    const [first] = words;
    const isSlot = own !== null && first !== undefined && own.isFirst(first) && bytes === own.bytes;
    if (isSlot && domain.decide(start.eq(own.start))) changes.push(first);
    else {
      const area = { start, length: domain.u64(bytes) };
      areElsewhere.push(areApart(area, slots).or(...others.map((other) => isInside(area, other))));
    }
  }
  return domain.decide(domain.bool(true).and(...areElsewhere)) ? changes : undefined;
}

function slotsOf({ start, length }: Area, { headBytes, tailBytes }: AreaShape): Area {
  return { start: start.add(headBytes), length: length.sub(headBytes + tailBytes) };
}

function isInside({ start, length }: Area, area: Area): Bool {
  const from = start.sub(area.start);
  return from.lt(area.length).and(length.le(area.length.sub(from)));
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function isWord16(word: Word<Width>): word is U16 {
  return word.width === 16;
}

function isWord32(word: Word<Width>): word is U32 {
  return word.width === 32;
}
