import type { ProofContext } from '../../../proof/context.ts';
import { sidesInUse } from '../beginnings.ts';
import type { SplitProtocol } from '../interface.ts';
import { meetingOf, type Meeting } from './meeting.ts';
import { publishing } from './publishing.ts';
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
  const { nextAvail, nextUsed } = queue.state;
  const asks = words.device[eventIdx ? 'avail_event' : 'used.flags'];
  const asking = { at: asks, value: memory.peekWord(asks, 16) };

  const publisher = publishing(p, driver, memory);
  const back = threadOf(p, 'v', () => queue.enableNotification(sharedMemory(memory, 'device')));
  if (publisher === undefined || !back.value.ok) return undefined;

  const waiter = {
    ...({ side: 'device', steps: back.steps, next: nextAvail, isAsleep: back.value.value.not() } as const),
    asking,
    own: { at: words.device['used.idx'], value: nextUsed },
  };
  const place = driver.state;
  return meetingOf(p, 'kick', { publisher, waiter, place, words: namedRingWords(place) });
}
