import {
  err,
  ok,
  type Domain,
  type GuestMemory,
  type Model,
  type Result,
  type U16,
  type U32,
} from 'ringproof';
import { fieldsOf } from '../models/firecracker/device-queue.ts';
import { firecrackerOwnQueue } from '../models/firecracker/index.ts';
import { firecrackerQueue } from '../models/firecracker/kinds.ts';
import { Queue as FirecrackerQueue } from '../models/firecracker/queue.ts';
import { Queue } from '../models/rust-vmm/queue.ts';
import type { QueueError } from '../models/split-device.ts';
import { brokenModel } from './broken-device.fixture.ts';

/** A queue with which properties look at bytes that no region holds. */
export interface BrokenReplay {
  /** What is wrong, in words. */
  readonly what: string;
  readonly model: Model;
  /** By id of a proof that refutes it: the assertion that its counterexample breaks. */
  readonly refutes: Readonly<Record<string, string>>;
}

const brokenFirecracker = (create: (domain: Domain, fields: FirecrackerQueue) => FirecrackerQueue): Model =>
  firecrackerQueue.implement(
    { name: 'broken', source: 'models/firecracker' },
    {
      ...firecrackerOwnQueue,
      create: (domain, state) => create(domain, new FirecrackerQueue(domain, fieldsOf(state))),
    },
  );

/** Activation that takes areas as they come: at the very end of the addresses as well. */
class TakesAnyArea extends FirecrackerQueue {
  override initialize(): ReturnType<FirecrackerQueue['initialize']> {
    this.descTablePtr = this.descTableAddress;
    this.availRingPtr = this.availRingAddress;
    this.usedRingPtr = this.usedRingAddress;
    return ok();
  }
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
      'split/add-used-order': 'id is written before idx',
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
    refutes: { 'split/add-used': 'the idx in memory is next_used' },
  },
  {
    what: 'activation takes any area',
    model: brokenFirecracker((domain, fields) => new TakesAnyArea(domain, fields)),
    refutes: {
      'firecracker/avail-event': 'it has an address',
      'firecracker/used-element': 'the element has an address',
      'firecracker/used-idx': 'it can be written',
    },
  },
];
