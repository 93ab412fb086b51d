import { proof } from 'ringproof';
import { activeDriver, areas, ring, splitDriver, type Buffer } from 'ringproof/virtio/split-driver';

const VALUES = 'split.used-notification.driver.must-set-flags-0-or-1';

export const collectingWritesLittle = proof({
  id: 'driver/looking-writes-nothing',
  title:
    'collecting an element writes used_event and descriptors that are no longer lent at most, and deciding whether to notify nothing',
  requirements: [],
  doesNotProve: 'anything of the driver’s own memory.',
  on: splitDriver,
  covers: ['collected', 'decided'],
  body: (p, device) => {
    const { domain } = p;
    const { driver, before, memory } = activeDriver(p, device);
    const initial = memory.snapshot();
    if (!domain.decide(p.any.bool('it_collects'))) {
      driver.shouldKick(memory);
      p.assertUnchanged('no byte changes', initial, memory);
      p.cover('decided');
      return;
    }
    const index = p.any.u16('any_index');
    const { isLent, head } = driver.descriptor(index);

    const result = driver.collect(memory);

    const collected = result.ok ? result.value : undefined;
    const { descTable } = areas(before);
    p.assertUnchanged('of the rings, used_event alone changes', initial, memory, [
      descTable,
      { start: ring.usedEvent(before), length: 2 },
    ]);
    const staysLent = index.lt(before.size).and(isLent, collected?.head.ne(head) ?? true);
    // Of an index that is out of range, too: there the sum could wrap.
    const at = before.descTable.add(index.zeroExtend(64).mul(16));
    for (const offset of [0, 8])
      p.assert(
        'a descriptor that is still lent stays',
        staysLent.implies(memory.peekWord(at, 64, offset).eq(initial.peekWord(at, 64, offset))),
      );
    p.cover('collected', collected !== undefined);
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
