import { proof, type GuestMemory, type ObservedMemory, type Ordering } from 'ringproof';
import { firecrackerQueue } from '../../models/firecracker/fine-queue.ts';
import { availIdxAddress } from '../split/queue.ts';
import { initialized } from './queue.ts';

/** A memory in which something happens when the device first fences. */
function withAtFence(memory: ObservedMemory, happens: () => void): GuestMemory {
  let hasHappened = false;
  return {
    get log() {
      return memory.log;
    },
    load: (address, width, ordering) => memory.load(address, width, ordering),
    store: (address, value, ordering) => memory.store(address, value, ordering),
    write: (address, words) => memory.write(address, words),
    read: (address, widths) => memory.read(address, widths),
    transfer: (from, to, length) => memory.transfer(from, to, length),
    checkRange: (address, length) => memory.checkRange(address, length),
    checkSlice: (address, length) => memory.checkSlice(address, length),
    fence: (ordering: Ordering) => {
      memory.fence(ordering);
      if (!hasHappened && ordering === 'seq-cst') happens();
      hasHappened ||= ordering === 'seq-cst';
    },
  };
}

export const popOrEnableChecks = proof({
  id: 'firecracker/pop-or-enable-checks',
  title:
    'pop_or_enable_notification gives no chain where idx is too far ahead, also if the driver moves it in between',
  requirements: ['status.device.should-set-needs-reset-on-unrecoverable-error'],
  doesNotProve: 'anything of a driver that changes more than idx, or at another moment.',
  on: firecrackerQueue,
  covers: ['a chain', 'none'],
  body: (p, device) => {
    const { queue, before, memory } = initialized(p, device, { eventIdx: true });
    const idx = availIdxAddress(before);
    p.assert('idx has an address', idx !== undefined);
    if (idx === undefined) return;
    const racing = withAtFence(memory, () => memory.havoc('driver', [{ start: idx, length: 2 }]));

    const result = queue.popOrEnableNotification(racing);

    const isGiven = result.ok && result.value !== undefined;
    const ahead = memory.peekWord(idx, 16).sub(before.nextAvail);
    p.assert(
      'a chain is given only where idx is within the queue’s size',
      isGiven ? ahead.le(before.size) : true,
      { requirement: 'status.device.should-set-needs-reset-on-unrecoverable-error', kind: 'should' },
    );
    p.cover('a chain', isGiven);
    p.cover('none', result.ok && !isGiven);
  },
});
