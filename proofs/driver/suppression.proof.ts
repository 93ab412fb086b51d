import { proof } from 'ringproof';
import { activeDriver, ring, splitDriver } from 'ringproof/virtio/split-driver';
import { isBroken, sameDriver } from './state.ts';

const VALUES = 'split.used-notification.driver.must-set-flags-0-or-1';
const ZERO = 'split.used-notification.driver.must-set-flags-0-with-event-idx';
const EVENT = 'split.used-notification.driver.may-use-used-event';
const FLAG = 'split.used-notification.driver.may-set-flags-1';
const WHILE = 'split.receive.driver.may-disable-used-notifications';

export const enableUsed = proof({
  id: 'driver/enable-used',
  title: 'a driver that waits has asked for the next element, and the ring was empty after that',
  requirements: [VALUES, ZERO, EVENT, FLAG, WHILE],
  doesNotProve:
    'that the device looks at flags or used_event after a fence of its own: that is the device’s duty.',
  on: splitDriver.with('enableUsed'),
  covers: ['it waits with EVENT_IDX', 'it waits without', 'an element is there'],
  body: (p, device) => {
    const { domain } = p;
    const { driver, before, memory } = activeDriver(p, device);
    const initial = memory.snapshot();
    const [flags, event, idx] = [ring.availFlags(before), ring.usedEvent(before), ring.usedIdx(before)];

    const isThere = driver.enableUsed?.(memory) ?? domain.bool(true);

    const [flagsAfter, eventAfter] = [memory.peekWord(flags, 16), memory.peekWord(event, 16)];
    // Of a driver that has given up its device, nothing is said: it waits for nothing.
    const isUsable = isBroken(domain, before).not();
    const waits = isUsable.and(isThere.not());
    const flagsBefore = initial.peekWord(flags, 16);
    p.assert('no field changes', sameDriver(domain, before, driver.state));
    p.assertUnchanged('only flags and used_event change', initial, memory, [
      { start: flags, length: 2 },
      { start: event, length: 2 },
    ]);
    p.assert('flags hold 0 or 1 if they did', flagsBefore.le(1).implies(flagsAfter.le(1)), {
      requirement: VALUES,
    });
    p.assert(
      'with EVENT_IDX flags stay 0',
      before.eventIdx.and(flagsBefore.eq(0)).implies(flagsAfter.eq(0)),
      { requirement: ZERO },
    );
    p.assert(
      'it waits for the next element',
      before.eventIdx.and(waits).implies(eventAfter.eq(before.lastUsed)),
      { requirement: EVENT, kind: 'promise' },
    );
    p.assert('or has flags 0', before.eventIdx.not().and(waits).implies(flagsAfter.eq(0)), {
      requirement: FLAG,
      kind: 'promise',
    });
    p.assert(
      'it waits exactly if no element is there',
      isUsable.implies(waits.iff(memory.peekWord(idx, 16).eq(before.lastUsed))),
      { requirement: WHILE, kind: 'promise' },
    );
    const { events } = memory;
    const look = events.lastLook({ start: idx, length: 2 });
    const asked = events.writes({ start: flags, length: 2 });
    const askedEvent = events.writes({ start: event, length: 2 });
    p.assert(
      'it looks after it has asked, before it waits',
      waits.implies(
        look.forSome((looking) => asked.after(looking).isEmpty().and(askedEvent.after(looking).isEmpty())),
      ),
      { requirement: WHILE, kind: 'promise' },
    );
    p.assert(
      'a full fence stands between asking and looking, before it waits',
      waits.implies(
        look.forSome((looking) =>
          asked
            .forAll((asking) => events.fullFenceBetween(asking, looking))
            .and(askedEvent.forAll((asking) => events.fullFenceBetween(asking, looking))),
        ),
      ),
      { requirement: WHILE, kind: 'promise' },
    );
    p.cover('it waits with EVENT_IDX', waits.and(before.eventIdx));
    p.cover('it waits without', waits.and(before.eventIdx.not()));
    p.cover('an element is there', isThere);
  },
});

export const disableEnabled = proof({
  id: 'driver/disable-enabled',
  title: 'without EVENT_IDX, notifications that were just asked for can be disabled: flags are 1 then',
  requirements: [],
  doesNotProve: 'that the device stops to send notifications.',
  on: splitDriver.with('enableUsed', 'disableUsed'),
  covers: ['without EVENT_IDX'],
  body: (p, device) => {
    const { driver, before, memory } = activeDriver(p, device);

    driver.enableUsed?.(memory);
    driver.disableUsed?.(memory);

    const isPlain = before.eventIdx.not();
    const flags = memory.peekWord(ring.availFlags(before), 16);
    p.assert('flags are 1', isPlain.implies(flags.eq(1)));
    p.cover('without EVENT_IDX', isPlain);
  },
});

export const disableUsed = proof({
  id: 'driver/disable-used',
  title: 'without EVENT_IDX, disabling notifications sets flags to 1; with it, flags stay',
  requirements: [VALUES, ZERO, FLAG],
  doesNotProve: 'that the device stops to send notifications: it may send them all the same (2.7.7.2).',
  on: splitDriver.with('disableUsed'),
  covers: ['with EVENT_IDX', 'without EVENT_IDX'],
  body: (p, device) => {
    const { driver, before, memory } = activeDriver(p, device);
    const initial = memory.snapshot();
    const [flags, event] = [ring.availFlags(before), ring.usedEvent(before)];

    driver.disableUsed?.(memory);

    const [flagsBefore, flagsAfter] = [initial.peekWord(flags, 16), memory.peekWord(flags, 16)];
    p.assert('no field changes', sameDriver(p.domain, before, driver.state));
    p.assertUnchanged('only flags and used_event change', initial, memory, [
      { start: flags, length: 2 },
      { start: event, length: 2 },
    ]);
    p.assert('flags hold 0 or 1 if they did', flagsBefore.le(1).implies(flagsAfter.le(1)), {
      requirement: VALUES,
    });
    p.assert(
      'with EVENT_IDX flags stay 0',
      before.eventIdx.and(flagsBefore.eq(0)).implies(flagsAfter.eq(0)),
      { requirement: ZERO },
    );
    p.assert('without, flags are 1', before.eventIdx.not().implies(flagsAfter.eq(1)), {
      requirement: FLAG,
      kind: 'promise',
    });
    p.cover('with EVENT_IDX', before.eventIdx);
    p.cover('without EVENT_IDX', before.eventIdx.not());
  },
});
