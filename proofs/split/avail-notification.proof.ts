import { proof, type ProofContext } from 'ringproof';
import {
  activeQueue,
  areas,
  availEventAddress,
  availIdxAddress,
  sameState,
  splitDevice,
  type AnyQueue,
  type GivenQueue,
  type SplitDevice,
} from 'ringproof/virtio/split';

/** An activated queue whose idx of the available ring, avail_event and flags of the used ring are units of one region. */
function reachable(
  p: ProofContext,
  device: SplitDevice,
  given: GivenQueue = {},
): (AnyQueue & Words) | undefined {
  const any = activeQueue(p, device, given);
  const { before, memory } = any;
  const [event, idx] = [availEventAddress(before), availIdxAddress(before)];
  p.assert('avail_event and idx have addresses', event !== undefined && idx !== undefined);
  if (event === undefined || idx === undefined) return undefined;
  const flags = before.usedRing;
  p.assume(memory.accessible(event, 16).and(memory.accessible(idx, 16), memory.accessible(flags, 16)));
  return { ...any, event, idx, flags };
}

interface Words {
  readonly event: AnyQueue['before']['usedRing'];
  readonly idx: AnyQueue['before']['usedRing'];
  readonly flags: AnyQueue['before']['usedRing'];
}

export const enableNotification = proof({
  id: 'split/enable-notification',
  title:
    'with EVENT_IDX, a device told to wait has asked for the next chain, and the ring was empty after that',
  requirements: [
    'split.avail-notification.device.may-use-avail-event',
    'split.supply.driver.must-barrier-before-reading-suppression',
  ],
  doesNotProve: 'that the driver looks at avail_event after its own fence: that is its duty (2.7.13.4.1).',
  harnesses: [
    'rust-vmm verify_set_notification_true',
    'rust-vmm verify_enable_driver_to_device_notification',
    'firecracker verify_try_enable_notification',
  ],
  on: splitDevice,
  covers: ['it waits', 'a chain is available', 'it waits at the wrap of the index'],
  body: (p, device) => {
    const found = reachable(p, device, { eventIdx: p.domain.bool(true) });
    if (found === undefined) return;
    const { queue, before, memory, event, idx } = found;
    const initial = memory.snapshot();
    // Areas may overlap: what the device reads is what stands there after its write.
    const result = queue.enableNotification(memory);

    const [eventAfter, idxAfter] = [memory.peekWord(event, 16), memory.peekWord(idx, 16)];
    const ahead = idxAfter.sub(before.nextAvail);
    p.assert('no field changes', sameState(p.domain, before, queue.state));
    p.assertUnchanged('only avail_event changes', initial, memory, [{ start: event, length: 2 }]);
    p.assert('only an idx too far ahead is an error', ahead.le(before.size).implies(result.ok));
    if (!result.ok) {
      p.assert('no error but that', result.error.kind === 'InvalidAvailRingIndex');
      return;
    }
    const wait = result.value.not();
    p.assert('it waits exactly if no chain is available', wait.iff(ahead.eq(0)));
    p.assert('it waits for the chain that comes next', wait.implies(eventAfter.eq(before.nextAvail)), {
      requirement: 'split.avail-notification.device.may-use-avail-event',
      kind: 'promise',
    });
    const { events } = memory;
    const [ask, look] = [events.writes({ start: event, length: 2 }).last(), events.reads().last()];
    p.assert('it reads idx', look.exists());
    p.assert(
      'idx is read last',
      look.forAll(({ address }) => address.eq(idx)),
    );
    p.assert(
      'a full fence stands between asking and looking, before it waits',
      wait.implies(
        look.forSome((looking) => ask.forSome((asking) => events.fullFenceBetween(asking, looking))),
      ),
      { requirement: 'split.supply.driver.must-barrier-before-reading-suppression', kind: 'promise' },
    );
    p.cover('it waits', wait);
    p.cover('a chain is available', wait.not());
    p.cover('it waits at the wrap of the index', wait.and(before.nextAvail.eq(65535)));
  },
});

