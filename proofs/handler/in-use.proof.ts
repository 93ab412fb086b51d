import { proof } from 'ringproof';
import { handler, isAccounted, World } from 'ringproof/virtio/handler';

const NOT_AFTER = 'reset.device.must-not-notify-or-touch-queues-after-reset';

export const notInUse = proof({
  id: 'handler/not-in-use',
  title:
    'an event that reaches a device before its activation or after its reset, a completion included, changes nothing',
  requirements: [NOT_AFTER],
  doesNotProve: 'that a back end writes into no buffer after the reset: see handler/stop.',
  on: handler,
  covers: ['an event'],
  body: (p, device) => {
    const world = new World(p, device.rules);
    const one = device.handler({ phase: 'idle', memory: p.memory(), given: { isActive: false } });
    const before = one.state;
    if (device.completes === true && p.domain.decide(p.any.bool('event.is_completion'))) {
      const begun = one.beginCompletions?.(world);
      if (begun === undefined || (begun.ok && begun.value)) one.complete?.(world);
    } else {
      const begun = one.begin(world);
      if (begun.ok && begun.value) one.round(world);
    }
    const about = { requirement: NOT_AFTER } as const;
    p.assert('the queue is left alone', world.ledger.touched.not(), about);
    p.assert('no notification is sent', world.ledger.signals === 0, about);
    const after = one.state;
    p.assert('it stays so', after.isActive.not());
    const kept = [
      after.resumes.implies(before.resumes),
      after.signals.implies(before.signals),
      after.publishes.implies(before.publishes),
    ];
    p.assert('it begins to wait for nothing', p.domain.bool(true).and(...kept));
    p.cover('an event');
  },
});

export const stop = proof({
  id: 'handler/stop',
  title:
    'a device that has stopped has nothing left with the back end: as its model declares, each chain that it had is returned and seen, or recorded for the next start',
  requirements: [],
  doesNotProve:
    'that it stops: that depends on the back end. Nor that the next start heeds the record: see vring/inflight-resumed.',
  on: handler.with('stops'),
  // One that keeps what is in flight need not wait.
  covers: ({ stops }): readonly ('it comes while idle' | 'it waits' | 'it stops')[] =>
    stops === 'keeps' ? ['it comes while idle', 'it stops'] : ['it comes while idle', 'it waits', 'it stops'],
  body: (p, device) => {
    const world = new World(p, device.rules);
    const isFirst = p.domain.decide(p.any.bool('stop.is_first'));
    const phase = isFirst ? 'idle' : 'completing';
    const one = device.handler({ phase, memory: p.memory(), given: { isActive: true } });
    const { ledger } = world;
    p.assume(isAccounted(p, one.state, world));
    const isDue = ledger.pending.ne(0).or(one.state.follows ?? false);
    if (isFirst) p.cover('it comes while idle');
    const stopped = one.stop?.(world);
    const givenUp = ledger.reported.or(ledger.stopped);
    if (stopped?.ok !== true || stopped.value) {
      // It goes on, or answers that it cannot stop.
      const hasIt = givenUp.or(isAccounted(p, one.state, world), ledger.kept);
      p.assert('what it has it still has', ledger.failed.or(hasIt));
      p.assert('it still has it where something fails', ledger.failed.implies(hasIt));
      if (device.stops === 'drains') {
        const isExempt = givenUp.or(ledger.failed);
        p.assert('it waits, or does not stop, only where something is left to do', isDue.or(isExempt));
        p.cover('it waits', stopped?.ok === true);
      }
      return;
    }
    if (device.stops === 'drains') {
      p.assert('each chain is returned', ledger.outstanding.not());
      p.assert('each element is seen, and decided on', ledger.unpublished.or(ledger.owed).not());
    } else p.assert('each chain is recorded', ledger.outstanding.implies(ledger.kept));
    p.assert('no completion comes later', ledger.pending.eq(0));
    p.cover('it stops');
  },
});
