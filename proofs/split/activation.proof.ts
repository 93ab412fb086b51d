import { proof, type Bool, type ProofContext } from 'ringproof';
import {
  activeQueue,
  ALLOWED_PLACES,
  anyQueue,
  areApart,
  areas,
  sameState,
  splitDevice,
  type Area,
  type SetUp,
  type SplitDeviceState,
} from 'ringproof/virtio/split';

/** Whether size and addresses are what the specification allows (2.7, 2.7.1). */
function isAllowed({ size, maxSize, descTable, availRing, usedRing }: SplitDeviceState): Bool {
  return size
    .eq(size.lowestSetBit())
    .and(
      size.ne(0),
      size.le(32768),
      size.le(maxSize),
      descTable.rem(16).eq(0),
      availRing.rem(2).eq(0),
      usedRing.rem(4).eq(0),
    );
}

/** Every value that a driver can hand on at set-up, valid or not. */
function anySetUp(p: ProofContext): readonly SetUp[] {
  return [
    { field: 'size', value: p.any.u16('size') },
    { field: 'descTable', value: p.any.u64('desc_table') },
    { field: 'availRing', value: p.any.u64('avail_ring') },
    { field: 'usedRing', value: p.any.u64('used_ring') },
    { field: 'eventIdx', value: p.any.bool('event_idx') },
    { field: 'ready', value: p.any.bool('ready') },
  ];
}

export const make = proof({
  id: 'split/make',
  title: 'a queue can be made of every size that a queue can have, and is not ready',
  requirements: [],
  doesNotProve: 'that other sizes are refused: the device chooses its largest size, not the driver.',
  on: splitDevice,
  covers: ['made'],
  body: (p, device) => {
    const maxSize = p.any.u16('max_size');
    const isSize = maxSize.ne(0).and(maxSize.eq(maxSize.lowestSetBit()));

    const made = device.make(maxSize);

    if (!made.ok) {
      p.assert('only what is no size of a queue is refused', isSize.not());
      return;
    }
    const { state } = made.value;
    p.assert('it is not ready', state.ready.not());
    p.assert('it has the size that it was made with', state.maxSize.eq(maxSize).and(state.size.eq(maxSize)));
    p.cover('made', isSize);
  },
});

export const activation = proof({
  id: 'split/activation',
  title: 'an activated queue has an allowed size and aligned areas, all mapped, however the driver set it up',
  requirements: [
    'split.layout.driver.must-align-parts',
    'pci.queue-size.driver.must-not-write-non-power-of-2-when-split',
  ],
  doesNotProve: 'that the areas stay mapped, or are apart from each other: see split/activation-overlap.',
  harnesses: ['firecracker verify_initialize'],
  on: splitDevice,
  covers: ['a queue that is refused', 'the least size', 'the greatest size'],
  body: (p, device) => {
    const memory = p.memory();
    const made = device.make(p.any.powerOfTwo('max_size'));
    p.assert('a queue of an allowed largest size can be made', made.ok);
    if (!made.ok) return;
    const queue = made.value;
    for (const change of anySetUp(p)) queue.setUp(change);

    const result = queue.activate(memory);

    const { events } = memory;
    p.assert('memory is not looked at', events.reads().isEmpty().and(events.writes().isEmpty()));
    if (!result.ok) {
      p.cover('a queue that is refused');
      return;
    }
    const { state } = queue;
    p.assert('it was ready', state.ready);
    p.assert('size and addresses are allowed', isAllowed(state));
    p.assert(
      'the areas are aligned',
      state.descTable.rem(16).eq(0).and(state.availRing.rem(2).eq(0), state.usedRing.rem(4).eq(0)),
      {
        requirement: 'split.layout.driver.must-align-parts',
        kind: 'promise',
      },
    );
    p.assert('the size is a power of two', state.size.ne(0).and(state.size.eq(state.size.lowestSetBit())), {
      requirement: 'pci.queue-size.driver.must-not-write-non-power-of-2-when-split',
      kind: 'promise',
    });
    const own = areas(state);
    for (const [name, { start, length }] of Object.entries<Area>({ ...own }))
      p.assert(`all of ${name} is mapped`, memory.contiguous(start).ge(length));
    p.cover('the least size', state.size.eq(1));
    p.cover('the greatest size', state.size.eq(32768));
  },
});

