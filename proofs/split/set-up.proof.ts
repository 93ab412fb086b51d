import { proof } from 'ringproof';
import {
  activeQueue,
  sameState,
  splitDevice,
  USED_ELEMENT_SIZE,
  usedElementAddress,
  type SetUp,
} from 'ringproof/virtio/split';

export const setUpInUse = proof({
  id: 'split/set-up-in-use',
  title: 'size and areas of a queue in use stay as they were activated',
  requirements: ['mmio.queue-config.driver.must-not-access-while-ready'],
  doesNotProve: 'anything a conforming driver notices: it does not touch them while the queue is in use.',
  on: splitDevice,
  covers: ['an activated queue'],
  body: (p, device) => {
    const { queue, before } = activeQueue(p, device);
    const changes: readonly SetUp[] = [
      { field: 'size', value: p.any.u16('new_size') },
      { field: 'descTable', value: p.any.u64('new_desc_table') },
      { field: 'availRing', value: p.any.u64('new_avail_ring') },
      { field: 'usedRing', value: p.any.u64('new_used_ring') },
    ];
    for (const change of changes) {
      queue.setUp(change);
      p.assert(`${change.field} stays`, sameState(p.domain, before, queue.state), {
        requirement: 'mmio.queue-config.driver.must-not-access-while-ready',
        kind: 'promise',
      });
    }
    p.cover('an activated queue');
  },
});

export const setUpInUseAccesses = proof({
  id: 'split/set-up-in-use-accesses',
  title: 'no size set while the queue is in use makes an operation leave guest memory',
  requirements: ['mmio.queue-config.driver.must-not-access-while-ready'],
  doesNotProve: 'that the queue goes on to work: only that the host is safe.',
  on: splitDevice,
  covers: ['a greater size', 'an element is added'],
  body: (p, device) => {
    const { queue, before, memory } = activeQueue(p, device);
    const size = p.any.u16('new_size');
    queue.setUp({ field: 'size', value: size });

    const element = usedElementAddress(queue.state);

    // That the host does not trap is an obligation of the call itself.
    const added = queue.addUsed(memory, p.any.u16('head'), p.any.u32('len'));

    const isThere =
      element === undefined ? false : memory.checkRange(element, p.domain.u64(USED_ELEMENT_SIZE));
    p.assert('an element that is added lies in guest memory', added.ok ? isThere : true, {
      requirement: 'mmio.queue-config.driver.must-not-access-while-ready',
      kind: 'promise',
    });
    p.cover('a greater size', size.gt(before.size));
    p.cover('an element is added', added.ok);
  },
});
