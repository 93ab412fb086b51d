import type { ProofContext, U16 } from 'ringproof';
import {
  DESC_F_INDIRECT,
  DESC_F_NEXT,
  DESC_F_WRITE,
  chain,
  type Descriptor,
  type WalkState,
} from 'ringproof/virtio/split';
import { descriptorAt, DESCRIPTOR_SIZE, entryAddress, has } from './descriptor.ts';
import { nextDescriptor } from './next-descriptor.ts';
import type { AnyWalk } from './walk.ts';

/** What one step of a walk along a well-formed chain ought to do (2.7.5, 2.7.5.3). */
export interface SpecifiedStep {
  /** The next element of the chain; `undefined` at its end. */
  readonly element: Descriptor | undefined;
  /** Where the walk stands then. */
  readonly after: WalkState;
  /** As many as may come of a table that was entered, where the walk counts of the table alone; else as `after` has it. */
  readonly remainingOfTable: U16;
}

/**
 * What the step ought to do, as formulas over memory. From here on only states are looked at in which nothing is malformed
 * at this step: of others the text does not say what a walk does.
 */
export function specifiedStep(p: ProofContext, { before, memory }: Omit<AnyWalk, 'walk'>): SpecifiedStep {
  if (p.domain.decide(before.remaining.eq(0)))
    return { element: undefined, after: before, remainingOfTable: before.remaining };
  // Where a walk lets no more come, it is over.
  if (before.left !== undefined) p.assume(before.left.ne(0));
  const address = entryAddress(before.table, before.index);
  p.assume(address !== undefined && memory.contiguous(address).ge(DESCRIPTOR_SIZE));
  const descriptor = nextDescriptor(p.domain, before, memory, address ?? before.table);
  p.assume(chain.isWellFormedStep(before, descriptor, memory));
  if (!p.domain.decide(has(descriptor, DESC_F_INDIRECT))) return elementAt(p, before, descriptor);

  const first = descriptorAt(memory, descriptor.addr);
  const entries = chain.tableEntries(descriptor);
  const table: WalkState = {
    table: descriptor.addr,
    entries,
    index: p.domain.u16(0),
    remaining: chain.remainingOfTable(p.domain, before, descriptor),
    bytes: before.bytes,
    ...(before.left !== undefined && { left: before.left }),
    ...(before.isFull !== undefined && { isFull: before.isFull }),
    ...(before.hasWritable !== undefined && { hasWritable: before.hasWritable }),
    indirect: p.domain.bool(true),
  };
  p.assume(chain.isWellFormedStep(table, first, memory));
  const goesOn = has(first, DESC_F_NEXT);
  const ofTable = p.domain.select(goesOn, entries.sub(1), p.domain.u16(0));
  return { ...elementAt(p, table, first), remainingOfTable: ofTable };
}

/** The descriptor at a place is yielded, and leads on to its next if it has one. */
function elementAt(p: ProofContext, place: WalkState, element: Descriptor): SpecifiedStep {
  const goesOn = has(element, DESC_F_NEXT);
  const bytes = place.bytes.add(element.len);
  const after: WalkState = {
    ...place,
    index: element.next,
    remaining: p.domain.select(goesOn, place.remaining.sub(1), p.domain.u16(0)),
    bytes,
    ...(place.left !== undefined && { left: place.left.sub(1) }),
    ...(place.hasWritable !== undefined && {
      hasWritable: place.hasWritable.or(has(element, DESC_F_WRITE)),
    }),
    // 2^32 bytes, and no less: what is well-formed has no more.
    ...(place.isFull !== undefined && { isFull: place.isFull.or(bytes.eq(0).and(element.len.ne(0))) }),
  };
  return { element, after, remainingOfTable: after.remaining };
}
