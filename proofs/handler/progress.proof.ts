import { proof } from 'ringproof';
import { anyStep, handler } from 'ringproof/virtio/handler';
import { isGivenUp, stepInUse, STEPS } from './step.ts';

const RESET = 'status.device.should-set-needs-reset-on-unrecoverable-error';

export const bounded = proof({
  id: 'handler/bounded',
  title: 'a run ends after a number of iterations, also if the driver makes chains available all the time',
  requirements: [],
  doesNotProve: 'how many there are.',
  on: handler,
  covers: [...STEPS],
  body: (p, device) => {
    const { kind, goesOn, before, after, world, recordBefore } = stepInUse(p, device);
    // The back end has as many requests as were submitted; the driver makes none in such a run.
    if (kind === 'complete') {
      // Claimed where the loop ends, too: the proof is about that place as well.
      const isLess = world.ledger.pending.lt(recordBefore.pending);
      p.assert('fewer requests are left', goesOn ? isLess : true);
    }
    if (kind !== 'round' || !goesOn) return;
    const [was, is] = [before.left, after.left];
    p.assert('fewer iterations are left', was === undefined || is === undefined ? false : is.lt(was));
  },
});

export const errorReported = proof({
  id: 'handler/error-reported',
  title: 'a ring that cannot be used is reported to the driver, and does not keep the handler busy',
  requirements: [RESET],
  doesNotProve: 'that pop finds out: see split/pop-reports-idx.',
  on: handler,
  covers: ['the ring fails'],
  body: (p, device) => {
    const step = anyStep(p, device);
    p.cover('the ring fails', step.world.ledger.ringFailed);
    p.assert('it is reported', step.world.ledger.ringFailed.implies(isGivenUp(step)), {
      ...{ requirement: RESET, kind: 'should' },
    });
    p.assert('the loop does not go on', step.world.ledger.ringFailed.not().or(!step.goesOn));
  },
});

export const staysUp = proof({
  id: 'handler/stays-up',
  title: 'nothing that a driver or a back end does stops the process',
  requirements: [],
  doesNotProve: 'that other devices are served in the meantime.',
  on: handler,
  covers: [...STEPS],
  body: (p, device) => {
    const { world } = stepInUse(p, device);
    p.assert('the process runs', world.ledger.stopped.not());
  },
});

export const badChain = proof({
  id: 'handler/bad-chain',
  title:
    'a chain that cannot be used stops no other one: the loop goes on, comes back, or the device asks for a reset',
  requirements: [],
  doesNotProve: 'what the driver learns about the chain.',
  on: handler,
  covers: ['a chain that cannot be used'],
  body: (p, device) => {
    const step = anyStep(p, device);
    const { world, after } = step;
    const { taken } = world.ledger;
    if (step.kind !== 'round' || taken === undefined) return;
    const { isMalformed } = taken;
    const goesOn = step.goesOn
      ? true
      : isGivenUp(step).or(after.resumes, world.ledger.quiet, after.isActive.not());
    const isUnasked = world.block.isPutBack.and(world.ledger.armed.not());
    p.assert('others are served', isMalformed.and(isUnasked.not()).implies(goesOn));
    // Of a device that puts it back without being served any others.
    p.assert(
      'so they are where no notification of them is asked for',
      isMalformed.and(isUnasked).implies(goesOn),
    );
    p.cover('a chain that cannot be used', isMalformed);
  },
});

export const deathReported = proof({
  id: 'handler/death-reported',
  title: 'a handler that serves its queue no longer says so to the driver: it asks for a reset',
  requirements: [RESET],
  doesNotProve: 'that the driver resets it.',
  on: handler,
  covers: [...STEPS],
  body: (p, device) => {
    const step = stepInUse(p, device);
    const { failed } = step.world.ledger;
    const isServed = isGivenUp(step).or(step.after.isActive);
    const about = { requirement: RESET, kind: 'should' } as const;
    p.assert('it is in use, or has asked for a reset', failed.or(isServed), about);
    p.assert('it is so where something fails', failed.implies(isServed), about);
  },
});
