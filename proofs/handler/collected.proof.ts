import { proof } from 'ringproof';
import { batchIsAccounted, handler } from 'ringproof/virtio/handler';
import { isGivenUp, longTaken, stepInUse, STEPS } from './step.ts';

export const collected = proof({
  id: 'handler/collected',
  title:
    'all that a chain names is collected before the chain is returned, and done before the run is over; the run goes on only after a chain',
  requirements: [],
  doesNotProve: 'that what is done succeeds.',
  on: handler.with('collects'),
  covers: [...STEPS, 'a chain is returned', 'a chain is put back'],
  body: (p, device) => {
    const step = stepInUse(p, device);
    const { kind, world, before, after, goesOn, failed } = step;
    const { batch, ledger } = world;
    if (batch === undefined || before.collected === undefined) return;
    const { unit, most } = batch.rules;
    const isKept = isGivenUp(step).or(batchIsAccounted(p, after, world));
    p.assert('what was collected is kept until it is done', ledger.failed.or(isKept));
    p.assert('it is so where something fails', ledger.failed.implies(isKept));
    p.assert('all that was collected is done, and nothing else', batch.differs.not());
    p.assert(
      'it is done before the driver gets chains back, which may use anew what they name',
      batch.isLate.not(),
    );
    p.assert('no more is collected than there is room for', batch.collected.le(most));
    if (kind === 'end') p.assert('nothing is left to do after a run', batch.collected.eq(0));
    if (kind !== 'round' || failed) return;
    const { taken } = ledger;
    if (taken === undefined) {
      const follows = before.hasFound?.and(after.hasFound?.not() ?? false) ?? p.domain.bool(false);
      p.assert('an iteration takes a chain, or follows one that did', goesOn ? follows : true);
      return;
    }
    const named = taken.readable.div(unit);
    if (ledger.elements > 0) {
      const isAll = batch.ofTaken.zeroExtend(32).eq(named);
      p.assert('all that a chain names is collected', taken.isMalformed.or(isAll));
      p.cover('a chain is returned', taken.isMalformed.not());
      return;
    }
    const isFull = before.collected.zeroExtend(32).add(named).gt(most);
    const isPassed = longTaken(p, step);
    p.assert('a chain is put back only where there is no room', isPassed.or(isFull));
    p.assert('there is room for it the next time', isPassed.or(batch.collected.eq(0)));
    p.cover('a chain is put back', isPassed.not());
  },
});
