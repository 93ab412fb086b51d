import { proof } from 'ringproof';
import { handler } from 'ringproof/virtio/handler';
import { isGivenUp, stepInUse, STEPS } from './step.ts';

export const reset = proof({
  id: 'handler/reset',
  title: 'a device asks for a reset only if something failed, and leaves its queue alone from then on',
  requirements: [],
  doesNotProve: 'anything of a driver that makes chains available which cannot be used.',
  on: handler,
  covers: [...STEPS],
  body: (p, device) => {
    const step = stepInUse(p, device, { isWellFormed: true });
    const { ledger } = step.world;
    p.assert('no reset is asked for where nothing failed', isGivenUp(step).implies(ledger.failed));
    p.assert('it is in use no longer', ledger.reported.implies(step.after.isActive.not()));
  },
});

export const settled = proof({
  id: 'handler/settled',
  title: 'before a device asks for a reset, the driver can see what it has done, and is notified of it',
  requirements: [],
  doesNotProve: 'that the driver looks.',
  on: handler.with('settlesBeforeReset'),
  covers: [...STEPS, 'a reset is asked for'],
  body: (p, device) => {
    const { ledger } = stepInUse(p, device).world;
    p.assert('no element is left', ledger.unsettled.not());
    p.cover('a reset is asked for', ledger.reported);
  },
});

export const ofElements = proof({
  id: 'handler/of-elements',
  title: 'whether to notify the driver is decided on only where elements were added since',
  requirements: [],
  doesNotProve: 'that it is decided on: see handler/signalled.',
  on: handler.with('signalsElements'),
  covers: [...STEPS],
  body: (p, device) => {
    const step = stepInUse(p, device);
    const { before, after, recordBefore, world } = step;
    p.assume(before.signals.implies(recordBefore.undecided));
    const isThere = world.ledger.owed.or(world.ledger.unpublished);
    p.assert('there is something to decide on', isGivenUp(step).or(after.signals.implies(isThere)));
    const mayAsk = step.kind.startsWith('end') ? recordBefore.undecided : p.domain.bool(true);
    p.assert(
      'no notification is sent of nothing',
      p.domain.bool(world.ledger.signals > 0).implies(mayAsk.or(isGivenUp(step))),
    );
  },
});
