import type { ProofContext } from '../../../proof/context.ts';
import { sidesInUse } from '../beginnings.ts';
import type { SplitProtocol } from '../interface.ts';
import { meetingOf, type Meeting } from './meeting.ts';
import { knowRingWords, namedRingWords, ringWordsAt } from './ring-words.ts';
import { sharedMemory } from './shared-memory.ts';
import { threadOf } from './thread.ts';

/**
 * The device adds a used element and decides whether to notify the driver, while the driver asks for the next notification.
 * `undefined` where a side reports an error, or the driver cannot ask. A driver that has given the queue up no longer looks at it.
 */
export function interruptMeeting(
  p: ProofContext,
  protocol: SplitProtocol,
  eventIdx: boolean,
): Meeting | undefined {
  const { domain } = p;
  const { driver, queue, memory } = sidesInUse(p, protocol, {
    eventIdx: domain.bool(eventIdx),
    isBroken: domain.bool(false),
  });
  knowRingWords(p, driver.state, memory);
  const words = ringWordsAt(driver.state);
  const { lastUsed, published } = driver.state;
  const asks = words.driver[eventIdx ? 'used_event' : 'avail.flags'];
  const asking = { at: asks, value: memory.peekWord(asks, 16) };
  const before = queue.state.nextUsed;
  const [head, len] = [p.any.u16('head'), p.any.u32('len')];

  const shared = sharedMemory(memory, 'device');
  const front = threadOf(p, 'v', () => {
    if (!queue.addUsed(shared, head, len).ok) return undefined;
    const { nextUsed, numAdded, addedAll } = queue.state;
    const answer = queue.needsNotification(shared);
    return answer.ok
      ? { nextUsed, numAdded, addedAll: addedAll ?? domain.bool(false), notifies: answer.value }
      : undefined;
  });
  const back = threadOf(p, 'd', () => driver.enableUsed?.(sharedMemory(memory, 'driver')));
  if (front.value === undefined || back.value === undefined) return undefined;

  const { nextUsed, numAdded, addedAll, notifies } = front.value;
  const publisher = {
    ...({ side: 'device', steps: front.steps, notifies } as const),
    idx: { at: words.device['used.idx'], before, after: nextUsed },
    // Without EVENT_IDX nothing is counted.
    isCounted: (from: typeof nextUsed) =>
      domain.bool(!eventIdx).or(numAdded.ge(nextUsed.sub(from)), addedAll),
  };
  const waiter = {
    ...({ side: 'driver', steps: back.steps, next: lastUsed, isAsleep: back.value.not() } as const),
    asking,
    own: { at: words.driver['avail.idx'], value: published },
  };
  const place = driver.state;
  return meetingOf(p, 'interrupt', { publisher, waiter, place, words: namedRingWords(place) });
}
