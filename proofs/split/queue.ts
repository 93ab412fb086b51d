import type { Bool, Domain, ObservedMemory, ProofContext, U64 } from 'ringproof';
import type { SplitDevice, SplitDeviceQueue, SplitDeviceState } from '../../models/split-device.ts';

/** A queue in a state that set-up can leave it in, over any memory, with nothing else assumed of either. */
export interface AnyQueue {
  readonly queue: SplitDeviceQueue;
  /** The queue's state before any operation. */
  readonly before: SplitDeviceState;
  readonly memory: ObservedMemory;
}

/**
 * Any queue whatever: every size, every aligned address of its three areas (VIRTIO 2.7), overlapping or not, mapped or
 * not, every index, every ring content.
 */
export function anyQueue(p: ProofContext, device: SplitDevice): AnyQueue {
  const before: SplitDeviceState = {
    maxSize: p.any.powerOfTwo('max_size'),
    size: p.any.powerOfTwo('size'),
    ready: p.any.bool('ready'),
    eventIdx: p.any.bool('event_idx'),
    nextAvail: p.any.u16('next_avail'),
    nextUsed: p.any.u16('next_used'),
    numAdded: p.any.u16('num_added'),
    descTable: p.any.u64('desc_table', { multipleOf: 16 }),
    availRing: p.any.u64('avail_ring', { multipleOf: 2 }),
    usedRing: p.any.u64('used_ring', { multipleOf: 4 }),
  };
  p.assume(before.size.le(before.maxSize));
  const memory = p.memory();
  return { queue: device.create(p.domain, before), before, memory };
}

/** Whether two states agree in every field but the named ones. */
export function sameState(
  domain: Domain,
  a: SplitDeviceState,
  b: SplitDeviceState,
  except: readonly (keyof SplitDeviceState)[] = [],
): Bool {
  const fields = {
    maxSize: a.maxSize.eq(b.maxSize),
    size: a.size.eq(b.size),
    ready: a.ready.iff(b.ready),
    eventIdx: a.eventIdx.iff(b.eventIdx),
    nextAvail: a.nextAvail.eq(b.nextAvail),
    nextUsed: a.nextUsed.eq(b.nextUsed),
    numAdded: a.numAdded.eq(b.numAdded),
    descTable: a.descTable.eq(b.descTable),
    availRing: a.availRing.eq(b.availRing),
    usedRing: a.usedRing.eq(b.usedRing),
  } satisfies Record<keyof SplitDeviceState, Bool>;
  const excepted = new Set<string>(except);
  const compared = Object.entries(fields).flatMap(([name, same]) => (excepted.has(name) ? [] : [same]));
  return domain.bool(true).and(...compared);
}

/** Bytes of one element of the used ring: id and len (2.7.8). */
export const USED_ELEMENT_SIZE = 8;

/**
 * Where the used ring's element for an index lies (2.7.8): behind flags and idx, at the index modulo the queue size.
 * `undefined` where that is beyond the last address.
 */
export function usedElementAddress({ usedRing, nextUsed, size }: SplitDeviceState): U64 | undefined {
  return usedRing.checkedAdd(nextUsed.rem(size).zeroExtend(64).mul(USED_ELEMENT_SIZE).add(4));
}

/** Where the used ring's idx lies (2.7.8). Never beyond the last address, the ring being aligned to 4. */
export function usedIdxAddress({ usedRing }: SplitDeviceState): U64 {
  return usedRing.add(2);
}
