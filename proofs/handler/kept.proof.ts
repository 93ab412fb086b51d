import { proof } from 'ringproof';
import { handler } from 'ringproof/virtio/handler';
import { isGivenUp, stepInUse, STEPS } from './step.ts';

export const keptOne = proof({
  id: 'handler/kept-one',
  title: 'the last chain is kept, and given back when the next one comes or it is asked for',
  requirements: [],
  doesNotProve: 'what is read of it.',
  on: handler.with('keepsOne', 'completes'),
  covers: [...STEPS, 'it is asked for', 'the next one comes'],
  body: (p, device) => {
    const step = stepInUse(p, device);
    const { kind, before, after, goesOn, failed, world } = step;
    const { taken, elements } = world.ledger;
    const no = p.domain.bool(false);
    const [was, is] = [before.isHolding ?? no, after.isHolding ?? no];
    if (kind === 'complete') {
      p.assert('what is kept is given back where it is asked for', was.iff(elements > 0).and(is.not()));
      p.cover('it is asked for', was);
    }
    if (kind !== 'round' || failed || taken === undefined) {
      p.assert('a look that finds nothing is the last one', kind !== 'round' || !goesOn);
      return;
    }
    const isKept = is.and(after.held?.eq(taken.head) ?? no);
    p.assert('the last chain is kept', isGivenUp(step).or(isKept));
    p.assert('the one before it is given back', was.iff(elements > 0));
    p.cover('the next one comes', was);
  },
});
