import { err, proof } from 'ringproof';
import { anyChain, ioVector } from 'ringproof/virtio/io-vector';
import { anyEntry, anySide } from './vector.ts';

export const appendFull = proof({
  id: 'io-vector/append-full',
  title: 'a vector with room for one entry takes a chain of one descriptor, and refuses one of more',
  requirements: [],
  doesNotProve: 'anything of a vector with more room: io-vector/append and io-vector/append-whole do.',
  bound: {
    what: 'descriptors of the chain',
    limit: '2: with more, the second one is refused as well',
  },
  on: ioVector,
  covers: ['the last entry that fits', 'one too many'],
  body: (p, { writable }) => {
    const { capacity } = writable;
    if (capacity === undefined) return;
    const memory = p.memory();
    // Which buffers are there already is of no interest.
    const entry = anyEntry(p);
    const entries = Array.from({ length: capacity - 1 }, () => entry);
    const vector = writable.vector({ phase: null, memory, entries });
    const chain = anyChain(p, 2);

    const appended = vector.append(memory, chain);

    const { length } = chain.descriptors;
    const added = appended.ok ? length : 0;
    p.assert('more than fit are refused', !(appended.ok && length > 1));
    p.assert('it holds what it held, and what was taken', vector.entries.length === capacity - 1 + added);
    p.cover('the last entry that fits', appended.ok && length === 1);
    p.cover('one too many', !appended.ok && appended.error.kind === 'IovDequeOverflow');
  },
});

export const exactFails = proof({
  id: 'io-vector/exact-fails',
  title: 'a peer that fails before the first byte fails a copy of exactly so many bytes',
  requirements: [],
  doesNotProve: 'anything of a peer that fails later: io-vector/short-peer does.',
  bound: {
    what: 'entries of the vector',
    limit: '1: the first that bytes are wanted of is asked of the peer',
  },
  on: ioVector,
  covers: ['a failure'],
  body: (p, device) => {
    const side = anySide(p, device);
    const entry = { base: p.any.u64('base', { max: 2n ** 64n - 2n }), len: p.any.u32('len', { min: 1 }) };
    const [memory, host] = [p.memory(), p.memory('host')];
    p.assume(memory.checkSlice(entry.base, entry.len.zeroExtend(64)));
    const offset = p.any.u64('offset', { max: 2n ** 32n - 2n });
    const wanted = p.any.u64('wanted', { min: 1 });
    p.assume(offset.lt(entry.len.zeroExtend(64)));
    const vector = side.vector({ phase: 'loaded', memory, entries: [entry] });
    const initial = memory.snapshot();
    const takes = () => err({ kind: 'IOError' } as const);
    const peer = { memory: host, address: p.any.u64('host_address'), takes };

    const result = vector.copyAll(memory, peer, offset, wanted);

    p.assert('it fails with the peer', !result.ok && result.error.kind === 'IOError');
    p.assertUnchanged('no byte changes', initial, memory);
    p.cover('a failure');
  },
});
