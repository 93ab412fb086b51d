import type { Domain } from '../domain/domain.ts';
import type { Width } from '../domain/width.ts';
import type { Bool, U64, U8, Word } from '../domain/word.ts';
import type { Event } from '../memory/event.ts';

/** Something that the other side can tell from something else, if it looks at memory meanwhile. */
type Seen =
  /** An access as one unit, or a fence: `what` has its kind, width and ordering. */
  | {
      readonly kind: 'unit';
      readonly what: string;
      readonly address: U64 | null;
      readonly value: Word<Width> | null;
    }
  | { readonly kind: 'notification'; readonly sent: Bool }
  /** Plain copies one after the other in one direction, byte by byte: how they are cut into calls cannot be seen. */
  | { readonly kind: 'read' | 'write'; readonly bytes: Byte[] }
  /** A copy that was cut short, or whose length is no constant. */
  | { readonly kind: 'part of read' | 'part of write'; readonly address: U64; readonly completed: U64 };

interface Byte {
  readonly address: U64;
  /** `null` of a read: what it yields is what stands in memory. */
  readonly value: U8 | null;
}

/**
 * Whether two runs made the same accesses and fences in the same order, with the same orderings, and decided the same of notifications. Accesses that moved nothing do not
 * count, and of plain copies only which bytes they move in which order.
 */
export function areSameAccesses(domain: Domain, a: readonly Event[], b: readonly Event[]): Bool {
  const [left, right] = [seenIn(a), seenIn(b)];
  if (isAligned(left, right)) return areSame(domain, left, right);
  // Only where copies are cut short at a known byte can they be put together with others.
  const [first, second] = [seenIn(a, domain), seenIn(b, domain)];
  return isAligned(first, second) ? areSame(domain, first, second) : domain.bool(false);
}

/** With a domain, it is decided after how many bytes a copy was cut short. */
function seenIn(events: readonly Event[], deciding: Domain | null = null): readonly Seen[] {
  const seen: Seen[] = [];
  for (const event of events) {
    const next = seenOf(event, deciding);
    const last = seen.at(-1);
    if (next === null) continue;
    if (isCopy(next) && last !== undefined && isCopy(last) && last.kind === next.kind)
      last.bytes.push(...next.bytes);
    else seen.push(next);
  }
  return seen;
}

function seenOf(event: Event, deciding: Domain | null): Seen | null {
  switch (event.kind) {
    case 'fence':
      return { kind: 'unit', what: `fence ${event.ordering}`, address: null, value: null };
    case 'load':
    case 'store': {
      const { kind, address, width, ordering, value, failure } = event;
      if (failure !== null) return null;
      const what = `${kind} ${width} ${ordering}`;
      return { kind: 'unit', what, address, value: kind === 'store' ? value : null };
    }
    case 'read':
    case 'write': {
      const { kind, address, values, completed, failure } = event;
      if (failure !== null && failure.kind !== 'PartialBuffer') return null;
      const bytes = bytesOf(address, values, kind === 'write');
      if (failure === null && values.length > 0) return { kind, bytes };
      if (deciding === null || values.length === 0) return { kind: `part of ${kind}`, address, completed };
      const done = bytes.findIndex((_, i) => deciding.decide(completed.eq(i)));
      return { kind, bytes: done === -1 ? bytes : bytes.slice(0, done) };
    }
    case 'notification':
      return { kind: 'notification', sent: event.sent };
    case 'other-side':
      return null;
  }
}

function bytesOf(start: U64, words: readonly Word<Width>[], isWritten: boolean): Byte[] {
  const bytes = words.flatMap((word) =>
    Array.from({ length: word.width / 8 }, (_, i) => (isWritten ? byteOf(word, i) : null)),
  );
  return bytes.map((value, i) => ({ address: start.add(i), value }));
}

function byteOf(word: Word<Width>, index: number): U8 {
  // A word of 8 bits is its only byte; wider ones have more.
  return word.width === 8 ? (word as U8) : (word as Word<16 | 32 | 64>).extract(8 * index, 8);
}

/** Whether two lists agree in all but addresses and values. */
function isAligned(a: readonly Seen[], b: readonly Seen[]): boolean {
  const shape = (one: Seen | undefined): string =>
    one === undefined
      ? ''
      : one.kind === 'unit'
        ? one.what
        : `${one.kind} ${isCopy(one) ? one.bytes.length : ''}`;
  return a.length === b.length && a.every((one, i) => shape(one) === shape(b[i]));
}

/** Of lists that are aligned. */
function areSame(domain: Domain, a: readonly Seen[], b: readonly Seen[]): Bool {
  return domain.bool(true).and(...a.flatMap((one, i) => sameSeen(one, b[i])));
}

function sameSeen(a: Seen, b: Seen | undefined): readonly Bool[] {
  if (b === undefined) return [];
  if (a.kind === 'unit' && b.kind === 'unit')
    return [...same(a.address, b.address), ...same(a.value, b.value)];
  if ('sent' in a && 'sent' in b) return [a.sent.iff(b.sent)];
  if ('completed' in a && 'completed' in b) return [a.address.eq(b.address), a.completed.eq(b.completed)];
  if (!isCopy(a) || !isCopy(b)) return [];
  const others = b.bytes;
  return a.bytes.flatMap(({ address, value }, i) => [
    ...same(address, others[i]?.address ?? null),
    ...same(value, others[i]?.value ?? null),
  ]);
}

function isCopy(seen: Seen): seen is Extract<Seen, { kind: 'read' | 'write' }> {
  return seen.kind === 'read' || seen.kind === 'write';
}

/** Of units whose kinds are the same, so that both have the value or none, and of the same width. */
function same<W extends Width>(a: Word<W> | null, b: Word<W> | null): readonly Bool[] {
  return a === null || b === null ? [] : [a.eq(b)];
}
