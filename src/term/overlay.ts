import { bytewise } from './read-over-write.ts';
import type { BoolTerm, IntTerm, MemoryTerm, Overlay } from './term.ts';
import type { Terms } from './terms.ts';

/** Whether an overlay, or one byte everywhere, is below all stores of a memory, if not on top: then selects are spelt out. */
export function isOverlaid(memory: MemoryTerm): boolean {
  let below = memory;
  while (below.kind === 'store') below = below.memory;
  return below.kind !== 'memory';
}

/** What a byte of an overlay is, by definition. */
export function selectOverOverlay(t: Terms, overlay: Overlay, address: IntTerm): IntTerm {
  const { memory, first, length, other, source } = overlay;
  const offset = t.sub(address, first);
  const inside = t.and(t.le(t.zero, offset), t.lt(offset, length));
  return choose(
    t,
    inside,
    () => t.select(other, t.add(source, offset)),
    () => t.select(memory, address),
  );
}

/**
 * rule read-over-overlay
 * match:  a load from an overlay
 * result: a whole word of what is laid over where all its bytes are, of what is below where none is, else its bytes; the
 *         last of these left out where range or alignment tells that no word is cut
 */
export function loadOverOverlay(t: Terms, overlay: Overlay, address: IntTerm, bytes: number): IntTerm {
  t.onRewrite?.('read-over-overlay');
  const { memory, first, length, other, source } = overlay;
  const offset = t.sub(address, first);
  const end = t.offset(offset, BigInt(bytes));
  const within = t.and(t.le(t.zero, offset), t.le(end, length));
  const apart = t.or(t.le(end, t.zero), t.le(length, offset));
  const below = (): IntTerm => t.load(memory, address, bytes);
  return choose(
    t,
    within,
    () => t.load(other, t.add(source, offset), bytes),
    () =>
      neverCut(offset, length, bytes)
        ? below()
        : choose(t, apart, below, () => bytewise(t, overlay, address, bytes)),
  );
}

/** Whether words of this size lie within or beside the overlay by their alignment. */
function neverCut(offset: IntTerm, length: IntTerm, bytes: number): boolean {
  return bytes === 2 ** Math.min(Math.floor(Math.log2(bytes)), offset.align, length.align);
}

/** An `ite` that does not build a branch which is never taken. */
function choose(t: Terms, condition: BoolTerm, whenTrue: () => IntTerm, whenFalse: () => IntTerm): IntTerm {
  if (t.rewriting && condition.kind === 'truth') return condition.value ? whenTrue() : whenFalse();
  return t.ite(condition, whenTrue(), whenFalse());
}