export const activationAccepts = proof({
  id: 'split/activation-accepts',
  title: 'a ready queue is activated if its areas are apart and each within one region, and stays as it is',
  requirements: [],
  doesNotProve:
    'anything of areas that go across adjacent regions: an implementation may refuse or take them.',
  on: splitDevice,
  covers: ['the greatest size'],
  body: (p, device) => {
    const given = { ...ALLOWED_PLACES, maxSize: { min: 1 }, ready: true };
    const { queue, before, memory } = anyQueue(p, device, given);
    p.assume(before.size.le(before.maxSize));
    const { descTable, availRing, usedRing } = areas(before);
    for (const { start, length } of [descTable, availRing, usedRing])
      p.assume(memory.checkSlice(start, length));
    p.assume(
      areApart(descTable, availRing).and(areApart(descTable, usedRing), areApart(availRing, usedRing)),
    );

    const result = queue.activate(memory);

    p.assert('it is activated', result.ok, { kind: 'may-cope' });
    p.assert('no field changes', sameState(p.domain, before, queue.state));
    p.cover('the greatest size', before.size.eq(32768));
  },
});

export const activationOverlap = proof({
  id: 'split/activation-overlap',
  title: 'a queue whose used ring overlaps the driver’s areas is not activated',
  requirements: ['split.desc.device.must-not-write-descriptor-table'],
  doesNotProve: 'anything a conforming driver notices: it keeps its areas apart (2.7.1).',
  on: splitDevice,
  covers: ['an activated queue'],
  body: (p, device) => {
    const { before } = activeQueue(p, device);
    const { descTable, availRing, usedRing } = areas(before);

    p.assert('the used ring is apart from the descriptor table', areApart(usedRing, descTable), {
      requirement: 'split.desc.device.must-not-write-descriptor-table',
      kind: 'promise',
    });
    p.assert('the used ring is apart from the available ring', areApart(usedRing, availRing));
    p.cover('an activated queue');
  },
});

export const setUp = proof({
  id: 'split/set-up',
  title:
    'a value that the driver sets up is taken over as it is, or refused and nothing changes; allowed ones are taken, and it can stop the queue',
  requirements: [],
  doesNotProve:
    'that values that are not allowed are refused at once: split/activation says that they are in the end.',
  on: splitDevice,
  covers: ['all are taken over'],
  body: (p, device) => {
    const { queue, before } = anyQueue(p, device);
    const changes: readonly SetUp[] = [
      { field: 'size', value: p.any.u16('new_size') },
      { field: 'descTable', value: p.any.u64('new_desc_table') },
      { field: 'availRing', value: p.any.u64('new_avail_ring') },
      { field: 'usedRing', value: p.any.u64('new_used_ring') },
      { field: 'eventIdx', value: p.any.bool('new_event_idx') },
      { field: 'ready', value: p.any.bool('new_ready') },
    ];
    let expected: SplitDeviceState = before;
    for (const change of changes) {
      const previous = queue.state;
      const wanted: SplitDeviceState = { ...previous, [change.field]: change.value };
      const result = queue.setUp(change);
      expected = result.ok ? wanted : previous;
      p.assert(
        `${change.field} is taken over, or nothing changes`,
        sameState(p.domain, expected, queue.state),
      );
      p.assert(
        `${change.field} is taken over where it is allowed and the queue is not in use`,
        isAllowed(wanted).and(previous.ready.not()).implies(result.ok),
      );
    }
    p.cover('all are taken over', sameState(p.domain, queue.state, expected));

    queue.setUp({ field: 'ready', value: p.domain.bool(false) });

    // A driver that stops using the queue has to write 0 to QueueReady (4.2.2.2).
    p.assert('a queue that the driver stops is no longer ready', queue.state.ready.not(), {
      kind: 'may-cope',
    });
  },
});

export const activationUnits = proof({
  id: 'split/activation-units',
  title:
    'a queue is activated only if its idx can be written as one unit, so that no element is lost for that',
  requirements: [],
  doesNotProve: 'anything of memory maps made of pages: there every aligned word is a unit.',
  on: splitDevice,
  covers: ['an activated queue'],
  body: (p, device) => {
    const { queue, before, memory } = activeQueue(p, device, { inOrder: false });

    const result = queue.addUsed(memory, before.size.sub(1), p.any.u32('len'));

    p.assert('an element can be added', result.ok);
    p.cover('an activated queue');
  },
});
