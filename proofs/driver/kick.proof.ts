import { proof } from 'ringproof';
import { activeDriver, ring, splitDriver } from 'ringproof/virtio/split-driver';
import { isAmong, isBroken, isLive, sameDriver } from './state.ts';

const NOTIFY = 'split.avail-notification.driver.must-notify-when-flags-0';
const QUIET = 'split.avail-notification.driver.should-not-notify-when-flags-1';
const NO_EVENT = 'split.avail-notification.driver.must-ignore-avail-event-without-event-idx';
const MATCH = 'split.avail-notification.driver.must-notify-when-avail-event-matches';
const NO_MATCH = 'split.avail-notification.driver.should-not-notify-when-avail-event-differs';
const NO_FLAGS = 'split.avail-notification.driver.must-ignore-flags-bit0-with-event-idx';
const DRIVER_OK = 'init.driver.must-not-notify-before-driver-ok';

/* A driver that has given up its device, which broke its promises, owes it nothing: the text says nothing of such a device. */

const COUNTED = 'that what was published since the last decision is counted: see driver/kick-count.';

export const kickFlags = proof({
  id: 'driver/kick-flags',
  title: 'without EVENT_IDX, the device is notified of what was published unless flags is 1',
  requirements: [NOTIFY, QUIET, NO_EVENT, DRIVER_OK],
  doesNotProve: COUNTED,
  on: splitDriver,
  covers: ['notified', 'not wanted', 'nothing new'],
  body: (p, device) => {
    const { domain } = p;
    const { driver, before, memory } = activeDriver(p, device, { eventIdx: domain.bool(false) });
    const flags = memory.peekWord(ring.usedFlags(before), 16);
    const isNew = before.numAdded.ne(0).or(before.addedAll ?? false);

    const kicks = driver.shouldKick(memory);

    const live = isLive(domain, before);
    const isUsable = live.and(isBroken(domain, before).not());
    p.assert('with flags 0, the device is notified', isUsable.and(isNew, flags.eq(0)).implies(kicks), {
      requirement: NOTIFY,
    });
    p.assert('with flags 1, it is not', flags.eq(1).implies(kicks.not()), {
      requirement: QUIET,
      kind: 'should',
    });
    // Of a driver that leaves it to its caller, nothing is said.
    if (before.isLive !== undefined)
      p.assert('before DRIVER_OK, it is not', live.not().implies(kicks.not()), { requirement: DRIVER_OK });
    p.assert(
      'avail_event is not looked at',
      memory.events.reads({ start: ring.availEvent(before), length: 2 }).isEmpty(),
      { requirement: NO_EVENT, kind: 'promise' },
    );
    p.assert('no other field changes', sameDriver(domain, before, driver.state, ['numAdded']));
    p.cover('notified', kicks);
    p.cover('not wanted', isUsable.and(isNew, kicks.not()));
    p.cover('nothing new', isUsable.and(isNew.not()));
  },
});

export const kickEvent = proof({
  id: 'driver/kick-event-idx',
  title:
    'with EVENT_IDX, the device is notified where an entry published since the last decision is the one of avail_event',
  requirements: [MATCH, NO_MATCH, NO_FLAGS, DRIVER_OK],
  doesNotProve: COUNTED,
  on: splitDriver.with('negotiatesEventIdx'),
  covers: ['notified', 'not wanted', 'across the wrap of the index'],
  body: (p, device) => {
    const { domain } = p;
    const { driver, before, memory } = activeDriver(p, device, { eventIdx: domain.bool(true) });
    const event = memory.peekWord(ring.availEvent(before), 16);
    const first = before.published.sub(before.numAdded);
    const isPassed = isAmong(event, first, before.numAdded).or(before.addedAll ?? false);

    const kicks = driver.shouldKick(memory);

    const live = isLive(domain, before);
    const isUsable = live.and(isBroken(domain, before).not());
    p.assert('if avail_event is among them, the device is notified', isUsable.and(isPassed).implies(kicks), {
      requirement: MATCH,
    });
    p.assert('if not, it is not', isPassed.not().implies(kicks.not()), {
      requirement: NO_MATCH,
      kind: 'should',
    });
    // Of a driver that goes wrong where an index wraps, too.
    const isPlain = first.le(before.published).and(before.addedAll?.not() ?? true);
    p.assert(
      'where no index wraps and avail_event is among them, the device is notified',
      isUsable.and(isPlain, isAmong(event, first, before.numAdded)).implies(kicks),
      { requirement: MATCH },
    );
    p.assert(
      'where no index wraps and avail_event is an entry to come, it is not',
      isPlain.and(event.ge(before.published), event.ne(0xffff)).implies(kicks.not()),
      { requirement: NO_MATCH, kind: 'should' },
    );
    // Of a driver that leaves it to its caller, nothing is said.
    if (before.isLive !== undefined)
      p.assert('before DRIVER_OK, it is not', live.not().implies(kicks.not()), { requirement: DRIVER_OK });
    p.assert(
      'flags are not looked at',
      memory.events.reads({ start: ring.usedFlags(before), length: 2 }).isEmpty(),
      { requirement: NO_FLAGS, kind: 'promise' },
    );
    p.assert('no other field changes', sameDriver(domain, before, driver.state, ['numAdded']));
    p.cover('notified', kicks);
    p.cover('not wanted', isUsable.and(kicks.not(), before.numAdded.ne(0)));
    p.cover('across the wrap of the index', kicks.and(first.gt(before.published)));
  },
});
