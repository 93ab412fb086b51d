import type { ObservedMemory } from '../../../memory/observed-memory.ts';
import type { ProofContext } from '../../../proof/context.ts';
import { anyBuffer } from '../../split-driver/any-driver.ts';
import type { Driver } from '../../split-driver/interface.ts';
import type { Publisher } from './meeting.ts';
import { ringWordsAt } from './ring-words.ts';
import { sharedMemory } from './shared-memory.ts';
import { threadOf } from './thread.ts';

/** The driver publishes chains and decides whether to notify the device. `undefined` where it reports an error. */
export function publishing(p: ProofContext, driver: Driver, memory: ObservedMemory): Publisher | undefined {
  const before = driver.state.published;
  const shared = sharedMemory(memory, 'driver');
  const { value, steps } = threadOf(p, 'd', () => {
    if (driver.publish !== undefined) driver.publish(shared);
    // Where chains are there for the device at once, that is what publishes them.
    // How many buffers a chain has shows in descriptors alone, of which nothing is asked.
    else if (!driver.add(shared, [anyBuffer(p, 'buffer')]).ok) return undefined;
    const { published, numAdded, addedAll } = driver.state;
    return { published, numAdded, addedAll: addedAll ?? false, notifies: driver.shouldKick(shared) };
  });
  if (value === undefined) return undefined;
  const { published, numAdded, addedAll, notifies } = value;
  return {
    ...({ side: 'driver', steps, notifies } as const),
    idx: { at: ringWordsAt(driver.state).driver['avail.idx'], before, after: published },
    isCounted: (from: typeof published) => numAdded.ge(published.sub(from)).or(addedAll),
  };
}
