import { proof } from 'ringproof';
import { anyStep, handler, headIsAccounted, heldIsOut } from 'ringproof/virtio/handler';
import { isGivenUp, longTaken, stepInUse, STEPS } from './step.ts';

export const headsKept = proof({
  id: 'handler/heads-kept',
  title:
    'no chain is lost: after every iteration, and wherever a run ends, a head that was taken is returned, put back, with the back end or kept',
  requirements: [],
  doesNotProve:
    'that a chain which is kept or with the back end is ever returned: that depends on the back end and on what comes later.',
  on: handler,
  covers: [...STEPS, 'a head is returned', 'a head is out'],
  body: (p, device) => {
    const step = stepInUse(p, device);
    const { world, after } = step;
    const isKept = isGivenUp(step).or(headIsAccounted(p, after, world.ledger));
    const { batch, ledger } = world;
    const isLong = batch === undefined ? p.domain.bool(false) : longTaken(p, step);
    p.assert('the head is accounted for', ledger.failed.or(isLong, isKept));
    if (batch !== undefined)
      p.assert('it is so of a chain longer than the device takes', ledger.failed.or(isLong.implies(isKept)));
    p.assert('it is so where something fails', world.ledger.failed.implies(isKept));
    p.cover('a head is returned', world.ledger.elements > 0);
    p.cover('a head is out', world.ledger.outstanding);
  },
});

export const returnedOnce = proof({
  id: 'handler/returned-once',
  title: 'only a head that was taken, and not returned since, is returned',
  requirements: [],
  doesNotProve: 'anything of a driver that makes a head available again before it was returned.',
  on: handler,
  covers: [...STEPS],
  body: (p, device) => {
    const step = stepInUse(p, device);
    const { world, after } = step;
    p.assert('a head is returned once', world.ledger.strayReturn.not());
    // Else a later step returns it.
    const isOut = isGivenUp(step).or(heldIsOut(p, after, world.ledger));
    p.assert('what it still holds is out', world.ledger.failed.or(isOut));
    p.assert('it is so where something fails', world.ledger.failed.implies(isOut));
  },
});

export const repeatedHead = proof({
  id: 'handler/repeated-head',
  title: 'a head that is made available again while its chain is in flight is taken up no second time',
  requirements: [],
  doesNotProve:
    'what the driver is told: it has broken the rules, and may be asked to reset the device. Nor anything of a chain that the handler holds in a field of its own.',
  on: handler.with('completes'),
  covers: ['a head comes again'],
  body: (p, device) => {
    const step = anyStep(p, device, { repeatsHeads: true });
    const { ledger } = step.world;
    const isTakenUp = ledger.repeated.and(isGivenUp(step).not());
    p.assert('one chain of the head is in flight', isTakenUp.implies(ledger.doubled.not()), {
      kind: 'may-cope',
    });
    p.cover('a head comes again', ledger.repeated);
  },
});
