import { err, ok, type GuestMemory, type Model, type Result, type U16, type U32 } from 'ringproof';
import { firecrackerFineDevice } from '../models/firecracker/fine-queue-model.ts';
import { firecrackerQueue } from '../models/firecracker/fine-queue.ts';
import { ACTIVE } from '../models/firecracker/queue-state.ts';
import { Queue } from '../models/rust-vmm/queue.ts';
import type { QueueError } from 'ringproof/virtio/split';
import { brokenModel } from './broken-device.fixture.ts';

/** A queue with which properties look at bytes that no region holds. */
export interface BrokenReplay {
  /** What is wrong, in words. */
  readonly what: string;
  readonly model: Model;
  /** By id of a proof that refutes it: the assertion that its counterexample breaks. */
  readonly refutes: Readonly<Record<string, string>>;
}

/** A queue of which areas are taken as they come: at the very end of the addresses as well. */
function takesAnyArea(): Model {
  const device = firecrackerFineDevice();
  const { descTableAddress: _d, availRingAddress: _a, usedRingAddress: _u, ...fields } = ACTIVE.fields;
  const phases = { active: { fields, holds: () => true } };
  return firecrackerQueue.implement(
    { name: 'broken', source: 'models/firecracker' },
    { ...device, queue: { ...device.queue, phases } },
  );
}

export const BROKEN_REPLAYS: readonly BrokenReplay[] = [
  {
    what: 'add_used goes on from the idx that is in guest memory',
    model: brokenModel({
      what: 'add_used goes on from the idx that is in guest memory',
      queue: class extends Queue {
        override addUsed(mem: GuestMemory, head: U16, len: U32): Result<void, QueueError> {
          const told = this.usedIdx(mem, 'relaxed');
          if (!told.ok) return told;
          this.nextUsed = told.value;
          return super.addUsed(mem, head, len);
        }
      },
      refutes: {},
    }),
    refutes: {
      'split/add-used': 'a bad head changes no field',
      'split/add-used-unmapped': 'a bad head changes no field',
    },
  },
  {
    what: 'add_used does not look whether it wrote',
    model: brokenModel({
      what: 'add_used does not look whether it wrote',
      queue: class extends Queue {
        override addUsed(mem: GuestMemory, head: U16, len: U32): Result<void, QueueError> {
          if (this.domain.decide(head.ge(this.size))) return err({ kind: 'InvalidDescriptorIndex' });
          const slot = this.nextUsed.rem(this.size).zeroExtend(64);
          mem.write(this.usedRing.add(slot.mul(8).add(4)), [head.zeroExtend(32), len]);
          this.nextUsed = this.nextUsed.add(1);
          this.numAdded = this.numAdded.add(1);
          mem.store(this.usedRing.add(2), this.nextUsed, 'release');
          return ok();
        }
      },
      refutes: {},
    }),
    refutes: {
      'split/add-used': 'the idx in memory is next_used',
      'split/set-up-in-use-accesses': 'an element that is added lies in guest memory',
    },
  },
  {
    what: 'activation takes any area',
    model: takesAnyArea(),
    refutes: {
      'firecracker/avail-event': 'it has an address',
      'firecracker/used-element': 'the element has an address',
      'firecracker/used-idx': 'the host does not trap: host pointer, used_ring_idx_set',
    },
  },
];
