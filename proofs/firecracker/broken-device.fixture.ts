import { ok, type GuestMemory, type U16, type U32 } from 'ringproof';
import { Walk } from '../../models/firecracker/chain-walk.ts';
import { Queue } from '../../models/firecracker/queue.ts';
import { firecrackerDevice, type MakeQueue } from '../../models/firecracker/split-queue.ts';
import { splitDevice, type SplitDeviceModel } from 'ringproof/virtio/split';
import type { BrokenQueue } from './broken.fixture.ts';

const broken = (device: SplitDeviceModel) =>
  splitDevice.implement({ name: 'broken', source: 'models/firecracker' }, device);

type QueueClass = new (...args: Parameters<MakeQueue>) => Queue;

const brokenBatch = (queue: QueueClass) =>
  broken(firecrackerDevice((domain, fields) => new queue(domain, fields)));

/** Makes the pointers of the available ring once, and never again. */
class StalePointer extends Queue {
  override initialize(mem: GuestMemory) {
    const [pointer, wasSet] = [this.availRingPtr, this.isAvailRingSet];
    const initialized = super.initialize(mem);
    this.availRingPtr = this.domain.select(wasSet, pointer, this.availRingPtr);
    return initialized;
  }
}

/** Takes the descriptor that was read for read for ever. */
class StaleWalk extends Walk {
  override next(mem: GuestMemory) {
    const { isRead } = this;
    const stepped = super.next(mem);
    this.isRead = isRead;
    return stepped;
  }
}

/** Counts elements also where a batch is asked about. */
class StaleCount extends Queue {
  override prepareKick(mem: GuestMemory) {
    const { numAdded } = this;
    const answer = super.prepareKick(mem);
    this.numAdded = numAdded;
    return answer;
  }
}

/** Firecracker's queue, as all properties see it, with one line wrong in what it remembers. */
export const BROKEN_DEVICES: readonly BrokenQueue[] = [
  {
    what: 'a pointer is made by the first initialization only',
    model: broken(firecrackerDevice((domain, fields) => new StalePointer(domain, fields))),
    refutes: { 'split-device/state/activate': 'it is active then' },
  },
  {
    what: 'a popped chain yields its first descriptor for ever',
    model: broken(firecrackerDevice(undefined, (domain, fields) => new StaleWalk(domain, fields))),
    refutes: {
      'split-device/state/walk-next': 'what was reachable stays so',
      'chain/step-keeps': 'what it leaves is reachable',
      'chain/full-length': 'a descriptor that it keeps is that of the place where it stands',
    },
  },
  {
    what: 'the elements of a batch count for the next one, too',
    model: broken(firecrackerDevice((domain, fields) => new StaleCount(domain, fields))),
    refutes: { 'split/used-notification': 'the count starts again' },
  },
  {
    what: 'every element of a batch is written upon the first',
    model: brokenBatch(
      class extends Queue {
        override writeUsedElement(mem: GuestMemory, _: U16, head: U16, len: U32) {
          return super.writeUsedElement(mem, this.domain.u16(0), head, len);
        }
      },
    ),
    refutes: { 'split/batch-write': 'id is the head' },
  },
  {
    what: 'an element is published as it is written',
    model: brokenBatch(
      class extends Queue {
        override writeUsedElement(mem: GuestMemory, offset: U16, head: U16, len: U32) {
          const written = super.writeUsedElement(mem, offset, head, len);
          if (written.ok) this.usedRingIdxSet(mem, this.nextUsed.add(offset).add(1));
          return written;
        }
      },
    ),
    refutes: { 'split/batch-write': 'the driver sees no element yet' },
  },
  {
    what: 'a head is not checked',
    model: brokenBatch(
      class extends Queue {
        override writeUsedElement(mem: GuestMemory, offset: U16, head: U16, len: U32) {
          const index = this.nextUsed.add(offset).rem(this.size);
          this.usedRingRingSet(mem, index, head.zeroExtend(32), len);
          return ok();
        }
      },
    ),
    refutes: { 'split/batch-write': 'a bad head is refused' },
  },
  {
    what: 'a batch counts as one element',
    model: brokenBatch(
      class extends Queue {
        override advanceNextUsed(_: U16) {
          super.advanceNextUsed(this.domain.u16(1));
        }
      },
    ),
    refutes: { 'split/batch-publish': 'the driver sees all of them, and no more' },
  },
  {
    what: 'nothing is published',
    model: brokenBatch(
      class extends Queue {
        override advanceUsedRingIdx(mem: GuestMemory) {
          mem.fence('release');
        }
      },
    ),
    refutes: { 'split/batch-publish': 'the driver sees all of them, and no more' },
  },
  {
    what: 'idx is stored without a fence',
    model: brokenBatch(
      class extends Queue {
        override advanceUsedRingIdx(mem: GuestMemory) {
          this.usedRingIdxSet(mem, this.nextUsed);
        }
      },
    ),
    refutes: { 'split/batch-publish': 'all elements are complete before' },
  },
];
