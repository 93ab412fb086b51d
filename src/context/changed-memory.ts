import { valueOf } from '../domain/concrete.ts';
import { ConcreteMemory, ConcreteSnapshot } from '../memory/concrete.ts';
import { OTHER_MEMORY, type AddressRange, type MemoryView } from '../memory/observed-memory.ts';
import type { MemoryRange } from '../proof/counterexample.ts';
import { hex } from './plain.ts';

/** The most changed bytes that a broken assertion shows. */
const MOST_SHOWN = 64;

/**
 * The mapped addresses outside of some ranges at which two contents of one memory differ, in ascending order. Throws a `TypeError`
 * where they are not of one memory. `name`: what the message calls them.
 */
export function changedAddresses(
  name: string,
  before: MemoryView,
  after: MemoryView,
  except: readonly AddressRange[],
): readonly bigint[] {
  if (!(before instanceof ConcreteSnapshot))
    throw new TypeError(`'${name}': compare with a snapshot taken before`);
  const later = after instanceof ConcreteMemory ? after.snapshot() : after;
  if (!(later instanceof ConcreteSnapshot) || !later.isOfMemoryOf(before))
    throw new TypeError(`'${name}': ${OTHER_MEMORY}`);
  const excepted = except.map(({ start, length }) => {
    const first = valueOf(start);
    return { first, end: first + (typeof length === 'object' ? valueOf(length) : BigInt(length)) };
  });
  return before
    .differences(later)
    .filter((address) => !excepted.some(({ first, end }) => address >= first && address < end));
}

/** Addresses in ascending order as ranges: not all of them, where there are many. */
export function rangesOf(memory: string, addresses: readonly bigint[]): readonly MemoryRange[] {
  const ranges: { start: bigint; length: number }[] = [];
  for (const address of addresses.slice(0, MOST_SHOWN)) {
    const last = ranges.at(-1);
    if (last !== undefined && last.start + BigInt(last.length) === address) last.length += 1;
    else ranges.push({ start: address, length: 1 });
  }
  return ranges.map(({ start, length }) => ({ memory, address: hex(start), length }));
}
