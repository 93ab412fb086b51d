import type { GuestMemory, Model, U16, U32 } from 'ringproof';
import { firecrackerFineDevice } from '../../models/firecracker/fine-queue-model.ts';
import { firecrackerQueue } from '../../models/firecracker/fine-queue.ts';
import { DescriptorChain, Queue } from '../../models/firecracker/queue.ts';
import type { MakeQueue } from '../../models/firecracker/split-queue.ts';

/** Firecracker's queue with one line wrong. */
export interface BrokenQueue {
  /** What is wrong, in words. */
  readonly what: string;
  readonly model: Model;
  /** By id of a proof that refutes it: the assertion that its counterexample breaks. */
  readonly refutes: Readonly<Record<string, string>>;
}

type QueueClass = new (...args: Parameters<MakeQueue>) => Queue;

const brokenQueue = (queue: QueueClass): Model =>
  firecrackerQueue.implement(
    { name: 'broken', source: 'models/firecracker' },
    firecrackerFineDevice((domain, fields) => new queue(domain, fields)),
  );

export const BROKEN_QUEUES: readonly BrokenQueue[] = [
  {
    what: 'one chain is as good as none',
    model: brokenQueue(
      class extends Queue {
        override isEmpty(mem: GuestMemory) {
          return this.len(mem).le(1);
        }
      },
    ),
    refutes: { 'firecracker/is-empty': 'len is 0 exactly if it is empty' },
  },
  {
    what: 'the ring always looks empty',
    model: brokenQueue(
      class extends Queue {
        override availRingIdxGet(_: GuestMemory) {
          return this.nextAvail;
        }
      },
    ),
    refutes: {
      'firecracker/avail-idx': 'it is what stands there',
      'firecracker/is-empty': 'len is how far idx is ahead',
    },
  },
  {
    what: 'entries are counted from 1',
    model: brokenQueue(
      class extends Queue {
        override availRingRingGet(mem: GuestMemory, index: U16) {
          return super.availRingRingGet(mem, index.add(1));
        }
      },
    ),
    refutes: { 'firecracker/avail-entry': 'it is what stands there' },
  },
  {
    what: 'used_event is looked for at idx',
    model: brokenQueue(
      class extends Queue {
        override availRingUsedEventGet(mem: GuestMemory) {
          return this.availRingIdxGet(mem);
        }
      },
    ),
    refutes: { 'firecracker/used-event': 'it is what stands there' },
  },
  {
    what: 'idx of the used ring is written one too far',
    model: brokenQueue(
      class extends Queue {
        override usedRingIdxSet(mem: GuestMemory, val: U16) {
          super.usedRingIdxSet(mem, val.add(1));
        }
      },
    ),
    refutes: { 'firecracker/used-idx': 'it reads back' },
  },
  {
    what: 'id and len are swapped',
    model: brokenQueue(
      class extends Queue {
        override usedRingRingSet(mem: GuestMemory, index: U16, id: U32, len: U32) {
          super.usedRingRingSet(mem, index, len, id);
        }
      },
    ),
    refutes: { 'firecracker/used-element': 'id reads back' },
  },
  {
    what: 'avail_event is written to where the next element goes',
    model: brokenQueue(
      class extends Queue {
        override usedRingAvailEventSet(mem: GuestMemory, val: U16) {
          const [index, word] = [this.nextUsed.rem(this.size), val.zeroExtend(32)];
          this.usedRingRingSet(mem, index, word, word);
        }
      },
    ),
    refutes: { 'firecracker/avail-event': 'it is read as it was written' },
  },
  {
    what: 'an empty ring asks for no notification',
    model: brokenQueue(
      class extends Queue {
        override popOrEnableNotification(mem: GuestMemory) {
          return this.pop(mem);
        }
      },
    ),
    refutes: { 'firecracker/pop-or-enable': 'a notification of the next chain is asked for' },
  },
  {
    what: 'a notification is asked for of a chain that is there already',
    model: brokenQueue(
      class extends Queue {
        override enableNotification(mem: GuestMemory) {
          this.usedRingAvailEventSet(mem, this.nextAvail);
        }
      },
    ),
    refutes: { 'firecracker/enable-notification': 'the driver notifies of one of them' },
  },
  {
    what: 'the size counts as an index',
    model: brokenQueue(
      class extends Queue {
        override chainAt(mem: GuestMemory, index: U16) {
          const { domain, size, descTablePtr: address, isDescTableSet: isSet } = this;
          return DescriptorChain.checkedNew(domain, mem, { address, isSet }, size.add(1), index);
        }
      },
    ),
    refutes: { 'firecracker/checked-new': 'the host does not trap: host pointer, checked_new' },
  },
  {
    what: 'an index beyond the table begins anew',
    model: brokenQueue(
      class extends Queue {
        override chainAt(mem: GuestMemory, index: U16) {
          return super.chainAt(mem, index.rem(this.size));
        }
      },
    ),
    refutes: { 'firecracker/checked-new': 'an index beyond the table gives none' },
  },
  {
    what: 'no descriptor is ever taken',
    model: brokenQueue(
      class extends Queue {
        override chainAt() {
          return undefined;
        }
      },
    ),
    refutes: { 'firecracker/checked-new': 'there is none exactly if it leads out of the table' },
  },
  {
    what: 'avail_event is written whatever was negotiated',
    model: brokenQueue(
      class extends Queue {
        override enableNotification(mem: GuestMemory) {
          this.usedRingAvailEventSet(mem, this.availRingIdxGet(mem));
        }
      },
    ),
    refutes: { 'firecracker/without-event-idx': 'no byte changes' },
  },
  {
    what: 'a null pointer is followed',
    model: firecrackerQueue.implement(
      { name: 'broken', source: 'models/firecracker' },
      {
        ...firecrackerFineDevice(),
        make: (domain, maxSize) => {
          const queue = Queue.new(domain, maxSize);
          queue.isUsedRingSet = domain.bool(true);
          return queue;
        },
      },
    ),
    refutes: { 'firecracker/made': 'a null pointer is not followed' },
  },
];
