import { proof } from 'ringproof';
import { anyStep, handler, headIsAccounted } from 'ringproof/virtio/handler';
import { isGivenUp, stepInUse, STEPS } from './step.ts';

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
    p.assert('the head is accounted for', isGivenUp(step).or(headIsAccounted(p, after, world.ledger)));
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
    const { world } = stepInUse(p, device);
    p.assert('a head is returned once', world.ledger.strayReturn.not());
  },
});

/**
 * A driver reuses a head after it was returned (2.7.13). One that does not is not the device's fault, and what becomes of its requests
 * is its own; but a device that finds a request by its head takes one for the other then, and frees or writes what is in use.
 */
export const oneOfEachHead = proof({
  id: 'handler/one-of-each-head',
  title:
    'a handler that finds its requests by their heads begins no second one of a head, whatever the driver makes available',
  requirements: [],
  doesNotProve: 'what becomes of the chain: it may be refused, or the device asks for a reset.',
  on: handler.with('findsByHead'),
  covers: ['a head that is in flight comes again'],
  body: (p, device) => {
    const { world } = anyStep(p, device, { repeatsHeads: true });
    const { taken, watched, inBackend, onShelf, doubled } = world.ledger;
    p.assert('no second request of a head is begun', doubled.not());
    p.cover(
      'a head that is in flight comes again',
      taken === undefined ? false : taken.head.eq(watched).and(inBackend.or(onShelf)),
    );
  },
});
