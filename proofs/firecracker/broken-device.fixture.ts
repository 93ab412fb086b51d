import type { GuestMemory } from 'ringproof';
import { Walk } from '../../models/firecracker/chain-walk.ts';
import { Queue } from '../../models/firecracker/queue.ts';
import { firecrackerDevice } from '../../models/firecracker/split-queue.ts';
import { splitDevice, type SplitDeviceModel } from 'ringproof/virtio/split';
import type { BrokenQueue } from './broken.fixture.ts';

const broken = (device: SplitDeviceModel) =>
  splitDevice.implement({ name: 'broken', source: 'models/firecracker' }, device);

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
    },
  },
  {
    what: 'the elements of a batch count for the next one, too',
    model: broken(firecrackerDevice((domain, fields) => new StaleCount(domain, fields))),
    refutes: { 'split/used-notification': 'the count starts again' },
  },
];
