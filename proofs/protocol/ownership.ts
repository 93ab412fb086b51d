import type { Bool, Domain, Integer, U16 } from 'ringproof';
import type { RingSlot, SeenSides } from 'ringproof/virtio/protocol';
import { areInOrder, isAgreed, ringWords } from './words.ts';

/*
 * Who has a head: it is free, available, in the device or used. Each ring hands heads from one side to the other, and has an invariant of
 * its own, of the same head: `isAway` of the available ring is `isHeld` or `isUsed` of the used ring. Where an operation looks at the other
 * ring, what the invariant of that ring says of the moment before is assumed. So both hold together, by one induction over all steps.
 */

interface Moment {
  readonly domain: Domain;
  readonly seen: SeenSides;
}

/** A moment at which a head is followed. */
export interface Following extends Moment {
  readonly ghost: { readonly head: U16 };
}

type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false } | undefined;

/** Whether an operation has answered with a chain that begins at the head. */
export function isAnswered({
  domain,
  ghost: { head },
  result,
}: Following & { readonly result: Answer<{ readonly head: U16 } | undefined> }): Bool {
  return result?.ok === true && result.value !== undefined ? result.value.head.eq(head) : domain.bool(false);
}

/** Whether an entry for this index was added and not taken. */
export function isEntered({ driver, device }: SeenSides, index: U16): Bool {
  return index.sub(device.nextAvail).lt(driver.nextAvail.sub(device.nextAvail));
}

/** Whether an element for this index was added and not collected. */
export function isReturned({ driver, device }: SeenSides, index: U16): Bool {
  return index.sub(driver.lastUsed).lt(device.nextUsed.sub(driver.lastUsed));
}

/** Chains that the device has taken and not returned. */
export function inFlight({ device }: SeenSides): U16 {
  return device.nextAvail.sub(device.nextUsed);
}

/** Whether an entry for this index was added, and the device has not returned as many chains as were added up to it. */
export function isKept({ driver, device }: SeenSides, index: U16): Bool {
  return index.sub(device.nextUsed).lt(driver.nextAvail.sub(device.nextUsed));
}

/** A count that an operation changes under a condition. */
export function changedBy({ domain }: Moment, count: Integer, condition: Bool, by: 1 | -1): Integer {
  const one = domain.select(condition, domain.u16(1), domain.u16(0));
  return by === 1 ? count.plus(one) : count.minus(one);
}

/** Whether a slot is known to hold a head, or else whether it is known to hold none. */
export function holdsHead(slot: RingSlot, head: U16): Bool {
  return isHead(slot, head).and(slot.isKnown);
}

export function holdsOther(slot: RingSlot, head: U16): Bool {
  return isHead(slot, head).not().and(slot.isKnown);
}

function isHead({ word }: RingSlot, head: U16): Bool {
  return word.zeroExtend(64).eq(head.zeroExtend(64));
}

/** What both invariants rest on. */
export const IN_STEP = {
  'the sides agree on the queue and its indices follow each other: see protocol/notification': {
    always: ({ domain, seen }: Moment): Bool => {
      const { availIdx, usedIdx } = ringWords(seen);
      const areTold = availIdx.eq(seen.driver.published).and(usedIdx.eq(seen.device.nextUsed));
      return isAgreed(domain, seen).and(areTold, areInOrder(domain, seen));
    },
  },
} as const;

export const NOT_PROVED =
  'that a chain is ever taken, returned or collected; nor anything of a device that takes chains by iterators, or of IN_ORDER.';
