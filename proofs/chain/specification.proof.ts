import { proof, type Bool, type ProofContext } from 'ringproof';
import { DESC_F_INDIRECT, splitDevice } from 'ringproof/virtio/split';
import { agrees } from './agreement.ts';
import { entryAddress, has } from './descriptor.ts';
import { atElement } from './malformations.ts';
import { nextDescriptor } from './next-descriptor.ts';
import { anyWalk, type AnyWalk } from './walk.ts';

/** A driver to which VIRTIO_F_INDIRECT_DESC was not offered sets no such flag (2.7.5.3.1). */
function isDirect(p: ProofContext, { before, memory }: AnyWalk): Bool {
  const address = entryAddress(before.table, before.index);
  if (address === undefined) return p.domain.bool(true);
  const descriptor = nextDescriptor(p.domain, before, memory, address);
  return before.index.lt(before.entries).implies(has(descriptor, DESC_F_INDIRECT).not());
}

export const agreesWithSpecification = proof({
  id: 'chain/agrees-with-specification',
  title:
    'on every well-formed chain, of any length, direct or indirect, a walk yields exactly its elements, in order, and ends where it ends',
  requirements: ['split.indirect.device.must-handle-direct-then-indirect'],
  doesNotProve:
    'anything of a chain of exactly 2^32 bytes, see chain/full-length, nor of an indirect table of more than 65535 entries.',
  on: splitDevice.with('walk'),
  covers: ({ followsIndirect }) => [
    'the end of a chain',
    'the last element of a chain',
    'an element that leads on',
    ...(followsIndirect ? ['an element of a table', 'the first element of a table'] : []),
  ],
  body: (p, device) => {
    const any = anyWalk(p, device);
    if (!device.followsIndirect) p.assume(isDirect(p, any));

    const { element, after } = agrees(p, device, any, (sum) => sum.lt(2n ** 32n), {
      requirement: 'split.indirect.device.must-handle-direct-then-indirect',
    });

    if (element === undefined) {
      p.cover('the end of a chain');
      return;
    }
    p.cover('the last element of a chain', after.remaining.eq(0));
    p.cover('an element that leads on', after.remaining.ne(0));
    if (!device.followsIndirect) return;
    p.cover('an element of a table', any.before.indirect);
    p.cover('the first element of a table', any.before.indirect.not().and(after.indirect));
  },
});

export const fullLength = proof({
  id: 'chain/full-length',
  title: 'a chain of exactly 2^32 bytes, which a driver may add, is yielded as any other',
  requirements: [],
  doesNotProve: 'anything of a chain of fewer bytes: see chain/agrees-with-specification.',
  on: splitDevice.with('walk'),
  covers: ['the last element of such a chain', 'an element that empty ones follow'],
  body: (p, device) => {
    // No descriptor has 2^32 bytes by itself: some came before.
    const any = atElement(p, device, { bytes: { min: 1 }, isFull: false }, 1);

    const { after } = agrees(p, device, any, (sum) => sum.eq(2n ** 32n), { kind: 'may-cope' });

    p.cover('the last element of such a chain', after.remaining.eq(0));
    p.cover('an element that empty ones follow', after.remaining.ne(0));
  },
});
