import { ok, proof } from 'ringproof';
import { DESC_F_WRITE, type ChainWalk, type Descriptor } from 'ringproof/virtio/split';
import { DescriptorChainRwIter } from '../../models/rust-vmm/descriptor-chain-rw-iter.ts';
import { has, sameDescriptor } from './descriptor.ts';

export const readableWritable = proof({
  id: 'chain/rust-vmm-readable-writable',
  title:
    'an iterator over the readable or writable descriptors gives the next of its kind that the walk yields, consumes those of the other kind before it, and no more',
  requirements: [],
  doesNotProve:
    'anything of the walk under it, for which any other stands in here; more than one of the other kind in front is one after the other.',
  covers: ['a descriptor of its kind', 'an end', 'a descriptor after one of the other kind'],
  body: (p) => {
    const { domain } = p;
    const anyDescriptor = (name: string): Descriptor => ({
      addr: p.any.u64(`${name}_addr`),
      len: p.any.u32(`${name}_len`),
      flags: p.any.u16(`${name}_flags`),
      next: p.any.u16(`${name}_next`),
    });
    const [first, second] = [anyDescriptor('first'), anyDescriptor('second')];
    const isEnd = domain.decide(p.any.bool('end_behind_first'));
    const yields = isEnd ? [first] : [first, second];
    let taken = 0;
    const state = {
      table: domain.u64(0),
      entries: domain.u16(2),
      index: domain.u16(0),
      remaining: domain.u16(2),
      bytes: domain.u32(0),
      isFull: domain.bool(false),
      indirect: domain.bool(false),
    };
    const walk: ChainWalk = { state, next: () => ok(yields[taken++]) };
    const writable = domain.decide(p.any.bool('writable'));
    const isWanted = (descriptor: Descriptor) => has(descriptor, DESC_F_WRITE).iff(writable);

    const given = new DescriptorChainRwIter(domain, walk, writable).next(p.memory());

    if (domain.decide(isWanted(first))) {
      p.assert('the first is given', given !== undefined && sameDescriptor(given, first));
      p.assert('no more is taken', taken === 1);
      p.cover('a descriptor of its kind');
      return;
    }
    if (isEnd) {
      p.assert('the other kind is taken, and the end', taken === 2);
      p.assert('there is none where the walk ends', given === undefined);
      p.cover('an end');
      return;
    }
    if (!domain.decide(isWanted(second))) return;
    p.assert('the other kind is taken, and the second', taken === 2);
    p.assert('the second is given', given !== undefined && sameDescriptor(given, second));
    p.cover('a descriptor after one of the other kind');
  },
});
