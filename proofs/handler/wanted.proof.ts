import { proof } from 'ringproof';
import { anyStep, handler } from 'ringproof/virtio/handler';
import { decidesLater, isGivenUp, stepInUse, STEPS } from './step.ts';

const QUIET = 'split.used-notification.device.should-not-notify-when-flags-1';

/** It counts as asked only in the step that sends it: what the queue said is the present state's. */
export const wanted = proof({
  id: 'handler/wanted',
  title: 'the driver is notified of used buffers only where the queue has just said that it wants to be',
  requirements: [QUIET],
  doesNotProve: 'that the queue says so rightly: see split/used-notification-flags.',
  on: handler,
  covers: [...STEPS, 'the driver is notified'],
  body: (p, device) => {
    const step = stepInUse(p, device);
    const { ledger } = step.world;
    p.assert('no notification is sent that is not wanted', isGivenUp(step).or(ledger.unwanted.not()), {
      requirement: QUIET,
      kind: 'should',
    });
    p.cover('the driver is notified', ledger.signals > 0);
  },
});

const MATCHES = 'split.used-notification.device.must-notify-when-used-event-matches';
const DIFFERS = 'split.used-notification.device.should-not-notify-when-used-event-differs';

export const eventIdx = proof({
  id: 'handler/event-idx',
  title: 'with EVENT_IDX, the driver is notified where the queue says so, of every element, and nowhere else',
  requirements: [MATCHES, DIFFERS],
  doesNotProve: 'that the queue says so rightly: see split/used-notification.',
  on: handler.with('eventIdx'),
  covers: [...STEPS],
  body: (p, device) => {
    const step = stepInUse(p, device);
    const { ledger, queue } = step.world;
    const isExempt = isGivenUp(step).or(queue.usesEventIdx.not());
    if (step.failed || step.kind.startsWith('end')) {
      const isDecided = isExempt.or(ledger.owed.not());
      p.assert(
        'an element without a decision gets one in a run that comes by itself',
        ledger.failed.or(isDecided, decidesLater(step)),
        {
          requirement: MATCHES,
        },
      );
      p.assert('no element is left without a decision', ledger.failed.or(isDecided));
      p.assert(
        'one before a failure gets one in a run that comes by itself',
        ledger.failed.implies(isDecided.or(decidesLater(step))),
        { requirement: MATCHES },
      );
      p.assert('none before a failure is left without a decision', ledger.failed.implies(isDecided));
    } else
      p.assert(
        'what is not decided on yet will be',
        isExempt.or(ledger.owed.or(ledger.unpublished).implies(step.after.signals)),
        { requirement: MATCHES },
      );
    p.assert('no notification is sent that is not wanted', isExempt.or(ledger.unwanted.not()), {
      requirement: DIFFERS,
      kind: 'should',
    });
  },
});

const SPURIOUS = 'split.avail-notification.device.must-handle-spurious';

export const spurious = proof({
  id: 'handler/spurious',
  title: 'a notification with no new chain in the queue is no error',
  requirements: [SPURIOUS],
  doesNotProve: 'anything of what the back end does in the meantime.',
  on: handler,
  covers: ['no chain is there'],
  body: (p, device) => {
    const step = anyStep(p, device);
    const { kind, world } = step;
    const { taken, touched, ringFailed } = world.ledger;
    if (kind === 'complete' || kind === 'endCompletions' || taken !== undefined) return;
    const isError = isGivenUp(step).or(step.failed);
    p.assert('it is no error', touched.not().or(ringFailed, isError.not()), { requirement: SPURIOUS });
    p.cover('no chain is there', touched.and(ringFailed.not()));
  },
});
