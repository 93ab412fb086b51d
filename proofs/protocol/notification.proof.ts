import { isLeft, isUnheard, isUsed, notification } from './notification.ts';
import { uncollected, unseen } from './words.ts';

const KICK_FLAGS = 'split.avail-notification.driver.must-notify-when-flags-0';
const KICK_EVENT = 'split.avail-notification.driver.must-notify-when-avail-event-matches';
const INTERRUPT_FLAGS = 'split.used-notification.device.must-notify-when-flags-0';
const INTERRUPT_EVENT = 'split.used-notification.device.must-notify-when-used-event-matches';

export const kept = notification.proofs;

const DECIDES = 'that the other side is ever asked to decide: it does so after it has published.';

export const noLostKick = notification.follows({
  id: 'protocol/no-lost-kick',
  title:
    'a device never sleeps over a chain unless it is notified, or the driver still has to decide and then notifies',
  requirements: [KICK_FLAGS, KICK_EVENT],
  doesNotProve: DECIDES,
  covers: ['with EVENT_IDX', 'without', 'a full ring', 'across the wrap of the index'],
  body: (p, _sides, { driver, memory }, at) => {
    const { seen, ghost } = at;
    p.assume(isLeft(at).and(isUsed(at)));
    const { eventIdx, size, published } = seen.driver;

    const kicks = driver.shouldKick(memory);

    p.assert('the driver has not decided yet', ghost.owesKick);
    p.assert('with flags it notifies', eventIdx.or(kicks), { requirement: KICK_FLAGS, kind: 'promise' });
    p.assert('with EVENT_IDX it notifies', eventIdx.implies(kicks), {
      requirement: KICK_EVENT,
      kind: 'promise',
    });
    p.cover('with EVENT_IDX', eventIdx);
    p.cover('without', eventIdx.not());
    p.cover('a full ring', unseen(seen).eq(size).and(size.eq(32768)));
    p.cover('across the wrap of the index', published.lt(seen.device.nextAvail));
  },
});

export const noLostInterrupt = notification.follows({
  id: 'protocol/no-lost-interrupt',
  title:
    'a driver never sleeps over an element unless it is notified, or the device still has to decide and then notifies',
  requirements: [INTERRUPT_FLAGS, INTERRUPT_EVENT],
  doesNotProve: DECIDES,
  covers: ['with EVENT_IDX', 'without', 'a full ring', 'across the wrap of the index'],
  body: (p, _sides, { queue, memory }, at) => {
    const { seen, ghost, domain } = at;
    p.assume(isUnheard(at));
    const { eventIdx, size, nextUsed } = seen.device;

    const answer = queue.needsNotification(memory);

    const notifies = answer.ok ? answer.value : domain.bool(false);
    p.assert('the device has not decided yet', ghost.owesInterrupt);
    p.assert('with flags it notifies', eventIdx.or(notifies), {
      requirement: INTERRUPT_FLAGS,
      kind: 'promise',
    });
    p.assert('with EVENT_IDX it notifies', eventIdx.implies(notifies), {
      requirement: INTERRUPT_EVENT,
      kind: 'promise',
    });
    p.cover('with EVENT_IDX', eventIdx);
    p.cover('without', eventIdx.not());
    p.cover('a full ring', uncollected(seen).eq(size).and(size.eq(32768)));
    p.cover('across the wrap of the index', nextUsed.lt(seen.driver.lastUsed));
  },
});
