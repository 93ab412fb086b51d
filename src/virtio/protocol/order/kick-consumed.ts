import type { ProofContext } from '../../../proof/context.ts';
import { hasToLook } from '../../split/any-queue.ts';
import { sidesInUse } from '../beginnings.ts';
import type { SplitProtocol } from '../interface.ts';
import { lookingAt } from './looking.ts';
import { meetingOf, type Meeting } from './meeting.ts';
import { publishing } from './publishing.ts';
import { knowRingWords, namedRingWords, ringWordsAt } from './ring-words.ts';
import { sharedMemory } from './shared-memory.ts';
import { stepsOf } from './steps.ts';

/**
 * The driver publishes chains and notifies the device, which takes the notification and then pops. It waits where it did not see that idx
 * has moved on. `undefined` where the driver reports an error.
 */
export function kickConsumedMeeting(p: ProofContext, protocol: SplitProtocol): Meeting | undefined {
  const { driver, queue, memory } = sidesInUse(p, protocol);
  knowRingWords(p, driver.state, memory);
  // Some devices take a ring at address 0 for none.
  p.assume(hasToLook(p.domain, queue.state).and(driver.state.availRing.ne(0)));
  const words = ringWordsAt(driver.state);
  const { nextAvail: next, nextUsed } = queue.state;

  const publisher = publishing(p, driver, memory);
  if (publisher === undefined) return undefined;
  p.assume(publisher.notifies);
  const shared = sharedMemory(memory, 'device');
  const looking = lookingAt(p, shared, { at: publisher.idx.at, old: next });
  const begin = p.events.all.length;
  queue.pop(looking.memory);
  const steps = stepsOf(p.events, p.events.all.slice(begin, looking.seen()), 'v');

  const isAsleep = p.domain.bool(looking.seen() === undefined);
  const own = { at: words.device['used.idx'], value: nextUsed };
  const waiter = { side: 'device', steps, next, isAsleep, own } as const;
  const place = driver.state;
  return meetingOf(p, 'kick', { publisher, waiter, place, words: namedRingWords(place) });
}
