import { proof } from 'ringproof';
import { isContents, MOST_BYTES } from 'ringproof/virtio/protocol';
import { anyAllocated, ring } from 'ringproof/virtio/split-driver';

export const contents = proof({
  id: 'protocol/ring-contents',
  title: 'what is written to descriptors and ring entries changes no word that both sides look at',
  requirements: [],
  doesNotProve: 'that an operation writes nothing else: the proofs that rest on this look at each write.',
  covers: [
    'an entry of the available ring',
    'an element of the used ring',
    'a descriptor',
    'beyond the areas',
  ],
  body: (p) => {
    const place = anyAllocated(p, p.memory());
    const [start, length] = [p.any.u64('start'), p.any.u64('length', { min: 1, max: MOST_BYTES })];
    p.assume(isContents(place, { start, length }));
    const words = {
      'available flags': ring.availFlags(place),
      'available idx': ring.availIdx(place),
      used_event: ring.usedEvent(place),
      'used flags': ring.usedFlags(place),
      'used idx': ring.usedIdx(place),
      avail_event: ring.availEvent(place),
    };
    for (const [name, word] of Object.entries(words))
      for (const byte of [0, 1]) p.assert(`${name}, byte ${byte}`, word.add(byte).sub(start).ge(length));
    p.cover('an entry of the available ring', start.eq(place.availRing.add(4)));
    p.cover('an element of the used ring', start.eq(place.usedRing.add(4)));
    p.cover('beyond the areas', start.sub(place.descTable).ge(2n ** 63n));
    p.cover('a descriptor', start.eq(place.descTable));
  },
});
