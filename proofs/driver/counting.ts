import type { Bool, Given, Integer, ProofContext } from 'ringproof';
import {
  activeDriver,
  type AnyDriver,
  type DriverState,
  type SplitDriver,
} from 'ringproof/virtio/split-driver';

/** So many entries make a count of 16 bits wrap. */
export const ALL = 65536;

/** A driver, and how many entries it has published since it last decided on a notification: any number. */
export interface CountingDriver extends AnyDriver {
  readonly count: Integer;
}

/**
 * A driver in use that has counted right so far: see driver/kick-count. Of one that does not notice when its count wraps, fewer than
 * 65536 entries were published since the last decision.
 */
export function countingDriver(
  p: ProofContext,
  device: SplitDriver,
  given: Given<DriverState> = {},
): CountingDriver {
  const count = p.any.integer('published_since', { min: 0n });
  const any = activeDriver(p, device, { ...given, numAdded: count.word(16) });
  const { addedAll } = any.before;
  p.assume(addedAll === undefined ? count.lt(ALL) : addedAll.iff(count.ge(ALL)));
  return { ...any, count };
}

/** Whether a driver has counted so many entries; one that does not notice when its count wraps, modulo 65536. */
export function hasCounted({ numAdded, addedAll }: DriverState, count: Integer): Bool {
  const isEqual = numAdded.eq(count.word(16));
  return addedAll === undefined ? isEqual : isEqual.and(addedAll.iff(count.ge(ALL)));
}
