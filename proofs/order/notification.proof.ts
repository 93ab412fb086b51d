import { proof, type ProofContext } from 'ringproof';
import {
  assertUnderEach,
  interruptMeeting,
  kickConsumedMeeting,
  kickMeeting,
  POSSIBLE,
  protocolNeeding,
  splitProtocol,
  type Meeting,
} from 'ringproof/virtio/protocol';

const KICK_FLAGS = 'split.avail-notification.driver.must-notify-when-flags-0';
const KICK_EVENT = 'split.avail-notification.driver.must-notify-when-avail-event-matches';
const INTERRUPT_FLAGS = 'split.used-notification.device.must-notify-when-flags-0';
const INTERRUPT_EVENT = 'split.used-notification.device.must-notify-when-used-event-matches';

const COVERS = ['it waits', 'it does not wait', 'it is notified'] as const;

const COMMON = {
  doesNotProve:
    'anything of resets, suspension and migration, of devices that do not share caches with the driver, or of notifications that are lost on their way. ' +
    'Nor that what the other side has not seen is counted for the decision: see protocol/notification. ' +
    'A driver whose chains are there for the device as soon as they are added is asked with a chain of one buffer. ' +
    'Nor anything under C11 where a side has barriers of the Linux kernel, which C11 does not define.',
  covers: [...COVERS, ...POSSIBLE],
};

/** Claims that no side waits over entries that it was not notified of. */
function assertHeard<R extends string>(
  p: ProofContext<string, R>,
  meeting: Meeting | undefined,
  requirement: R,
): void {
  if (meeting === undefined) return;
  const { question, isAsleep, isNotified, isApart } = meeting;
  assertUnderEach(p, question, { requirement, kind: 'promise' }, isApart);
  p.cover('it waits', isAsleep);
  p.cover('it does not wait', isAsleep.not());
  if (isNotified) p.cover('it is notified');
}

export const kick = proof({
  ...COMMON,
  id: 'order/kick',
  title: 'on no processor does a device wait over a chain that it was not notified of, with EVENT_IDX',
  requirements: [KICK_EVENT],
  on: protocolNeeding('driver.negotiatesEventIdx'),
  body: (p, protocol) => assertHeard(p, kickMeeting(p, protocol, true), KICK_EVENT),
});

export const kickByFlags = proof({
  ...COMMON,
  id: 'order/kick-flags',
  title: 'on no processor does a device wait over a chain that it was not notified of, without EVENT_IDX',
  requirements: [KICK_FLAGS],
  on: splitProtocol,
  body: (p, protocol) => assertHeard(p, kickMeeting(p, protocol, false), KICK_FLAGS),
});

export const kickConsumed = proof({
  id: 'order/kick-consumed',
  title:
    'on no processor does a device that has taken a notification look at the ring and not find the chain',
  requirements: [],
  doesNotProve:
    'that a device looks at the ring after it has taken a notification, and not before: that is up to the code which calls pop. Nor anything of an available ring at address 0. ' +
    'Nor anything under C11 where a side has barriers of the Linux kernel, which C11 does not define.',
  covers: ['it finds the chain', ...POSSIBLE],
  on: splitProtocol,
  body: (p, protocol) => {
    const meeting = kickConsumedMeeting(p, protocol);
    if (meeting === undefined) return;
    const { question, isAsleep, isApart } = meeting;
    assertUnderEach(p, question, { kind: 'promise' }, isApart);
    p.cover('it finds the chain', isAsleep.not());
  },
});

export const interrupt = proof({
  ...COMMON,
  id: 'order/interrupt',
  title:
    'on no processor does a driver that has not given up wait over an element that it was not notified of, with EVENT_IDX',
  requirements: [INTERRUPT_EVENT],
  on: protocolNeeding('driver.enableUsed', 'driver.negotiatesEventIdx'),
  body: (p, protocol) => assertHeard(p, interruptMeeting(p, protocol, true), INTERRUPT_EVENT),
});

export const interruptByFlags = proof({
  ...COMMON,
  id: 'order/interrupt-flags',
  title:
    'on no processor does a driver that has not given up wait over an element that it was not notified of, without EVENT_IDX',
  requirements: [INTERRUPT_FLAGS],
  on: protocolNeeding('driver.enableUsed'),
  body: (p, protocol) => assertHeard(p, interruptMeeting(p, protocol, false), INTERRUPT_FLAGS),
});
