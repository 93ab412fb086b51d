import { proof, type ProofContext } from 'ringproof';
import {
  activeQueue,
  anyQueue,
  sameState,
  splitDevice,
  USED_ELEMENT_SIZE,
  usedElementAddress,
  type SetUp,
  type SetUpHalf,
} from 'ringproof/virtio/split';
import { withHalf } from './with-half.ts';

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

export const setUpInOrder = proof({
  id: 'split/set-up-in-order',
  title: 'whether IN_ORDER was negotiated is taken over before the queue is in use, and stays then',
  requirements: [],
  doesNotProve: 'that the device offers the feature, or that the driver accepts it.',
  on: splitDevice.with('setUpInOrder'),
  covers: ['it is negotiated', 'it is not', 'in use'],
  body: (p, device) => {
    const { queue, before } = anyQueue(p, device);
    const [isNegotiated, was] = [p.any.bool('is_negotiated'), before.inOrder ?? p.domain.bool(false)];

    const { ok: isTaken } = device.setUpInOrder(queue, isNegotiated);

    const inOrder = queue.state.inOrder ?? p.domain.bool(false);
    p.assert('it is taken over where the queue is not in use', before.ready.not().implies(isTaken));
    p.assert('it is what was negotiated, or as before', inOrder.iff(isTaken ? isNegotiated : was));
    p.assert('in use it stays', before.ready.implies(inOrder.iff(was)));
    p.assert('nothing else changes', sameState(p.domain, before, queue.state));
    p.cover('it is negotiated', inOrder.and(was.not()));
    p.cover('it is not', inOrder.not().and(was));
    p.cover('in use', before.ready);
  },
});

const ALIGNMENT = { descTable: 16, availRing: 2, usedRing: 4 } as const;

/**
 * 4.2.2 has two registers for each address and no order in which they are written: a half that is written keeps the other one. The
 * sentence binds no device (registers are described, not demanded), so what is claimed is a promise.
 */
export const setUpHalves = proof({
  id: 'split/set-up-halves',
  title:
    'an address that the driver sets up in halves, either one first, is the one that it wrote; what is refused changes nothing',
  requirements: [],
  doesNotProve:
    'that an address which is not aligned is refused at once: split/activation says that it is in the end.',
  on: splitDevice.with('setUpHalf'),
  covers: ['the low half first', 'the high half first', 'an address above 4 GiB'],
  body: (p, device) => {
    const { queue, before } = anyQueue(p, device);
    const [low, high] = [p.any.u32('low'), p.any.u32('high')];
    const field = anyField(p);
    const isLowFirst = p.domain.decide(p.any.bool('low_first'));
    const halves: readonly SetUpHalf[] = [
      { field, half: 'low', value: low },
      { field, half: 'high', value: high },
    ];
    let areTaken = true;
    for (const change of isLowFirst ? halves : [...halves].reverse()) {
      const previous = queue.state;
      const wanted = withHalf(previous[field], change);
      const result = device.setUpHalf(queue, change);
      const expected = result.ok ? { ...previous, [field]: wanted } : previous;
      p.assert(
        'a half is taken over and the other one stays, or nothing changes',
        sameState(p.domain, expected, queue.state),
      );
      p.assert(
        'it is taken over where the queue is not in use and the address is aligned then',
        before.ready.not().and(wanted.rem(ALIGNMENT[field]).eq(0)).implies(result.ok),
      );
      areTaken &&= result.ok;
    }
    const whole = high.zeroExtend(64).shl(32).add(low.zeroExtend(64));
    p.assert('both halves make the address', areTaken ? queue.state[field].eq(whole) : true);
    p.cover('the low half first', isLowFirst);
    p.cover('the high half first', !isLowFirst);
    p.cover('an address above 4 GiB', high.ne(0));
  },
});

/** One of the three addresses. */
function anyField(p: Pick<ProofContext, 'any' | 'domain'>): SetUpHalf['field'] {
  if (p.domain.decide(p.any.bool('of_desc_table'))) return 'descTable';
  return p.domain.decide(p.any.bool('of_avail_ring')) ? 'availRing' : 'usedRing';
}
