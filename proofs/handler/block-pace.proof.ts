import { proof } from 'ringproof';
import { handler } from 'ringproof/virtio/handler';
import { decidesLater, isGivenUp, or, stepInUse, STEPS } from './step.ts';

/** Runs that find nothing and come again all the same break no sentence of the specification: they are promises of such handlers. */
export const blockPace = proof({
  id: 'handler/block-pace',
  title:
    'a block device puts back only what has to wait, and looks at its queue again by itself only for a reason',
  requirements: [],
  doesNotProve: 'how long it waits.',
  on: handler.with('block'),
  covers: [...STEPS],
  body: (p, device) => {
    const step = stepInUse(p, device);
    const { kind, goesOn, before, after, world, failed } = step;
    const { block, ledger } = world;
    const isExempt = isGivenUp(step).or(p.domain.bool(failed));
    const { isPutBack } = block;
    p.assert('only what has to wait is put back', isPutBack.implies(block.isBusy.or(block.isLimited)));
    p.assert(
      'a run ends where something has to wait, and it comes back for that',
      isPutBack.implies(p.domain.bool(!goesOn).and(after.resumes)),
    );
    if (kind === 'begin' && goesOn) {
      p.assert('a run that begins has an iteration', after.left?.ne(0) ?? true);
      const stillWaits = or(p, after.waits, after.isLimited);
      p.assert('a run settles what called for it', after.resumes.implies(stillWaits));
    }
    if (kind === 'round') {
      p.assert('a look that finds nothing is the last one', !goesOn || ledger.taken !== undefined);
      const isOver = after.left?.eq(0) ?? false;
      const isLast = ledger.taken === undefined ? true : isPutBack.or(isExempt, ledger.failed, isOver);
      p.assert('a run goes on until nothing is found, or has to wait', goesOn || isLast);
      const isUnlooked = ledger.taken === undefined ? ledger.touched.not() : isPutBack;
      const reason = or(p, before.resumes, isUnlooked, ledger.shelved.ne(0), isExempt);
      p.assert('it comes back for what waits or was not looked at', after.resumes.implies(reason));
    }
    if (kind === 'end' || kind === 'endCompletions') {
      const looks = device.looksAfterCompletion && kind === 'endCompletions';
      const reason = or(p, before.resumes, isExempt, decidesLater(step), p.domain.bool(looks));
      p.assert('the end of a run is no reason to come back', after.resumes.implies(reason));
    }
  },
});

export const blockFull = proof({
  id: 'handler/block-full',
  title: 'a block device whose back end is full waits until something completes',
  requirements: [],
  doesNotProve: 'that something completes.',
  on: handler.with('block', 'waits'),
  covers: [...STEPS, 'the back end is full', 'it waits no more'],
  body: (p, device) => {
    const step = stepInUse(p, device);
    const { kind, before, after, world, failed } = step;
    const { isFull, isBusy, isPutBack } = world.block;
    const [was, is] = [or(p, before.waits), or(p, after.waits)];
    const waits = kind === 'endCompletions' ? false : was.or(isFull);
    p.assert('it waits where the back end is full, and nowhere else', isGivenUp(step).or(is.iff(waits)));
    p.assert('what the back end puts off is put back', isBusy.implies(isPutBack));
    if (kind === 'endCompletions' && !failed)
      p.assert('it looks at its queue after completions', was.implies(after.resumes));
    p.cover('the back end is full', isFull);
    p.cover('it waits no more', was.and(is.not()));
  },
});

export const blockLimit = proof({
  id: 'handler/block-limit',
  title:
    'a block device that is over the limit of its rate leaves its queue alone until the limiter runs out',
  requirements: [],
  doesNotProve: 'that the limiter counts rightly.',
  on: handler.with('block', 'isLimited'),
  covers: [...STEPS, 'the limit is reached', 'it is over'],
  body: (p, device) => {
    const step = stepInUse(p, device);
    const { kind, goesOn, before, after, world } = step;
    const { isLimited, isLimitOver, isPutBack } = world.block;
    const [was, is] = [or(p, before.isLimited), or(p, after.isLimited)];
    p.assert('what is over the limit is put back, and waits', isLimited.implies(isPutBack.and(is)));
    // What is there is looked at after completions anyway: a limiter has the next request wait all the same.
    const isEnded = kind === 'endCompletions' ? after.resumes : isLimitOver;
    p.assert('it waits until the limiter runs out, or completions come', was.and(is.not()).implies(isEnded));
    if (kind === 'begin') {
      p.assert('no run begins before', was.implies(is.not().iff(goesOn)));
    } else p.assert('it waits for nothing else', is.implies(was.or(isLimited)));
    p.cover('the limit is reached', isLimited);
    p.cover('it is over', was.and(is.not()));
  },
});
