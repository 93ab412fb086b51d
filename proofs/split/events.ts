import type {
  AddressRange,
  Bool,
  BoolOperand,
  Domain,
  Event,
  EventList,
  Reading,
  U64,
  U8,
  Width,
  Word,
  Writing,
} from 'ringproof';

/** An event that asks a memory for bytes, or to change some, successfully or not. */
type Access = Exclude<Event, { kind: 'fence' | 'other-side' | 'notification' }>;

export function isAccess(event: Event): event is Access {
  return 'address' in event;
}

/** The bytes that an access moved. */
export function movedBytes(access: Reading | Writing): AddressRange {
  const length = 'completed' in access ? access.completed : access.width / 8;
  return { start: access.address, length };
}

/** Whether all that an access asked for lies within one of the ranges, whether it succeeded or not. */
export function staysWithin(domain: Domain, access: Access, ranges: readonly AddressRange[]): Bool {
  const wanted = 'length' in access ? access.length : access.width / 8;
  const within = ranges.map(({ start, length }) => {
    const offset = access.address.sub(start);
    const end = offset.add(wanted);
    return offset.lt(length).and(end.ge(offset), end.le(length));
  });
  return domain.bool(false).or(...within);
}

/** Whether an access is one word of this width, and no more. */
export function isOneWord(events: EventList, access: Event, width: Width): boolean {
  const [word, ...more] = events.words(access);
  return word?.value.width === width && more.length === 0;
}

/** Whether an access moved a word at this address, all of it, of which a condition holds. */
export function wordSeen<W extends Width>(
  events: EventList,
  access: Reading | Writing,
  address: U64,
  width: W,
  condition: (value: Word<W>) => Bool,
): BoolOperand {
  const [first, ...others] = events.words(access).flatMap(({ value, isDone, ...word }) => {
    if (!isOfWidth(value, width)) return [];
    const isSuch = word.address.eq(address).and(condition(value));
    return [access.failure === null ? isSuch : isSuch.and(isDone)];
  });
  if (first === undefined) return false;
  return others.length === 0 ? first : first.or(...others);
}

/** Whether an access moved a byte at this address, in a word of any width, that has this value. */
export function byteSeen(
  domain: Domain,
  events: EventList,
  access: Reading | Writing,
  address: U64,
  expected: U8,
): Bool {
  const seen = events.words(access).flatMap(({ address: start, value, isDone }) =>
    Array.from({ length: value.width / 8 }, (_, i) => {
      const isSuch = start.add(i).eq(address).and(value.byte(i).eq(expected));
      return access.failure === null ? isSuch : isSuch.and(isDone);
    }),
  );
  return domain.bool(false).or(...seen);
}

function isOfWidth<W extends Width>(word: Word<Width>, width: W): word is Word<W> {
  return word.width === width;
}
