import { proof } from 'ringproof';
import { handler, isAccounted, World } from 'ringproof/virtio/handler';
import { decidesLater, isAskedFor, isGivenUp, isOver, stepInUse, STEPS, takesOf } from './step.ts';

export const published = proof({
  id: 'handler/published',
  title: 'the driver can see every element that was added, once the run is over, however it ended',
  requirements: [],
  doesNotProve: 'when, within the run.',
  on: handler,
  covers: [...STEPS],
  body: (p, device) => {
    const step = stepInUse(p, device);
    const { ledger } = step.world;
    if (isOver(step)) {
      // What the last iteration leaves is published by the end, which is a step of its own.
      const isLeft = step.failed || step.kind.startsWith('end') ? ledger.unpublished : false;
      const isSeen = isGivenUp(step).or(p.domain.bool(true).and(isLeft).not());
      p.assert('nothing is left unpublished', ledger.failed.or(isSeen));
      p.assert('nor is anything where something fails', ledger.failed.implies(isSeen));
    }
    p.assert(
      'what is not published yet will be',
      step.failed || isGivenUp(step).or(ledger.unpublished.implies(step.after.publishes)),
    );
  },
});

const NEEDED = 'split.used-notification.device.must-notify-when-flags-0';

export const signalled = proof({
  id: 'handler/signalled',
  title: 'whether to notify the driver is decided on after the last element of a run, however the run ended',
  requirements: [NEEDED],
  doesNotProve: 'that the decision itself is right: see split/used-notification.',
  on: handler,
  covers: [...STEPS],
  body: (p, device) => {
    const step = stepInUse(p, device);
    const { ledger } = step.world;
    if (step.failed || step.kind.startsWith('end')) {
      const isDecided = isGivenUp(step).or(ledger.owed.not());
      p.assert(
        'an element without a decision gets one in a run that comes by itself',
        ledger.failed.or(isDecided, decidesLater(step)),
        {
          requirement: NEEDED,
        },
      );
      // The text names no time. Runs begin with nothing to decide, and that is what it rests on.
      p.assert('no element is left without a decision', ledger.failed.or(isDecided));
      p.assert(
        'one before a failure gets one in a run that comes by itself',
        ledger.failed.implies(isDecided.or(decidesLater(step))),
        { requirement: NEEDED },
      );
      p.assert('none before a failure is left without a decision', ledger.failed.implies(isDecided));
    } else
      p.assert(
        'what is not decided on yet will be',
        isGivenUp(step).or(ledger.owed.or(ledger.unpublished).implies(step.after.signals)),
      );
  },
});

const USED = 'split.avail-notification.device.may-use-avail-event';

export const noLostKick = proof({
  id: 'handler/no-lost-kick',
  title:
    'a handler that goes to sleep is notified of the next chain, or comes back by itself: no chain waits for a notification that never comes',
  requirements: [USED],
  doesNotProve:
    'that a timer runs out or a back end gets done; nor anything of chains that cannot be used, nor, of runs with a round for each entry of the queue, of what follows a failure.',
  on: handler,
  covers: [...STEPS],
  body: (p, device) => {
    const step = stepInUse(p, device, { isWellFormed: true });
    const { kind, world, after } = step;
    const takes = takesOf(p, device, step);
    if (takes !== null && step.goesOn)
      p.assert('a run has a round for each entry of the queue', takes.hasRounds);
    if (device.roundsForQueue === true) {
      // So it begins, with avail_event 0; what fails is asserted below.
      p.assume(isAskedFor(step.recordBefore));
      const isAsked = isGivenUp(step).or(world.ledger.failed, isAskedFor(world.ledger));
      p.assert('a notification is asked for, or something is in flight', isAsked);
      if (kind === 'round' || kind === 'end') {
        const isExempt = isGivenUp(step).or(world.ledger.ringFailed, isAskedFor(world.ledger));
        p.assert('so it is where a request fails', world.ledger.failed.implies(isExempt));
      }
    }
    // The end of a run follows its last iteration, and leaves what that found.
    const isEnd = kind === 'end' || kind === 'endCompletions';
    if (step.goesOn || (kind === 'complete' && !step.failed)) return;
    const { quiet, pending } = world.ledger;
    const comesBack = after.resumes.or(pending.ne(0).and(device.looksAfterCompletion));
    const looks = isGivenUp(step).or(quiet, comesBack, after.isActive.not());
    const about = { requirement: USED, kind: 'may-cope' } as const;
    const isLooked = isEnd ? step.wasAwake.implies(looks) : looks;
    // What the end itself asks for, it may leave as the last round does.
    const isEndOfRounds = kind === 'end' && device.roundsForQueue === true;
    const isExempt = takes === null ? p.domain.bool(isEndOfRounds) : takes.tookAll.or(step.failed);
    // Chains that it has collected so far, at the end of a run.
    const isShort = world.frames === undefined ? p.domain.bool(false) : world.ledger.shelved.ne(0);
    // Of runs with a round for each entry of the queue, what fails is asserted below.
    const isApart = takes === null && !isEndOfRounds;
    const { failed } = world.ledger;
    const isLookedOrShort = isLooked.or(isExempt, isShort);
    p.assert(
      'it will look at the queue again',
      isApart ? failed.or(isLookedOrShort) : isLookedOrShort,
      about,
    );
    if (isApart) p.assert('so it will where something fails', failed.implies(isLookedOrShort), about);
    if (world.frames !== undefined) {
      const name = 'so it will where the chains that are there are not enough';
      p.assert(name, isShort.implies(isLooked), about);
      p.assert('a notification of more is asked for then', isShort.implies(world.ledger.armed), about);
    }
    const isEach = takes === null ? p.domain.bool(false) : failed.or(world.queue.usesEventIdx).not();
    if (takes !== null)
      p.assert(
        'where the driver notifies of each chain, none is left after as many as the queue has entries',
        isEach.implies(isLooked),
        about,
      );
    if (takes !== null || isEndOfRounds)
      p.assert(
        'nor is one left by what fails, or after as many chains as the queue has entries',
        isEach.or(isLooked),
        about,
      );
  },
});

export const restored = proof({
  id: 'handler/restored',
  title:
    'a device that is restored looks at its queue without a notification: the driver may have sent it before',
  requirements: [USED],
  doesNotProve: 'that what was in flight is done again or returned.',
  on: handler.with('restored'),
  covers: ['restored'],
  body: (p, device) => {
    const world = new World(p, { ...device.rules, isWellFormed: true });
    const one = device.handler({ phase: 'idle', memory: p.memory(), given: { isActive: true } });
    const { ledger } = world;
    // The driver has made a chain available and notified the device that was saved; with EVENT_IDX it notifies of no later one.
    p.assume(ledger.quiet.not().and(isAccounted(p, one.state, world)));
    const run = one.restored?.(world);

    const { resumes, isActive } = one.state;
    const isGivenUp = ledger.reported.or(ledger.stopped, isActive.not());
    const looks = run?.ok === true && run.value ? true : isGivenUp.or(ledger.quiet, resumes);
    p.assert('it will look at the queue', looks, { requirement: USED, kind: 'may-cope' });
    p.cover('restored');
  },
});
