import { proof, type Bool, type MemoryView } from 'ringproof';
import { isAligned, isQueueSize } from 'ringproof/virtio/split';
import { activeDriver, anySetUp, ring, splitDriver, type DriverState } from 'ringproof/virtio/split-driver';
import { isLive, sameChain, sameDriver } from './state.ts';

const ALIGNED = 'split.layout.driver.must-align-parts';
const MAX = 'mmio.queue-size.driver.must-write-at-most-max';
const FLAGS = 'split.avail-notification.driver.must-init-used-flags-0';
const VALUES = 'split.used-notification.driver.must-set-flags-0-or-1';
const ZERO = 'split.used-notification.driver.must-set-flags-0-with-event-idx';
const POWER = 'pci.queue-size.driver.must-not-write-non-power-of-2-when-split';
const VERIFIED = 'queue-reset.driver.must-verify-reset';
const AGAIN = 'queue-reenable.driver.must-configure-as-initial';
const LIVE = 'cleanup.driver.must-ensure-not-live-before-removing-exposed';

export const setUp = proof({
  id: 'driver/set-up',
  title: 'a queue that is set up has a legal size and aligned areas, and nothing is available in it',
  requirements: [ALIGNED, MAX, POWER, FLAGS, VALUES, ZERO],
  doesNotProve: 'that the transport is given the size and the addresses that the driver has.',
  on: splitDriver,
  covers: ['refused', 'the largest', 'the smallest'],
  body: (p, device) => {
    const memory = p.memory();
    const wanted = anySetUp(p);
    const made = device.make(p, wanted, memory);
    if (!made.ok) {
      const isLegal = isQueueSize(wanted.size).and(
        wanted.size.le(wanted.offered),
        isAligned(wanted.descTable, 16),
        isAligned(wanted.availRing, 2),
        isAligned(wanted.usedRing, 4),
        // A driver can have no use for a device that keeps to no order.
        made.error.kind === 'NotInOrder' ? wanted.inOrder : true,
      );
      p.assert('what is legal is not refused', isLegal.not(), { kind: 'promise' });
      p.cover('refused');
      return;
    }
    const driver = made.value;
    p.assume(device.hasPremise(driver, 'active', memory));
    const { size, descTable, availRing, usedRing } = driver.state;
    const areAligned = isAligned(descTable, 16).and(isAligned(availRing, 2), isAligned(usedRing, 4));
    p.assert('the areas are aligned', areAligned, { requirement: ALIGNED });
    // Words of others are no units, and cannot be stored.
    if (!p.domain.decide(areAligned)) return;

    driver.setUp(memory);

    const { state } = driver;
    p.assert('the size is no more than the device offers', size.le(wanted.offered), { requirement: MAX });
    p.assert('the size is a power of two', isQueueSize(size), { requirement: POWER });
    p.assert('flags of the used ring are 0', memory.peekWord(ring.usedFlags(state), 16).eq(0), {
      requirement: FLAGS,
    });
    const flags = memory.peekWord(ring.availFlags(state), 16);
    p.assert('flags of the available ring are 0 or 1', flags.le(1), { requirement: VALUES });
    p.assert('with EVENT_IDX they are 0', state.eventIdx.implies(flags.eq(0)), { requirement: ZERO });
    p.assert('nothing is available or used', isEmpty(state, memory));
    p.assert('nothing is counted', state.numAdded.eq(0).and(state.addedAll?.not() ?? true));
    const no = p.domain.bool(false);
    const inOrder = device.negotiatesInOrder === true;
    const [event, indirect] = [device.negotiatesEventIdx === true, device.addIndirect === true];
    p.assert(
      'features are as negotiated',
      state.eventIdx
        .iff(wanted.eventIdx.and(event))
        .and(
          state.indirectDesc.iff(wanted.indirectDesc.and(indirect)),
          (state.inOrder ?? no).iff(wanted.inOrder.and(inOrder)),
        ),
    );
    driver.start?.(memory);
    p.assert('once it is started, the device may be notified', isLive(p.domain, driver.state));
    p.cover('the largest', size.eq(32768));
    p.cover('the smallest', size.eq(1));
  },
});

export const reset = proof({
  id: 'driver/reset',
  title: 'a queue is taken back only once its reset is complete, and then begins anew',
  requirements: [VERIFIED, AGAIN, LIVE, FLAGS],
  doesNotProve: 'that the answer of the transport is true.',
  on: splitDriver.with('reset'),
  covers: ['pending', 'complete'],
  body: (p, device) => {
    const { driver, before, memory } = activeDriver(p, device);
    const initial = memory.snapshot();
    const head = p.any.u16('head');
    const was = driver.chain(head);
    const isComplete = p.any.bool('is_complete');

    const result = driver.reset?.(memory, isComplete);

    p.assertUnchanged('the areas are left alone', initial, memory);
    if (result?.ok !== true) {
      p.assert('a complete reset is not refused', isComplete.not());
      p.assert('before it is complete, no field changes', sameDriver(p.domain, before, driver.state), {
        requirement: VERIFIED,
      });
      p.assert(
        'before it is complete, what is lent stays so',
        head.lt(before.size).implies(sameChain(was, driver.chain(head))),
        { requirement: LIVE },
      );
      p.cover('pending');
      return;
    }
    p.assert('the reset is complete', isComplete, { requirement: VERIFIED });
    p.assert('it has to be set up again', driver.state.isSetUp.not(), { requirement: AGAIN });
    driver.setUp(memory);
    const { state } = driver;
    p.assert(
      'it begins as at first',
      isEmpty(state, memory).and(state.numFree.eq(state.size), state.numAdded.eq(0)),
      { requirement: AGAIN },
    );
    p.assert('no chain is outstanding', head.lt(state.size).implies(driver.chain(head).isOutstanding.not()), {
      requirement: AGAIN,
    });
    p.assert('flags of the used ring are 0', memory.peekWord(ring.usedFlags(state), 16).eq(0), {
      requirement: FLAGS,
    });
    p.cover('complete');
  },
});

/** Whether the driver's indices agree with idx of both rings, so that none of them says that something is there. */
function isEmpty(state: DriverState, memory: MemoryView): Bool {
  return memory
    .peekWord(ring.availIdx(state), 16)
    .eq(state.nextAvail)
    .and(
      state.published.eq(state.nextAvail),
      memory.peekWord(ring.usedIdx(state), 16).eq(state.lastUsed),
      state.nextAvail.eq(state.lastUsed),
    );
}
