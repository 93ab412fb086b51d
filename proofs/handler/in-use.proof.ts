import { proof } from 'ringproof';
import { handler, World } from 'ringproof/virtio/handler';

const NOT_AFTER = 'reset.device.must-not-notify-or-touch-queues-after-reset';

export const notInUse = proof({
  id: 'handler/not-in-use',
  title: 'an event that reaches a device before its activation or after its reset changes nothing',
  requirements: [NOT_AFTER],
  doesNotProve: 'that the back end has nothing left of the time before the reset.',
  on: handler,
  covers: ['an event'],
  body: (p, device) => {
    const world = new World(p, device.rules);
    const one = device.handler({ phase: 'idle', memory: p.memory(), given: { isActive: false } });
    const begun = one.begin(world);
    if (begun.ok && begun.value) one.round(world);
    const about = { requirement: NOT_AFTER } as const;
    p.assert('the queue is left alone', world.ledger.touched.not(), about);
    p.assert('no notification is sent', world.ledger.signals === 0, about);
    p.assert('it stays so', one.state.isActive.not());
    p.cover('an event');
  },
});
