import { proof } from 'ringproof';
import { activeDriver, ring, splitDriver, type Buffer } from 'ringproof/virtio/split-driver';

const VALUES = 'split.used-notification.driver.must-set-flags-0-or-1';

export const lookingWritesNothing = proof({
  id: 'driver/looking-writes-nothing',
  title: 'collecting an element, and deciding whether to notify, change no byte of the queue',
  requirements: [],
  doesNotProve: 'anything of the driver’s own memory.',
  on: splitDriver,
  covers: ['collected', 'decided'],
  body: (p, device) => {
    const { driver, memory } = activeDriver(p, device);
    const initial = memory.snapshot();
    if (p.domain.decide(p.any.bool('it_collects'))) {
      driver.collect(memory);
      p.cover('collected');
    } else {
      driver.shouldKick(memory);
      p.cover('decided');
    }
    p.assertUnchanged('no byte changes', initial, memory);
  },
});

export const addKeepsFlags = proof({
  id: 'driver/add-keeps-flags',
  title: 'adding and publishing a chain leaves flags of the available ring alone',
  requirements: [VALUES],
  doesNotProve: 'what else is written: see driver/publish-order.',
  on: splitDriver,
  covers: ['added'],
  body: (p, device) => {
    const { driver, before, memory } = activeDriver(p, device);
    const initial = memory.snapshot();
    const flags = ring.availFlags(before);
    const isIndirect =
      device.addIndirect === true && p.domain.decide(before.indirectDesc.and(p.any.bool('is_indirect')));
    const buffers: readonly Buffer[] = [
      {
        address: p.any.u64('address'),
        length: p.any.u32('length'),
        isWritable: p.any.bool('is_writable'),
      },
    ];
    const added = isIndirect ? driver.addIndirect?.(memory, buffers) : driver.add(memory, buffers);
    driver.publish?.(memory);
    const stay = memory.peekWord(flags, 16).eq(initial.peekWord(flags, 16));
    p.assert('flags stay', stay, { requirement: VALUES, kind: 'promise' });
    p.cover('added', added?.ok === true);
  },
});
