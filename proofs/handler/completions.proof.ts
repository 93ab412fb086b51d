import { proof } from 'ringproof';
import { handler, isAccounted, World } from 'ringproof/virtio/handler';
import { isGivenUp, stepInUse, STEPS } from './step.ts';

export const completionsTaken = proof({
  id: 'handler/completions-taken',
  title: 'what the back end is done with is taken, until nothing of it is left',
  requirements: [],
  doesNotProve: 'that the back end says so of each request.',
  on: handler.with('completes', 'submits'),
  covers: [...STEPS, 'nothing is left'],
  body: (p, device) => {
    const step = stepInUse(p, device);
    const { kind, goesOn, world } = step;
    if (kind !== 'complete') return;
    const { noneDone, failed, ringFailed } = world.ledger;
    const isTaken = goesOn ? p.domain.bool(true) : isGivenUp(step).or(noneDone);
    p.assert('a run of completions goes on until none is left', failed.or(isTaken));
    p.assert('it does so where a request fails', failed.and(ringFailed.not()).implies(isTaken));
    p.assert('it does so where the ring fails', ringFailed.implies(isTaken));
    p.cover('nothing is left', noneDone);
  },
});

export const completionsBegin = proof({
  id: 'handler/completions-begin',
  title: 'a device in use takes completions when its back end says that there are some',
  requirements: [],
  doesNotProve: 'that the back end says so of each request.',
  on: handler.with('beginsCompletions'),
  covers: ['a run of completions begins'],
  body: (p, device) => {
    const world = new World(p, device.rules);
    const isRun = p.domain.decide(p.any.bool('event.is_run'));
    const one = device.handler({ phase: 'idle', memory: p.memory(), given: { isActive: true } });
    p.assume(isAccounted(p, one.state, world));
    const { follows } = one.state;
    if (isRun) {
      // Else it could say so at any time, and never take any.
      one.begin(world);
      p.assert('the run that is to come first comes', one.state.follows?.not() ?? true);
      return;
    }
    const begun = one.beginCompletions?.(world);
    const begins = begun?.ok === true && begun.value;
    p.assert('it takes them', begins || (follows ?? false));
    p.cover('a run of completions begins', begins);
  },
});
