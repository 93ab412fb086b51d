import { loadOverOverlay } from './overlay.ts';
import { floorMod, gcd, pow2 } from './range.ts';
import type { IntTerm, MemoryTerm, Store } from './term.ts';
import type { Terms } from './terms.ts';

/**
 * rule read-over-write
 * match:  a load from a chain of stores
 * result: the stored word where the address is the same, the load from below where the two cannot meet, a choice of
 *         both where they can only meet exactly; otherwise byte by byte, by rule select-over-store
 */
export function loadBytes(t: Terms, memory: MemoryTerm, address: IntTerm, bytes: number): IntTerm {
  if (t.rewriting && memory.kind === 'overlay') return loadOverOverlay(t, memory, address, bytes);
  if (t.rewriting && memory.kind === 'store') {
    const meeting = meet(t, memory, address, bytes);
    if (meeting !== 'partial') t.onRewrite?.('read-over-write');
    if (meeting === 'never') return t.load(memory.memory, address, bytes);
    if (meeting === 'always') return storedBits(t, memory);
    if (meeting === 'exactly-or-never') {
      const below = t.load(memory.memory, address, bytes);
      return t.ite(t.eq(address, memory.address), storedBits(t, memory), below);
    }
  }
  return bytewise(t, memory, address, bytes);
}

/** A word as the sum of its bytes, which is what a load means. */
export function bytewise(t: Terms, memory: MemoryTerm, address: IntTerm, bytes: number): IntTerm {
  const parts = Array.from({ length: bytes }, (_, i) => {
    return [pow2(8 * i), t.select(memory, t.offset(address, BigInt(i)))] as const;
  });
  return t.sum(0n, parts);
}

/**
 * rule select-over-store
 * match:  select(store(m, a, v, n), x)
 * result: a byte of v for each x − a in 0 … n − 1 that is possible, else select(m, x)
 */
export function selectOverStore(t: Terms, memory: Store, address: IntTerm): IntTerm {
  let result = t.select(memory.memory, address);
  for (let i = memory.bytes - 1; i >= 0; i--) {
    const here = t.eq(address, t.offset(memory.address, BigInt(i)));
    result = t.ite(here, t.byte(memory.value, i), result);
  }
  return result;
}

function storedBits(t: Terms, store: Store): IntTerm {
  return t.field(store.value, 0, 8 * store.bytes);
}

/** How the `bytes` bytes at an address can meet those that a store wrote. */
function meet(
  t: Terms,
  store: Store,
  address: IntTerm,
  bytes: number,
): 'always' | 'never' | 'exactly-or-never' | 'partial' {
  const distance = t.sub(address, store.address);
  const { lo, hi } = distance.range;
  const [first, last] = [-BigInt(bytes) + 1n, BigInt(store.bytes) - 1n];
  if (hi < first || lo > last) return 'never';
  const exact = bytes === store.bytes;
  if (lo === hi) return lo === 0n && exact ? 'always' : 'partial';
  // Which overlapping distances are possible at all, by the common divisor of what varies.
  const [constant, step] =
    distance.kind === 'sum'
      ? [distance.constant, distance.terms.reduce((g, [c, term]) => gcd(g, c * alignment(term)), 0n)]
      : [0n, alignment(distance)];
  const possible: bigint[] = [];
  for (let d = first; d <= last; d++) {
    if (d >= lo && d <= hi && floorMod(d - constant, step) === 0n) possible.push(d);
  }
  if (possible.length === 0) return 'never';
  return exact && possible.length === 1 && possible[0] === 0n ? 'exactly-or-never' : 'partial';
}

const alignment = (term: IntTerm): bigint => pow2(Math.min(term.align, 64));
