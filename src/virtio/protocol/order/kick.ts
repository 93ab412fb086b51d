import type { ProofContext } from '../../../proof/context.ts';
import { anyBuffer } from '../../split-driver/any-driver.ts';
import { sidesInUse } from '../beginnings.ts';
import type { SplitProtocol } from '../interface.ts';
import { meetingOf, type Meeting } from './meeting.ts';
import { knowRingWords, namedRingWords, ringWordsAt } from './ring-words.ts';
import { sharedMemory } from './shared-memory.ts';
import { threadOf } from './thread.ts';

/**
 * The driver publishes chains and decides whether to notify the device, while the device asks for the next notification.
 * `undefined` where a side reports an error.
 */
export function kickMeeting(
  p: ProofContext,
  protocol: SplitProtocol,
  eventIdx: boolean,
): Meeting | undefined {
  const given = { eventIdx: p.domain.bool(eventIdx) };
  const { driver, queue, memory } = sidesInUse(p, protocol, given);
  knowRingWords(p, driver.state, memory);
  const words = ringWordsAt(driver.state);
  const before = driver.state.published;
  const { nextAvail, nextUsed } = queue.state;
  const asks = words.device[eventIdx ? 'avail_event' : 'used.flags'];
  const asking = { at: asks, value: memory.peekWord(asks, 16) };

  const shared = sharedMemory(memory, 'driver');
  const front = threadOf(p, 'd', () => {
    if (driver.publish !== undefined) driver.publish(shared);
    // Where chains are there for the device at once, that is what publishes them.
    // How many buffers a chain has shows in descriptors alone, of which nothing is asked.
    else if (!driver.add(shared, [anyBuffer(p, 'buffer')]).ok) return undefined;
    const { published, numAdded, addedAll } = driver.state;
    return { published, numAdded, addedAll: addedAll ?? false, notifies: driver.shouldKick(shared) };
  });
  const back = threadOf(p, 'v', () => queue.enableNotification(sharedMemory(memory, 'device')));
  if (front.value === undefined || !back.value.ok) return undefined;

  const { published, numAdded, addedAll, notifies } = front.value;
  const publisher = {
    ...({ side: 'driver', steps: front.steps, notifies } as const),
    idx: { at: words.driver['avail.idx'], before, after: published },
    isCounted: (from: typeof published) => numAdded.ge(published.sub(from)).or(addedAll),
  };
  const waiter = {
    ...({ side: 'device', steps: back.steps, next: nextAvail, isAsleep: back.value.value.not() } as const),
    asking,
    own: { at: words.device['used.idx'], value: nextUsed },
  };
  const place = driver.state;
  return meetingOf(p, 'kick', { publisher, waiter, place, words: namedRingWords(place) });
}
