import { proof } from 'ringproof';
import { ioVector } from 'ringproof/virtio/io-vector';
import { atEntry, keepsStep, STEPS } from './step.ts';

export const readStep = proof({
  id: 'io-vector/read-step',
  title:
    'each entry of any vector gives the bytes of it that are asked for, each from its place to its place, and no other',
  requirements: [],
  doesNotProve: 'anything about guest memory that another side writes meanwhile.',
  harnesses: ['firecracker verify_read_from_iovec'],
  on: ioVector,
  covers: ['a byte of this entry', ...STEPS],
  body: (p, { readable }) => {
    const at = atEntry(p, readable);
    const { copying, entry, memory, peer } = at;
    const [guest, host] = [memory.snapshot(), peer.memory.snapshot()];
    // Any one address of the peer’s: it stands for the byte of the vector that is as far behind the offset.
    const address = p.any.u64('address', { max: 2n ** 64n - 2n });

    if (!keepsStep(p, at)) return;

    const position = address.sub(peer.address);
    const place = copying.passed.minus(copying.offset).minus(position).times(-1);
    const isHere = address.ge(peer.address).and(position.lt(copying.asked), place.ge(0), place.lt(entry.len));
    const read = peer.memory.peek(address);
    p.assert(
      'a byte of this entry is that of guest memory',
      isHere.implies(read.eq(guest.peek(entry.base.add(place.word(64))))),
    );
    p.assert('where none is meant to be, nothing changes', isHere.not().implies(read.eq(host.peek(address))));
    p.assertUnchanged('no byte of guest memory changes', guest, memory);
    p.cover('a byte of this entry', isHere.and(copying.passed.gt(0)));
  },
});

export const writeStep = proof({
  id: 'io-vector/write-step',
  title:
    'each entry of any vector takes the bytes meant for it, each from its place to its place; nothing else is written',
  requirements: [],
  doesNotProve:
    'which of several entries over the same memory was meant: the last one’s bytes stand in the end.',
  harnesses: ['firecracker verify_write_to_iovec'],
  on: ioVector,
  covers: ['a byte for this address', ...STEPS],
  body: (p, { writable }) => {
    const at = atEntry(p, writable);
    const { copying, entry, memory, peer } = at;
    const [guest, host] = [memory.snapshot(), peer.memory.snapshot()];
    // Any one address: where it is in the entry, it stands for the byte of the vector that is as far into the entry.
    const address = p.any.u64('address', { max: 2n ** 64n - 2n });

    if (!keepsStep(p, at)) return;

    const inEntry = address.sub(entry.base);
    const position = copying.passed.plus(inEntry).minus(copying.offset);
    const isHere = address
      .ge(entry.base)
      .and(inEntry.lt(entry.len.zeroExtend(64)), position.ge(0), position.lt(copying.asked));
    const written = memory.peek(address);
    p.assert(
      'a byte that is meant for this address stands there',
      isHere.implies(written.eq(host.peek(peer.address.add(position.word(64))))),
    );
    p.assert(
      'where none is meant to be, nothing changes',
      isHere.not().implies(written.eq(guest.peek(address))),
    );
    p.assertUnchanged('no byte of the peer changes', host, peer.memory);
    p.cover('a byte for this address', isHere.and(copying.passed.gt(0)));
  },
});
