import { proof, type Bool, type ObservedMemory, type ProofContext } from 'ringproof';
import { anyQueue, sameState, splitDevice, type AnyQueue, type SplitDevice } from 'ringproof/virtio/split';

/*
 * A queue that is not ready is silent: three sentences demand it, of a device before DRIVER_OK (2.1.2), after a reset (2.4.1) and
 * while QueueReady is 0 (4.2.2.1). They bind the whole device, so a must is right of a queue: one whose caller keeps the rule
 * has this check in its model, where the caller has it.
 */
const [BEFORE_DRIVER_OK, AFTER_RESET, NOT_READY] = [
  'status.device.must-not-consume-or-notify-before-driver-ok',
  'reset.device.must-not-notify-or-touch-queues-after-reset',
  'mmio.queue-ready.device.must-not-access-when-0',
] as const;

/** A queue that is not ready, before set-up, after a reset or in between; all else of its state is arbitrary. */
function notReady(p: ProofContext, device: SplitDevice): AnyQueue {
  return anyQueue(p, device, { ready: false });
}

/** Whether no byte of guest memory was read or written, nor an attempt made. */
function isUntouched({ events }: ObservedMemory): Bool {
  return events.reads().isEmpty().and(events.writes().isEmpty());
}

export const notReadyPop = proof({
  id: 'split/not-ready-pop',
  title: 'a queue that is not ready gives no chain, and pop touches no guest memory',
  requirements: [BEFORE_DRIVER_OK, NOT_READY],
  doesNotProve: 'that pop says why: an implementation may give none without an error.',
  on: splitDevice,
  covers: ['an index that has advanced'],
  body: (p, device) => {
    const { queue, before, memory } = notReady(p, device);

    const result = queue.pop(memory);

    p.assert('no chain is given', !result.ok || result.value === undefined, {
      requirement: BEFORE_DRIVER_OK,
    });
    p.assert('guest memory is not touched', isUntouched(memory), { requirement: NOT_READY });
    p.assert('no field changes', sameState(p.domain, before, queue.state));
    p.cover('an index that has advanced', before.nextAvail.eq(65535));
  },
});

export const notReadyIterate = proof({
  id: 'split/not-ready-iterate',
  title: 'an iterator over a queue that is not ready gives no chain and touches no guest memory',
  requirements: [BEFORE_DRIVER_OK, NOT_READY],
  doesNotProve: 'anything of an iterator that was made while the queue was ready.',
  on: splitDevice.with('iterate', 'iterator'),
  covers: ['a queue that is not ready'],
  body: (p, device) => {
    const { queue, memory } = notReady(p, device);

    const made = device.iterate(queue, memory);
    const chain = made.ok ? made.value.next() : undefined;

    p.assert('no chain is given', chain === undefined, { requirement: BEFORE_DRIVER_OK });
    p.assert('guest memory is not touched', isUntouched(memory), { requirement: NOT_READY });
    p.cover('a queue that is not ready');
  },
});

export const notReadyAddUsed = proof({
  id: 'split/not-ready-add-used',
  title: 'add_used on a queue that is not ready is refused, and touches no guest memory',
  requirements: [AFTER_RESET, NOT_READY],
  doesNotProve:
    'that chains in flight are dropped when a queue stops being ready: the queue does not know them.',
  on: splitDevice,
  covers: ['a good head', 'a bad head'],
  body: (p, device) => {
    const { queue, before, memory } = notReady(p, device);
    const head = p.any.u16('head');

    const result = queue.addUsed(memory, head, p.any.u32('len'));

    p.assert('guest memory is not touched', isUntouched(memory), { requirement: NOT_READY });
    p.assert('nothing is written', memory.events.writes().isEmpty(), { requirement: AFTER_RESET });
    p.assert('it is refused', !result.ok);
    p.assert('no field changes', sameState(p.domain, before, queue.state));
    p.cover('a good head', head.lt(before.size));
    p.cover('a bad head', head.ge(before.size));
  },
});

export const notReadyUsedNotification = proof({
  id: 'split/not-ready-used-notification',
  title:
    'for a queue that is not ready no notification is sent, and needs_notification touches no guest memory',
  requirements: [BEFORE_DRIVER_OK, AFTER_RESET, NOT_READY],
  doesNotProve:
    'that a notification decided on before the reset is held back: sending it is the transport’s part.',
  on: splitDevice,
  covers: ['with EVENT_IDX, elements not asked about', 'without EVENT_IDX'],
  body: (p, device) => {
    const { queue, before, memory } = notReady(p, device);

    const result = queue.needsNotification(memory);

    const isSilent = result.ok ? result.value.not() : true;
    p.assert('no notification is sent', isSilent, { requirement: BEFORE_DRIVER_OK });
    p.assert('nor is one sent after a reset', isSilent, { requirement: AFTER_RESET });
    p.assert('guest memory is not touched', isUntouched(memory), { requirement: NOT_READY });
    p.cover('with EVENT_IDX, elements not asked about', before.eventIdx.and(before.numAdded.ne(0)));
    p.cover('without EVENT_IDX', before.eventIdx.not());
  },
});

export const notReadyEnable = proof({
  id: 'split/not-ready-enable-notification',
  title: 'enabling notifications of a queue that is not ready touches no guest memory',
  requirements: [AFTER_RESET, NOT_READY],
  doesNotProve: 'what the answer is: there is no ring to wait for.',
  on: splitDevice,
  covers: ['with EVENT_IDX', 'without EVENT_IDX'],
  body: (p, device) => {
    const { queue, before, memory } = notReady(p, device);

    queue.enableNotification(memory);

    p.assert('guest memory is not touched', isUntouched(memory), { requirement: NOT_READY });
    p.assert('nothing is written', memory.events.writes().isEmpty(), { requirement: AFTER_RESET });
    p.assert('no field changes', sameState(p.domain, before, queue.state));
    p.cover('with EVENT_IDX', before.eventIdx);
    p.cover('without EVENT_IDX', before.eventIdx.not());
  },
});

export const notReadyDisable = proof({
  id: 'split/not-ready-disable-notification',
  title: 'disabling notifications of a queue that is not ready touches no guest memory',
  requirements: [AFTER_RESET, NOT_READY],
  doesNotProve: 'that it says so: an implementation may do nothing without an error.',
  on: splitDevice.with('disableNotification'),
  covers: ['with EVENT_IDX', 'without EVENT_IDX'],
  body: (p, device) => {
    const { queue, before, memory } = notReady(p, device);

    device.disableNotification(queue, memory);

    p.assert('guest memory is not touched', isUntouched(memory), { requirement: NOT_READY });
    p.assert('nothing is written', memory.events.writes().isEmpty(), { requirement: AFTER_RESET });
    p.assert('no field changes', sameState(p.domain, before, queue.state));
    p.cover('with EVENT_IDX', before.eventIdx);
    p.cover('without EVENT_IDX', before.eventIdx.not());
  },
});
