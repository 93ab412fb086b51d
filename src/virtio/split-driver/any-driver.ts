import type { Bool, U16 } from '../../domain/word.ts';
import type { GuestMemory } from '../../memory/guest-memory.ts';
import type { MemoryView, ObservedMemory } from '../../memory/observed-memory.ts';
import type { ProofContext } from '../../proof/context.ts';
import type { Given } from '../../proof/given.ts';
import { ANY_STARTS, areSlices, isUsedRingApart, areApart, areas, type QueuePlace } from '../split/areas.ts';
import { usedElement, usedIdx } from './ring.ts';
import type { Buffer, Driver, DriverSetUp, DriverState, SplitDriver } from './interface.ts';

/** The most buffers of a chain that proofs lend: how many there are is decided, one path for each. */
export const MOST_BUFFERS = 2;

/** A driver in some state, over some memory. */
export interface AnyDriver {
  readonly driver: Driver;
  /** Its state before any operation. */
  readonly before: DriverState;
  readonly memory: ObservedMemory;
}

/** Any driver in use. Of its queue's areas it is known that they are memory of its own, apart from each other. */
export function activeDriver(
  p: ProofContext,
  device: SplitDriver,
  given: Given<DriverState> = {},
): AnyDriver {
  const memory = p.memory();
  const driver = device.driver(p, { phase: 'active', memory, given });
  return { driver, before: driver.state, memory };
}

/** Any buffers to lend, up to `MOST_BUFFERS`; none at all, too. */
export function anyBuffers(p: ProofContext): readonly Buffer[] {
  const buffers: Buffer[] = [];
  while (buffers.length < MOST_BUFFERS && p.domain.decide(p.any.bool(`buffer${buffers.length}.is_there`))) {
    buffers.push(anyBuffer(p, `buffer${buffers.length}`));
  }
  return buffers;
}

/** Any buffer to lend. */
export function anyBuffer(p: ProofContext, name: string): Buffer {
  return {
    address: p.any.u64(`${name}.address`),
    length: p.any.u32(`${name}.length`),
    isWritable: p.any.bool(`${name}.is_writable`),
  };
}

/** What a driver can be set up with: any sizes, and any addresses. */
export function anySetUp(p: ProofContext): DriverSetUp {
  return {
    offered: p.any.u16('offered'),
    size: p.any.u16('size'),
    eventIdx: p.any.bool('event_idx'),
    indirectDesc: p.any.bool('indirect_desc'),
    inOrder: p.any.bool('in_order'),
    descTable: p.any.u64('desc_table'),
    availRing: p.any.u64('avail_ring'),
    usedRing: p.any.u64('used_ring'),
  };
}

/** Any areas that a driver has allocated, of a queue of any size from 1 to 32768; nothing is known of their alignment. */
export function anyAllocated(p: ProofContext, memory: GuestMemory): QueuePlace {
  const place = {
    size: p.any.u16('size', { min: 1, max: 32768 }),
    descTable: p.any.u64('desc_table', ANY_STARTS.descTable),
    availRing: p.any.u64('avail_ring', ANY_STARTS.availRing),
    usedRing: p.any.u64('used_ring', ANY_STARTS.usedRing),
  };
  p.assume(areAllocated(place, memory));
  return place;
}

/**
 * Whether the areas of a queue are memory that a driver has allocated for them: mapped, each in one region, and apart. Each driver
 * relies on this as a premise of the phase `active`.
 */
export function areAllocated(place: QueuePlace, memory: GuestMemory): Bool {
  const { descTable, availRing, usedRing } = areas(place);
  // Whether a word is one unit depends on where its region begins: asked for, that is known to be a multiple.
  for (const { start } of [descTable, availRing, usedRing]) memory.regionBefore(start);
  return areSlices(place, memory).and(isUsedRingApart(place), areApart(descTable, availRing));
}

/**
 * Whether the next element of the used ring, if one is to be taken there, is what a device that keeps to 2.7.8 writes: the head of an
 * outstanding chain, and not more bytes than were lent with it; and some chain is published that was not used. With IN_ORDER that chain and
 * all before it are published, and idx has passed them (2.7.9).
 */
export function isNextElementHonest({ state, chain }: Driver, memory: MemoryView): Bool {
  const { lastUsed, published, size, inOrder } = state;
  const at = usedElement(state, lastUsed);
  const [id, len] = [memory.peekWord(at, 32), memory.peekWord(at, 32, 4)];
  const { isOutstanding, writable, added = lastUsed } = chain(id.truncate(16));
  const idx = memory.peekWord(usedIdx(state), 16);
  const before = added.sub(lastUsed);
  return idx
    .ne(lastUsed)
    .and(isInBatch(state)?.not() ?? true)
    .implies(
      id
        .lt(size.zeroExtend(32))
        .and(
          isOutstanding,
          len.zeroExtend(64).le(writable),
          published.ne(lastUsed),
          inOrder?.implies(before.lt(published.sub(lastUsed)).and(before.lt(idx.sub(lastUsed)))) ?? true,
        ),
    );
}

/** Whether chains are to be collected that the last element stands for, so that none is taken; `undefined` of a driver without IN_ORDER. */
export function isInBatch({ batchEnd, lastUsed }: DriverState): Bool | undefined {
  return batchEnd?.ne(lastUsed);
}

/** Whether each chain that is outstanding can have a descriptor of its own, as in every driver in use. */
export function haveDescriptors({ nextAvail, lastUsed, size, numFree }: DriverState): Bool {
  return nextAvail.sub(lastUsed).le(size.sub(numFree));
}

/** Chains that are added and not collected: the distance between the indices. */
export function outstanding({ nextAvail, lastUsed }: DriverState): U16 {
  return nextAvail.sub(lastUsed);
}
