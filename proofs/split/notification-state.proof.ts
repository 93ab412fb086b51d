import { proof } from 'ringproof';
import { activeQueue, availEventAddress, availIdxAddress, splitDevice } from 'ringproof/virtio/split';

export const enableUndoes = proof({
  id: 'split/enable-notification-undoes',
  title: 'enabling notifications undoes disabling them, whether or not a chain is available meanwhile',
  requirements: ['split.avail-notification.device.must-set-flags-0-or-1'],
  doesNotProve:
    'when the answer is to wait: split/enable-notification and split/enable-notification-flags do.',
  harnesses: ['rust-vmm verify_set_notification_true'],
  on: splitDevice.with('disableNotification'),
  covers: [
    'disabled before',
    'with EVENT_IDX, a chain being available',
    'without EVENT_IDX, a chain being available',
  ],
  body: (p, device) => {
    const { queue, before, memory } = activeQueue(p, device);
    const [event, idx] = [availEventAddress(before), availIdxAddress(before)];
    const flags = before.usedRing;
    p.assert('avail_event and idx have addresses', event !== undefined && idx !== undefined);
    if (event === undefined || idx === undefined) return;
    p.assume(memory.accessible(event, 16).and(memory.accessible(idx, 16), memory.accessible(flags, 16)));
    const wasDisabled = p.domain.decide(p.any.bool('was_disabled'));
    if (wasDisabled && !device.disableNotification(queue, memory).ok) return;

    const result = queue.enableNotification(memory);

    if (!result.ok) return;
    p.cover('disabled before', wasDisabled);
    if (p.domain.decide(before.eventIdx)) {
      p.assert('avail_event is next_avail', memory.peekWord(event, 16).eq(before.nextAvail));
      p.cover('with EVENT_IDX, a chain being available', result.value);
      return;
    }
    p.assert('flags are 0', memory.peekWord(flags, 16).eq(0), {
      requirement: 'split.avail-notification.device.must-set-flags-0-or-1',
      kind: 'promise',
    });
    p.cover('without EVENT_IDX, a chain being available', result.value);
  },
});

export const restoreIndices = proof({
  id: 'split/restore-indices',
  title: 'a queue has the indices that it was restored with',
  requirements: [],
  doesNotProve: 'the same of the count of added elements: see split/restore.',
  harnesses: ['rust-vmm verify_used_ring_avail_event'],
  on: splitDevice.with('save', 'saved'),
  covers: ['restored'],
  body: (p, device) => {
    const { queue, memory } = activeQueue(p, device);
    const [nextAvail, nextUsed] = [p.any.u16('new_next_avail'), p.any.u16('new_next_used')];
    const saved = device.saved({ memory, given: { ...device.save(queue).state, nextAvail, nextUsed } });

    const restored = saved.restore(memory);

    if (!restored.ok) return;
    p.assert('next_used is what was set', restored.value.state.nextUsed.eq(nextUsed));
    p.assert('next_avail is what was set', restored.value.state.nextAvail.eq(nextAvail));
    p.cover('restored');
  },
});
