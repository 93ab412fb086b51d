import type { AddressRange, Bool, Domain, ObservedMemory, ProofContext, U16, U64 } from 'ringproof';
import type { SplitDevice, SplitDeviceQueue, SplitDeviceState } from '../../models/split-device.ts';

/** A queue in some state, over some memory. */
export interface AnyQueue<Q extends SplitDeviceQueue = SplitDeviceQueue> {
  readonly queue: Q;
  /** The queue's state before any operation. */
  readonly before: SplitDeviceState;
  readonly memory: ObservedMemory;
}

/** Fields that a proof is about one value of. */
export type Given = Partial<SplitDeviceState>;

/**
 * Any queue whatever: every size, every aligned address of its three areas (VIRTIO 2.7), overlapping or not, mapped or
 * not, every index, every ring content. Only for devices that check each access.
 */
export function anyQueue<Q extends SplitDeviceQueue>(
  p: ProofContext,
  device: SplitDevice<Q>,
  given: Given = {},
): AnyQueue<Q> {
  const before = anyState(p, given);
  const memory = p.memory();
  return { queue: device.create(p.domain, before), before, memory };
}

/**
 * Any queue that the device has activated: of its areas nothing is assumed but that activation let them pass. An area
 * that begins later than the limits here has no room in front of the last address, whatever the size.
 */
export function activeQueue<Q extends SplitDeviceQueue>(
  p: ProofContext,
  device: SplitDevice<Q>,
  given: Given = {},
): AnyQueue<Q> {
  const any = anyQueue(p, device, anyPlace(p, { ready: p.domain.bool(true), ...given }));
  p.assume(any.queue.activate(any.memory).ok);
  return any;
}

/** Addresses for the three areas, with room behind them for the smallest queue. */
export function anyPlace(p: ProofContext, given: Given = {}): Given {
  const { descTable, availRing, usedRing } = given;
  return {
    ...given,
    descTable: descTable ?? p.any.u64('desc_table', { multipleOf: 16, max: LAST_ADDRESS - 31n }),
    availRing: availRing ?? p.any.u64('avail_ring', { multipleOf: 2, max: LAST_ADDRESS - 9n }),
    usedRing: usedRing ?? p.any.u64('used_ring', { multipleOf: 4, max: LAST_ADDRESS - 15n }),
  };
}

const LAST_ADDRESS = 2n ** 64n - 1n;

/** Whether two areas have no byte in common. */
export function areApart(a: AddressRange, b: AddressRange): Bool {
  return a.start.sub(b.start).ge(b.length).and(b.start.sub(a.start).ge(a.length));
}

/** Every state that set-up and operations can leave a queue in. */
export function anyState(p: ProofContext, given: Given = {}): SplitDeviceState {
  const state: SplitDeviceState = {
    maxSize: given.maxSize ?? p.any.powerOfTwo('max_size'),
    size: given.size ?? p.any.powerOfTwo('size'),
    ready: given.ready ?? p.any.bool('ready'),
    eventIdx: given.eventIdx ?? p.any.bool('event_idx'),
    nextAvail: given.nextAvail ?? p.any.u16('next_avail'),
    nextUsed: given.nextUsed ?? p.any.u16('next_used'),
    numAdded: given.numAdded ?? p.any.u16('num_added'),
    descTable: given.descTable ?? p.any.u64('desc_table', { multipleOf: 16 }),
    availRing: given.availRing ?? p.any.u64('avail_ring', { multipleOf: 2 }),
    usedRing: given.usedRing ?? p.any.u64('used_ring', { multipleOf: 4 }),
  };
  p.assume(state.size.le(state.maxSize));
  return state;
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

/** Bytes of guest memory that belong to a queue. */
export interface Area extends AddressRange {
  readonly length: U64;
}

/** The three areas of a queue (2.7). */
export interface Areas {
  /** 16 bytes a descriptor (2.7.5). */
  readonly descTable: Area;
  /** flags, idx, an entry of 2 bytes each, used_event (2.7.6). */
  readonly availRing: Area;
  /** flags, idx, an element of 8 bytes each, avail_event (2.7.8). */
  readonly usedRing: Area;
}

export function areas({ descTable, availRing, usedRing, size }: SplitDeviceState): Areas {
  const entries = size.zeroExtend(64);
  return {
    descTable: { start: descTable, length: entries.mul(16) },
    availRing: { start: availRing, length: entries.mul(2).add(6) },
    usedRing: { start: usedRing, length: entries.mul(8).add(6) },
  };
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

/** Where avail_event lies (2.7.10), behind the elements of the used ring. `undefined` beyond the last address. */
export function availEventAddress({ usedRing, size }: SplitDeviceState): U64 | undefined {
  return usedRing.checkedAdd(size.zeroExtend(64).mul(USED_ELEMENT_SIZE).add(4));
}

/** Where the available ring's idx lies (2.7.6). `undefined` beyond the last address. */
export function availIdxAddress({ availRing }: SplitDeviceState): U64 | undefined {
  return availRing.checkedAdd(2);
}

/** Where the available ring's entry for an index lies (2.7.6). `undefined` beyond the last address. */
export function availEntryAddress({ availRing, size }: SplitDeviceState, index: U16): U64 | undefined {
  return availRing.checkedAdd(index.rem(size).zeroExtend(64).mul(2).add(4));
}

/** Where the driver's used_event lies (2.7.7), behind the entries of the available ring. `undefined` beyond the last address. */
export function usedEventAddress({ availRing, size }: SplitDeviceState): U64 | undefined {
  return availRing.checkedAdd(size.zeroExtend(64).mul(2).add(4));
}
