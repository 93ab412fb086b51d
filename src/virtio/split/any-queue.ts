import type { Bool, U16, U64 } from '../../domain/word.ts';
import type { Domain } from '../../domain/domain.ts';
import type { ObservedMemory } from '../../memory/observed-memory.ts';
import type { ProofContext } from '../../proof/context.ts';
import type { Given } from '../../proof/given.ts';
import * as layout from './addresses.ts';
import { AREA_STARTS } from './areas.ts';
import type { SplitDevice, SplitDeviceQueue, SplitDeviceState, SplitQueueFields } from './interface.ts';
import { USED_RING } from './shapes.ts';

/** A queue in some state, over some memory. */
export interface AnyQueue {
  readonly queue: SplitDeviceQueue;
  /** The queue's state before any operation. */
  readonly before: SplitDeviceState;
  readonly memory: ObservedMemory;
}

/** What a proof is about of the queue's fields: one value, or a range. */
export type GivenQueue = Given<SplitDeviceState>;

/**
 * A queue in any state that the implementation can be in, activated or not: every size, every address of its areas,
 * overlapping or not, mapped or not, every index, every ring content. Only for devices that check each access.
 */
export function anyQueue(p: ProofContext, device: SplitDevice, given: GivenQueue = {}): AnyQueue {
  return queueIn(p, device, null, given);
}

/**
 * Any queue in use. Nothing is known of its areas except that activation accepted them, nor of the rest of its state except
 * what the model declares of the phase.
 */
export function activeQueue(p: ProofContext, device: SplitDevice, given: GivenQueue = {}): AnyQueue {
  return queueIn(p, device, 'active', given);
}

/** A queue in any state of a phase; of `null`, in any state at all. */
export function queueIn(
  p: ProofContext,
  device: SplitDevice,
  phase: 'active' | null,
  given: GivenQueue = {},
): AnyQueue {
  const memory = p.memory();
  const queue = device.queue({ phase, memory, given });
  return { queue, before: queue.state, memory };
}

/** Sizes and addresses that the specification allows (2.7), with room for the areas of the smallest queue. */
export const ALLOWED_PLACES: GivenQueue = { size: { powerOfTwo: true, max: 32768 }, ...AREA_STARTS };

/** Whether two states agree in every field that every queue has but the named ones. */
export function sameState(
  domain: Domain,
  a: SplitDeviceState,
  b: SplitDeviceState,
  except: readonly (keyof SplitQueueFields)[] = [],
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
  } satisfies Record<keyof SplitQueueFields, Bool>;
  const excepted = new Set<string>(except);
  const compared = Object.entries(fields).flatMap(([name, same]) => (excepted.has(name) ? [] : [same]));
  return domain.bool(true).and(...compared);
}

/** Bytes of one element of the used ring: id and len (2.7.8). */
export const USED_ELEMENT_SIZE = USED_RING.slotBytes;

/** Where the used ring's element for the next index lies (2.7.8). `undefined` where that is beyond the last address. */
export function usedElementAddress(state: SplitDeviceState): U64 | undefined {
  return layout.usedElement(state, state.nextUsed);
}

/** Where the used ring's idx lies (2.7.8). Never beyond the last address, the ring being aligned to 4. */
export function usedIdxAddress({ usedRing }: SplitDeviceState): U64 {
  return usedRing.add(USED_RING.headOffset('idx'));
}

/** Where avail_event lies (2.7.10); here and below, `undefined` where that is beyond the last address. */
export const availEventAddress = layout.availEvent;

/** Where the available ring's idx lies (2.7.6). */
export const availIdxAddress = layout.availIdx;

/** Where the available ring's entry for an index lies (2.7.6). */
export const availEntryAddress = layout.availEntry;

/** Where the driver's used_event lies (2.7.7). */
export const usedEventAddress = layout.usedEvent;

/** Whether a device has to look at idx to know of a chain: not where it has seen one that it has not taken. */
export function hasToLook(domain: Domain, { seenAvail, nextAvail }: SplitDeviceState): Bool {
  return seenAvail === undefined ? domain.bool(true) : seenAvail.eq(nextAvail);
}

/**
 * Whether a chain can be returned now, `offset` places after the next element: with IN_ORDER, if it is the one that was popped there; any
 * one without.
 */
export function isInTurn(
  domain: Domain,
  state: SplitDeviceState,
  memory: Pick<ObservedMemory, 'accessible' | 'peekWord'>,
  head: U16,
  offset = domain.u16(0),
): Bool {
  const { inOrder, nextAvail, nextUsed } = state;
  if (inOrder === undefined) return domain.bool(true);
  const entry = layout.availEntry(state, nextUsed.add(offset));
  if (entry === undefined) return inOrder.not();
  const isNext = memory.accessible(entry, 16).and(memory.peekWord(entry, 16).eq(head));
  return inOrder.not().or(offset.lt(nextAvail.sub(nextUsed)).and(isNext));
}

/** Whether the driver's idx is not behind what a device has seen of it: a driver does not take back what it made available. */
export function isNotBehind(domain: Domain, { seenAvail, nextAvail }: SplitDeviceState, idx: U16): Bool {
  return seenAvail === undefined ? domain.bool(true) : idx.sub(nextAvail).ge(seenAvail.sub(nextAvail));
}
