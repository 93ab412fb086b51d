import type { Domain } from '../domain/domain.ts';
import type { Width } from '../domain/width.ts';
import type { Bool, U64, U8, Word } from '../domain/word.ts';
import type { Event } from '../memory/event.ts';

/** Something that the other side can tell from something else, if it looks at memory meanwhile. */
type Seen =
  /** An access as one unit, or a fence: `what` has its kind, width and ordering. */
  | { readonly kind: 'unit'; readonly what: string; readonly address: U64 | null; readonly value: Word<Width> | null }
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
 * Whether two runs made the same accesses and fences in the same order, with the same orderings. Accesses that moved nothing do not
 * count, and of plain copies only which bytes they move in which order.
 */
export function areSameAccesses(domain: Domain, a: readonly Event[], b: readonly Event[]): Bool {
  const [left, right] = [seenIn(a), seenIn(b)];
  if (left.length !== right.length) return domain.bool(false);
  return domain.bool(true).and(...left.map((one, i) => isSameSeen(domain, one, right[i])));
}

function seenIn(events: readonly Event[]): readonly Seen[] {
  const seen: Seen[] = [];
  for (const event of events) {
    const next = seenOf(event);
    const last = seen.at(-1);
    if (next === null) continue;
    if (isCopy(next) && last !== undefined && isCopy(last) && last.kind === next.kind) last.bytes.push(...next.bytes);
    else seen.push(next);
  }
  return seen;
}

function seenOf(event: Event): Seen | null {
  switch (event.kind) {
    case 'fence':
      return { kind: 'unit', what: `fence ${event.ordering}`, address: null, value: null };
    case 'load':
    case 'store': {
      const { kind, address, width, ordering, value, failure } = event;
      if (failure !== null) return null;
      return { kind: 'unit', what: `${kind} ${width} ${ordering}`, address, value: kind === 'store' ? value : null };
    }
    case 'read':
    case 'write': {
      const { kind, address, values, completed, failure } = event;
      if (failure !== null && failure.kind !== 'PartialBuffer') return null;
      if (failure !== null || values.length === 0) return { kind: `part of ${kind}`, address, completed };
      return { kind, bytes: bytesOf(address, values, kind === 'write') };
    }
    case 'other-side':
    case 'notification':
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

function isSameSeen(domain: Domain, a: Seen, b: Seen | undefined): Bool {
  if (a.kind === 'unit' && b?.kind === 'unit') {
    if (a.what !== b.what) return domain.bool(false);
    return domain.bool(true).and(...same(a.address, b.address), ...same(a.value, b.value));
  }
  if (b !== undefined && isCopy(a) && isCopy(b)) {
    if (a.kind !== b.kind || a.bytes.length !== b.bytes.length) return domain.bool(false);
    const others = b.bytes;
    return domain.bool(true).and(
      ...a.bytes.flatMap(({ address, value }, i) => [
        ...same(address, others[i]?.address ?? null),
        ...same(value, others[i]?.value ?? null),
      ]),
    );
  }
  if (b !== undefined && 'completed' in a && 'completed' in b && a.kind === b.kind)
    return a.address.eq(b.address).and(a.completed.eq(b.completed));
  return domain.bool(false);
}

function isCopy(seen: Seen): seen is Extract<Seen, { kind: 'read' | 'write' }> {
  return seen.kind === 'read' || seen.kind === 'write';
}

/** Of units whose kinds are the same, so that both have the value or none, and of the same width. */
function same<W extends Width>(a: Word<W> | null, b: Word<W> | null): readonly Bool[] {
  return a === null || b === null ? [] : [a.eq(b)];
}
