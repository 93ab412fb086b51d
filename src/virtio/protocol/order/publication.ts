import type { GuestMemory } from '../../../memory/guest-memory.ts';
import type { ProofContext } from '../../../proof/context.ts';
import { hasToLook } from '../../split/any-queue.ts';
import type { SplitDeviceQueue } from '../../split/interface.ts';
import { sidesInUse } from '../beginnings.ts';
import type { SplitProtocol } from '../interface.ts';
import { availableCells } from './cells.ts';
import { handoverOf, type Handover } from './handover.ts';
import { knowCells } from './ring-words.ts';
import { sharedMemory } from './shared-memory.ts';
import { threadOf } from './thread.ts';

/**
 * The driver adds a chain of one descriptor and publishes it, or more; the device takes it and looks at its descriptor. `undefined` where
 * a side reports an error or the device finds nothing.
 */
export function publication(p: ProofContext, protocol: SplitProtocol): Handover | undefined {
  const { driver, queue, memory } = sidesInUse(p, protocol, {}, ({ nextAvail }) => ({ nextAvail }));
  const { nextAvail, size } = driver.state;
  const { nextUsed } = queue.state;
  const available = p.any.u16('available', { min: 1, max: 32768 });
  // No more is available or in use than the queue has.
  p.assume(available.le(size).and(nextAvail.sub(nextUsed).le(size.sub(available))));
  p.assume(hasToLook(p.domain, queue.state));

  // Nothing is added to a queue that is full, or no longer used.
  const { isBroken, numFree } = driver.state;
  p.assume(numFree.lt(1).not());
  if (isBroken !== undefined) p.assume(isBroken.not());

  const buffer = {
    address: p.any.u64('address'),
    length: p.any.u32('length'),
    isWritable: p.any.bool('is_writable'),
  };
  const shared = sharedMemory(memory, 'driver');
  const front = threadOf(p, 'd', () => {
    const added = driver.add(shared, [buffer]);
    if (!added.ok) return undefined;
    driver.publish?.(shared);
    return added.value;
  });
  if (front.value === undefined) return undefined;
  const cells = availableCells(driver.state, nextAvail, front.value);
  knowCells(p, memory, cells);
  return handoverOf(p, sharedMemory(memory, 'device'), {
    ...({ writer: 'driver', steps: front.steps, cells } as const),
    ...{ before: nextAvail, after: nextAvail.add(available) },
    read: (shown) => lookAtNext(queue, shown),
  });
}

/** The device takes the next chain, and looks at its first descriptor if it walks along chains. */
export function lookAtNext(queue: SplitDeviceQueue, memory: GuestMemory): void {
  const popped = queue.pop(memory);
  if (popped.ok) popped.value?.walk?.().next(memory);
}
