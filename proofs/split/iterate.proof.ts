import { proof } from 'ringproof';
import {
  activeQueue,
  areFitting,
  availEntryAddress,
  availIdxAddress,
  sameState,
  splitDevice,
} from 'ringproof/virtio/split';

export const iterate = proof({
  id: 'split/iterate',
  title: 'an iterator gives the chains available when it was made, in order, and puts them back in order',
  requirements: ['split.supply.device.may-access-immediately'],
  doesNotProve:
    'what becomes of entries that the driver adds while the iterator lives: the next iterator sees them.',
  on: splitDevice.with('iterate'),
  covers: ['an idx too far ahead', 'an empty ring', 'a chain', 'a chain at the wrap of the index'],
  body: (p, device) => {
    const { queue, before, memory } = activeQueue(p, device, { availRing: { min: 2 } });
    const [idx, entry] = [availIdxAddress(before), availEntryAddress(before, before.nextAvail)];
    if (idx === undefined || entry === undefined) return;
    p.assume(memory.accessible(idx, 16).and(memory.accessible(entry, 16)));
    const initial = memory.snapshot();
    const ahead = memory.peekWord(idx, 16).sub(before.nextAvail);

    const made = device.iterate(queue, memory);

    p.assert('making it changes no field', sameState(p.domain, before, queue.state));
    p.assert('it is not made if idx is too far ahead', ahead.gt(before.size).implies(!made.ok));
    p.assert('it is made if what is available fits', areFitting(before, ahead).implies(made.ok));
    if (!made.ok) {
      p.assert('an idx too far ahead is the reason', made.error.kind === 'InvalidAvailRingIndex');
      p.cover('an idx too far ahead');
      return;
    }
    const chain = made.value.next();
    p.assertUnchanged('no byte changes', initial, memory);
    const head = memory.peekWord(entry, 16);
    if (p.domain.decide(ahead.eq(0))) {
      p.assert('an empty ring gives no chain', chain === undefined);
      p.assert('an empty ring changes no field', sameState(p.domain, before, queue.state));
      p.cover('an empty ring');
      return;
    }
    p.assert('a head within the table gives a chain', head.ge(before.size).or(chain !== undefined), {
      requirement: 'split.supply.device.may-access-immediately',
      kind: 'promise',
    });
    if (chain === undefined) return;
    p.assert('its head is the entry at next_avail', chain.head.eq(head));
    p.assert('next_avail advances by one', queue.state.nextAvail.eq(before.nextAvail.add(1)));
    p.assert('no other field changes', sameState(p.domain, before, queue.state, ['nextAvail']));
    made.value.previous();
    p.assert('putting it back leaves every field as it was', sameState(p.domain, before, queue.state));
    const again = made.value.next();
    p.assert('it comes again', again === undefined ? false : again.head.eq(chain.head));
    p.cover('a chain');
    p.cover('a chain at the wrap of the index', before.nextAvail.eq(65535));
  },
});

export const iterateOn = proof({
  id: 'split/iterate-on',
  title: 'wherever an iterator has got to, it gives the chain at next_avail, unless that is where it ends',
  requirements: [],
  doesNotProve: 'that a head beyond the descriptor table gives a chain: an implementation may stop there.',
  on: splitDevice.with('iterate', 'iterator'),
  covers: ['the end', 'a chain', 'the last chain', 'a chain at the wrap of the index'],
  body: (p, device) => {
    const { queue, before, memory } = activeQueue(p, device, { availRing: { min: 2 } });
    const entry = availEntryAddress(before, before.nextAvail);
    if (entry === undefined) return;
    p.assume(memory.accessible(entry, 16));
    const initial = memory.snapshot();
    const iterator = device.iterator(queue, memory);
    const { last } = iterator.state;

    const chain = iterator.next();

    p.assertUnchanged('no byte changes', initial, memory);
    if (p.domain.decide(last.eq(before.nextAvail))) {
      p.assert('at its end it gives no chain', chain === undefined);
      p.assert('at its end it changes no field', sameState(p.domain, before, queue.state));
      p.cover('the end');
      return;
    }
    const head = memory.peekWord(entry, 16);
    p.assert('a head within the table gives a chain', head.ge(before.size).or(chain !== undefined));
    if (chain === undefined) return;
    p.assert('its head is the entry at next_avail', chain.head.eq(head));
    p.assert('next_avail advances by one', queue.state.nextAvail.eq(before.nextAvail.add(1)));
    p.assert('no other field changes', sameState(p.domain, before, queue.state, ['nextAvail']));
    p.assert('it ends where it did', iterator.state.last.eq(last));
    p.cover('a chain');
    p.cover('the last chain', last.eq(before.nextAvail.add(1)));
    p.cover('a chain at the wrap of the index', before.nextAvail.eq(65535));
  },
});
