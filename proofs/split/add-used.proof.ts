import { proof } from 'ringproof';
import {
  activeQueue,
  areas,
  sameState,
  splitDevice,
  USED_ELEMENT_SIZE,
  usedElementAddress,
  usedIdxAddress,
} from 'ringproof/virtio/split';
import { besidesTable } from './descriptor-table.ts';

export const addUsed = proof({
  id: 'split/add-used',
  title: 'add_used publishes one used element and touches nothing else; a bad head is refused',
  requirements: ['split.desc.device.must-not-write-descriptor-table'],
  doesNotProve:
    'that the head was outstanding, or that the device wrote len bytes: the queue knows neither. Of IN_ORDER, see split/in-order-turn.',
  harnesses: ['rust-vmm verify_add_used', 'firecracker verify_add_used'],
  on: splitDevice,
  covers: ['a bad head', 'success', 'success at the wrap of the index', 'success in the last slot'],
  body: (p, device) => {
    const { queue, before, memory } = activeQueue(p, device, { inOrder: false });
    const [head, len] = [p.any.u16('head'), p.any.u32('len')];
    const element = usedElementAddress(before);
    const idx = usedIdxAddress(before);
    const initial = memory.snapshot();

    const result = queue.addUsed(memory, head, len);

    const after = queue.state;
    if (p.domain.decide(head.ge(before.size))) {
      p.assert('a bad head is refused as such', !result.ok && result.error.kind === 'InvalidDescriptorIndex');
      p.assert('a bad head changes no field', sameState(p.domain, before, after));
      p.assertUnchanged('a bad head changes no byte', initial, memory);
      p.assertUnchanged('the descriptor table stays', initial, memory, besidesTable(p.domain, before), {
        requirement: 'split.desc.device.must-not-write-descriptor-table',
      });
      p.cover('a bad head');
      return;
    }
    p.assert('the element has an address', element !== undefined);
    if (element === undefined) return;
    p.assert(
      'it fails only where idx cannot be stored as one unit',
      memory.accessible(idx, 16).implies(result.ok),
    );
    if (!result.ok) return;
    p.assert('id is the head', memory.peekWord(element, 32).eq(head.zeroExtend(32)));
    p.assert('len is the length', memory.peekWord(element, 32, 4).eq(len));
    p.assert('next_used advances by one', after.nextUsed.eq(before.nextUsed.add(1)));
    p.assert('num_added advances by one', after.numAdded.eq(before.numAdded.add(1)));
    p.assert('no other field changes', sameState(p.domain, before, after, ['nextUsed', 'numAdded']));
    p.assert('the idx in memory is next_used', memory.peekWord(idx, 16).eq(after.nextUsed));
    p.assertUnchanged('only the element and idx change', initial, memory, [
      { start: element, length: USED_ELEMENT_SIZE },
      { start: idx, length: 2 },
    ]);
    p.assertUnchanged('only the used ring changes', initial, memory, [areas(before).usedRing]);
    p.assertUnchanged('the descriptor table stays', initial, memory, besidesTable(p.domain, before), {
      requirement: 'split.desc.device.must-not-write-descriptor-table',
    });
    p.cover('success');
    p.cover('success at the wrap of the index', before.nextUsed.eq(65535));
    p.cover(
      'success in the last slot',
      before.nextUsed.rem(before.size).eq(before.size.sub(1)).and(before.size.gt(1)),
    );
  },
});