export const enableNotificationFlags = proof({
  id: 'split/enable-notification-flags',
  title: 'without EVENT_IDX, a device told to wait has cleared flags, and no chain is available',
  requirements: ['split.avail-notification.device.must-set-flags-0-or-1'],
  doesNotProve: 'that the driver looks at flags after its own fence: that is its duty (2.7.13.4.1).',
  harnesses: [
    'rust-vmm verify_set_notification_true',
    'rust-vmm verify_enable_driver_to_device_notification',
  ],
  on: splitDevice,
  covers: ['it waits', 'a chain is available'],
  body: (p, device) => {
    const found = reachable(p, device, { eventIdx: p.domain.bool(false) });
    if (found === undefined) return;
    const { queue, before, memory, idx, flags } = found;
    const initial = memory.snapshot();

    const result = queue.enableNotification(memory);

    p.assert('no field changes', sameState(p.domain, before, queue.state));
    p.assertUnchanged('only flags change', initial, memory, [{ start: flags, length: 2 }]);
    p.assert(
      'flags hold 0 or 1 if they did',
      initial.peekWord(flags, 16).le(1).implies(memory.peekWord(flags, 16).le(1)),
      { requirement: 'split.avail-notification.device.must-set-flags-0-or-1' },
    );
    if (!result.ok) return;
    const wait = result.value.not();
    const ahead = memory.peekWord(idx, 16).sub(before.nextAvail);
    p.assert(
      'flags are 0 if they were 0 or 1',
      initial
        .peekWord(flags, 16)
        .le(1)
        .and(wait)
        .implies(device.disableNotification === undefined ? true : memory.peekWord(flags, 16).eq(0)),
    );
    p.assert('it waits exactly if no chain is available', wait.iff(ahead.eq(0)));
    const { events } = memory;
    const look = events.lastLook({ start: idx, length: 2 });
    // A device that never sets flags has nothing to clear.
    p.assert(
      'a full fence stands between clearing flags and looking, before it waits',
      wait.implies(
        events
          .writes({ start: flags, length: 2 })
          .forAll((clearing) => look.forSome((looking) => events.fullFenceBetween(clearing, looking))),
      ),
    );
    p.cover('it waits', wait);
    p.cover('a chain is available', wait.not());
  },
});

export const disableNotification = proof({
  id: 'split/disable-notification',
  title: 'without EVENT_IDX, disabling notifications sets flags to 1 and nothing else; with it, flags stay',
  requirements: [
    'split.avail-notification.device.must-set-flags-0-or-1',
    'split.avail-notification.device.must-set-flags-0-with-event-idx',
    'split.supply.device.may-suppress-notifications',
  ],
  doesNotProve: 'that the driver stops sending notifications: it may send them all the same (2.7.10.1).',
  harnesses: ['rust-vmm verify_set_notification_false'],
  on: splitDevice.with('disableNotification'),
  covers: ['with EVENT_IDX', 'without EVENT_IDX'],
  body: (p, device) => {
    const found = reachable(p, device);
    if (found === undefined) return;
    const { queue, before, memory, event, flags } = found;
    const initial = memory.snapshot();

    const result = device.disableNotification(queue, memory);

    p.assert('it succeeds', result.ok);
    p.assert('no field changes', sameState(p.domain, before, queue.state));
    if (p.domain.decide(before.eventIdx)) {
      p.assertUnchanged('with EVENT_IDX nothing but avail_event changes', initial, memory, [
        { start: event, length: 2 },
      ]);
      p.assert(
        'with EVENT_IDX flags stay 0',
        initial.peekWord(flags, 16).eq(0).implies(memory.peekWord(flags, 16).eq(0)),
        { requirement: 'split.avail-notification.device.must-set-flags-0-with-event-idx' },
      );
      p.cover('with EVENT_IDX');
      return;
    }
    p.assert('flags are 1', memory.peekWord(flags, 16).eq(1), {
      requirement: 'split.supply.device.may-suppress-notifications',
      kind: 'promise',
    });
    p.assertUnchanged('nothing but flags changes', initial, memory, [{ start: flags, length: 2 }]);
    p.assert(
      'flags hold 0 or 1 if they did',
      initial.peekWord(flags, 16).le(1).implies(memory.peekWord(flags, 16).le(1)),
      { requirement: 'split.avail-notification.device.must-set-flags-0-or-1' },
    );
    p.cover('without EVENT_IDX');
    p.assert('flags lie in the used ring', areas(before).usedRing.start.eq(flags));
  },
});
