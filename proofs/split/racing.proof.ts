import { proof } from 'ringproof';
import {
  activeQueue,
  areApart,
  availEntryAddress,
  availIdxAddress,
  hasToLook,
  ownedByDriver,
  splitDevice,
} from 'ringproof/virtio/split';
import { wordSeen } from './events.ts';

export const popRaces = proof({
  id: 'split/pop-races',
  title:
    'whatever the driver writes meanwhile, pop gives a chain that it saw to be there, and none that it did not see',
  requirements: [],
  doesNotProve:
    'anything of rings that overlap, nor of memory models: driver and device take turns here, each seeing what the other did.',
  on: splitDevice,
  covers: ['a chain', 'none'],
  body: (p, device) => {
    const { queue, before, memory } = activeQueue(p, device);
    const [idx, entry] = [availIdxAddress(before), availEntryAddress(before, before.nextAvail)];
    if (idx === undefined || entry === undefined) return;
    const { availRing, descTable } = ownedByDriver(before);
    // Else a descriptor that is read would be the last look at the ring.
    p.assume(areApart(availRing, descTable));

    const popped = queue.pop(p.driverMayAct(memory, [availRing]));

    const { events } = memory;
    const chain = popped.ok ? popped.value : undefined;
    const taken = queue.state.nextAvail.sub(before.nextAvail);
    p.assert('none or one entry is passed', taken.le(1));
    if (chain === undefined) {
      p.cover('none');
      return;
    }
    p.assert('with a chain, one entry is passed', taken.eq(1));
    // Of what it has seen before, a device may know without a look that it is there.
    const isKnown = hasToLook(p.domain, before).not();
    p.assert(
      'the last look at idx saw a chain, and not more than fit',
      isKnown.or(
        events.lastLook({ start: idx, length: 2 }).forSome((look) =>
          wordSeen(events, look, idx, 16, (value) => {
            const ahead = value.sub(before.nextAvail);
            return ahead.ge(1).and(ahead.le(before.size));
          }),
        ),
      ),
    );
    p.assert(
      'the head is what the last look at the entry saw',
      events
        .lastLook({ start: entry, length: 2 })
        .forSome((look) => wordSeen(events, look, entry, 16, (value) => value.eq(chain.head))),
    );
    p.cover('a chain');
  },
});
