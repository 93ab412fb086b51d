import type { Bool, ProofContext } from 'ringproof';
import { DESC_F_INDIRECT, DESC_F_NEXT, type WalkedDevice } from 'ringproof/virtio/split';
import { DESCRIPTOR_SIZE, entryAddress, has } from './descriptor.ts';
import { atDescriptor, inTable, type AnyWalk, type GivenWalk, type WalkAtDescriptor } from './walk.ts';

/*
 * Walks that meet what makes a chain malformed (2.7.5.2, 2.7.5.3.1) at the very next step, one function for each kind. Up to
 * there the chain may be anything, of at least `passed` descriptors.
 */

/** A descriptor that is an element of the chain, as each one is of a device without indirect tables. */
export function atElement(
  p: ProofContext,
  device: WalkedDevice,
  given: GivenWalk = {},
  passed = 0,
): WalkAtDescriptor {
  const any = atDescriptor(p, device, given, passed);
  p.assume(has(any.descriptor, DESC_F_INDIRECT).not());
  return any;
}

/** As many descriptors were yielded as the table has entries, and yet the last one leads on: some entry comes twice. */
export function atLoop(p: ProofContext, device: WalkedDevice): WalkAtDescriptor {
  const any = atElement(p, device, { remaining: p.domain.u16(1) });
  p.assume(has(any.descriptor, DESC_F_NEXT).and(any.descriptor.next.lt(any.before.entries)));
  return any;
}

/** The next descriptor would lie past the end of the table. */
export function atNextOutOfRange(
  p: ProofContext,
  device: WalkedDevice,
  passed = 0,
  given: GivenWalk = {},
): WalkAtDescriptor {
  const any = atElement(p, device, given, passed);
  p.assume(has(any.descriptor, DESC_F_NEXT).and(any.descriptor.next.ge(any.before.entries)));
  return any;
}

/** This descriptor and those before have more than 2^32 bytes in all. */
export function atTooLong(p: ProofContext, device: WalkedDevice, passed = 0): WalkAtDescriptor {
  const any = atElement(p, device, { bytes: { min: 2 }, isFull: false }, passed);
  const sum = any.before.bytes.zeroExtend(64).add(any.descriptor.len.zeroExtend(64));
  p.assume(sum.gt(2n ** 32n));
  return any;
}

/** The descriptor is not all mapped, or lies beyond the last address. */
export function atUnmapped(p: ProofContext, device: WalkedDevice, passed = 0): AnyWalk {
  const any = inTable(p, device, {}, passed);
  const { table, index } = any.before;
  const address = entryAddress(table, index);
  p.assume(address === undefined || any.memory.contiguous(address).lt(DESCRIPTOR_SIZE));
  return any;
}

/** A table within a table. */
export function atNestedIndirect(p: ProofContext, device: WalkedDevice, passed = 0): WalkAtDescriptor {
  const any = atDescriptor(p, device, { indirect: true, indirectDesc: true }, passed);
  p.assume(has(any.descriptor, DESC_F_INDIRECT));
  return any;
}

/** A descriptor of the queue's table that refers to another one. Whether that is in order is left open. */
export function atIndirect(
  p: ProofContext,
  device: WalkedDevice,
  passed = 0,
  given: GivenWalk = {},
): WalkAtDescriptor {
  const any = atDescriptor(p, device, { indirect: false, indirectDesc: true, ...given }, passed);
  p.assume(has(any.descriptor, DESC_F_INDIRECT));
  return any;
}

/** A descriptor that refers to a table, and leads on besides. */
export function atIndirectWithNext(p: ProofContext, device: WalkedDevice, passed = 0): WalkAtDescriptor {
  const any = atIndirect(p, device, passed);
  p.assume(has(any.descriptor, DESC_F_NEXT).and(isTableLength(any)));
  return any;
}

/** A table of no descriptor, of a part of one, or of more than indices of 16 bits reach. */
export function atTableLength(p: ProofContext, device: WalkedDevice, passed = 0): WalkAtDescriptor {
  const any = atIndirect(p, device, passed);
  p.assume(has(any.descriptor, DESC_F_NEXT).not().and(isTableLength(any).not()));
  return any;
}

/** A descriptor that refers to a table, in order but for what is or is not there. */
export function atTable(
  p: ProofContext,
  device: WalkedDevice,
  passed = 0,
  given: GivenWalk = {},
): WalkAtDescriptor {
  const any = atIndirect(p, device, passed, given);
  p.assume(has(any.descriptor, DESC_F_NEXT).not().and(isTableLength(any)));
  return any;
}

/** The length is that of a table: of one to 65535 descriptors. */
function isTableLength({ descriptor: { len } }: WalkAtDescriptor): Bool {
  return len.ne(0).and(len.and(DESCRIPTOR_SIZE - 1).eq(0), len.le(65535 * DESCRIPTOR_SIZE));
}
