import {
  ok,
  type Bool,
  type Domain,
  type GuestMemory,
  type Model,
  type Result,
  type U16,
  type U32,
} from 'ringproof';
import {
  splitDevice,
  type PoppedChain,
  type QueueError,
  type SetUp,
  type SetUpHalf,
  type SetupError,
  type SplitDeviceModel,
} from 'ringproof/virtio/split';
import { specDevice } from '../models/spec/index.ts';
import { findings } from '../models/spec/findings.ts';
import { SpecQueue, type QueueState } from '../models/spec/queue.ts';

/** A kind of the reference queue. */
export type SpecQueueClass = new (domain: Domain, state: QueueState) => SpecQueue;

/** Makes instances of a kind of queue, of records of the reference's fields and perhaps more. */
export function instancesOf(queue: SpecQueueClass) {
  // The part alone calls it, with a record of its own schema.
  return (domain: Domain, state: object): SpecQueue => new queue(domain, state as QueueState);
}

/** The reference model, its queues of another class. Restored queues and walks stay as they are. */
export function specWith(
  name: string,
  queue: SpecQueueClass,
  more: Partial<SplitDeviceModel> = {},
  base: SplitDeviceModel = specDevice,
): Model {
  return splitDevice.implement(
    { name, source: 'models/spec', findings },
    {
      ...base,
      make: (domain, maxSize) => {
        const made = SpecQueue.make(domain, maxSize);
        return made.ok ? ok(new queue(domain, made.value.state)) : made;
      },
      queue: {
        ...specDevice.queue,
        instance: instancesOf(queue),
      },
      ...more,
    },
  );
}

/** The reference queue with one sentence broken. */
export interface BrokenSentence {
  readonly what: string;
  readonly queue: SpecQueueClass;
  /** By id of a proof that refutes it: the assertion that its counterexample breaks. */
  readonly refutes: Readonly<Record<string, string>>;
}

/** A queue that does not look at `ready`. */
class NeverDisabled extends SpecQueue {
  protected override isDisabled(): boolean {
    return false;
  }
}

/** A reference queue in this one's state, of a class that does not look at `ready`: for one operation of it. */
function careless(domain: Domain, queue: SpecQueue): NeverDisabled {
  return new NeverDisabled(domain, queue.state);
}

export const BROKEN_SENTENCES: readonly BrokenSentence[] = [
  {
    what: 'no operation looks at ready',
    queue: NeverDisabled,
    refutes: {
      'split/not-ready-pop': 'guest memory is not touched',
      'split/not-ready-iterate': 'guest memory is not touched',
      'split/not-ready-add-used': 'guest memory is not touched',
      'split/not-ready-batch': 'guest memory is not touched',
      'split/not-ready-in-order': 'guest memory is not touched',
      'split/not-ready-used-notification': 'no notification is sent',
      'split/not-ready-enable-notification': 'guest memory is not touched',
      'split/not-ready-disable-notification': 'guest memory is not touched',
    },
  },
  {
    what: 'without EVENT_IDX a queue that is not ready says yes',
    queue: class extends SpecQueue {
      override needsNotification(memory: GuestMemory): Result<Bool, QueueError> {
        return this.isDisabled() ? ok(this.eventIdx.not()) : super.needsNotification(memory);
      }
    },
    refutes: { 'split/not-ready-used-notification': 'no notification is sent' },
  },
  {
    what: 'add_used of a queue that is not ready succeeds, and does nothing',
    queue: class extends SpecQueue {
      override addUsed(memory: GuestMemory, head: U16, len: U32): Result<void, QueueError> {
        return this.isDisabled() ? ok() : super.addUsed(memory, head, len);
      }
    },
    refutes: { 'split/not-ready-add-used': 'it is refused' },
  },
  {
    what: 'pop of a queue that is not ready gives what it finds',
    queue: class extends SpecQueue {
      override pop(memory: GuestMemory): Result<PoppedChain | undefined, QueueError> {
        return this.isDisabled() ? careless(this.domain, this).pop(memory) : super.pop(memory);
      }
    },
    refutes: { 'split/not-ready-pop': 'guest memory is not touched' },
  },
  {
    what: 'an idx too far ahead looks like an empty ring',
    queue: class extends SpecQueue {
      override pop(memory: GuestMemory): Result<PoppedChain | undefined, QueueError> {
        const popped = super.pop(memory);
        return !popped.ok && popped.error.kind === 'InvalidAvailRingIndex' ? ok(undefined) : popped;
      }
    },
    // It looks so, too, where idx is within the size and what is in flight leaves no room.
    refutes: { 'split/pop-never-wedges': 'no entry stops it silently' },
  },
  {
    what: 'a bad head looks like an empty ring',
    queue: class extends SpecQueue {
      override pop(memory: GuestMemory): Result<PoppedChain | undefined, QueueError> {
        const popped = super.pop(memory);
        return !popped.ok && popped.error.kind === 'InvalidDescriptorIndex' ? ok(undefined) : popped;
      }
    },
    refutes: { 'split/pop-never-wedges': 'no entry stops it silently' },
  },
  {
    what: 'two entries are passed at once where the index wraps',
    queue: class extends SpecQueue {
      override pop(memory: GuestMemory): Result<PoppedChain | undefined, QueueError> {
        const popped = super.pop(memory);
        if (popped.ok && popped.value !== undefined && this.domain.decide(this.nextAvail.eq(0)))
          this.nextAvail = this.nextAvail.add(1);
        return popped;
      }
    },
    refutes: { 'split/pop-goes-on': 'its head is the entry after the one that was given' },
  },
  {
    what: 'EVENT_IDX can be switched in use',
    queue: class extends SpecQueue {
      override setUp(change: SetUp): Result<void, SetupError> {
        if (change.field !== 'eventIdx') return super.setUp(change);
        this.eventIdx = change.value;
        return ok();
      }
    },
    refutes: {
      'split/set-up-event-idx-in-use': 'it stays',
      'split/event-idx-switched': 'flags are 0 if EVENT_IDX is used',
    },
  },
  {
    what: 'disabling sets flags to 1 with EVENT_IDX, too',
    queue: class extends SpecQueue {
      override disableNotification(memory: GuestMemory): Result<void, QueueError> {
        if (this.isDisabled()) return super.disableNotification(memory);
        const set = memory.store(this.usedRing, this.domain.u16(1), 'relaxed');
        return set.ok ? ok() : super.disableNotification(memory);
      }
    },
    refutes: { 'split/event-idx-flags': 'flags are 0 after disabling' },
  },
  {
    what: 'enabling leaves flags 1 behind where idx is too far ahead',
    queue: class extends SpecQueue {
      override enableNotification(memory: GuestMemory): Result<Bool, QueueError> {
        const enabled = super.enableNotification(memory);
        const far = super.pop(memory);
        if (!far.ok && far.error.kind === 'InvalidAvailRingIndex')
          memory.store(this.usedRing, this.domain.u16(1), 'relaxed');
        return enabled;
      }
    },
    refutes: { 'split/event-idx-flags': 'flags are 0 after enabling' },
  },
  {
    what: 'the count does not start again',
    queue: class extends SpecQueue {
      override needsNotification(memory: GuestMemory): Result<Bool, QueueError> {
        const { numAdded } = this;
        const answer = super.needsNotification(memory);
        this.numAdded = numAdded;
        return answer;
      }
    },
    refutes: { 'split/used-notification-once': 'the second answer is no' },
  },
  ...(['none', 'acquire'] as const).map((fence) => ({
    what: `before the decision on a notification stands ${fence === 'none' ? 'no fence' : 'an acquire fence'}`,
    queue: class extends SpecQueue {
      override needsNotification(memory: GuestMemory): Result<Bool, QueueError> {
        return super.needsNotification(fencedBy(memory, fence));
      }
    },
    refutes: {
      'split/used-notification-fence':
        'what the driver asks for is read after idx was stored, before it says no',
      'split/used-notification-flags-fence':
        'what the driver asks for is read after idx was stored, before it says no',
    },
  })),
  {
    what: 'a half clears the other one',
    queue: class extends SpecQueue {
      override setUpHalf({ field, half, value }: SetUpHalf): Result<void, SetupError> {
        const word = value.zeroExtend(64);
        return this.setUp({ field, value: half === 'low' ? word : word.shl(32) });
      }
    },
    refutes: {
      'split/set-up-halves': 'a half is taken over and the other one stays, or nothing changes',
    },
  },
  {
    what: 'IN_ORDER is taken over while the queue is in use',
    queue: class extends SpecQueue {
      override setUpInOrder(isNegotiated: Bool): Result<void, SetupError> {
        this.change({ inOrder: isNegotiated });
        return ok();
      }
    },
    refutes: { 'split/set-up-in-order': 'in use it stays' },
  },
  {
    what: 'the high half is refused before the low one is there',
    queue: class extends SpecQueue {
      override setUpHalf(change: SetUpHalf): Result<void, SetupError> {
        const isEarly = change.half === 'high' && this.domain.decide(this[change.field].eq(0));
        return isEarly ? { ok: false, error: { kind: 'InvalidSize' } } : super.setUpHalf(change);
      }
    },
    refutes: {
      'split/set-up-halves': 'it is taken over where the queue is not in use and the address is aligned then',
    },
  },
];

/** A memory with another fence in place of each one, or none. */
export function fencedBy(memory: GuestMemory, fence: 'none' | 'acquire'): GuestMemory {
  return {
    load: (address, width, ordering) => memory.load(address, width, ordering),
    read: (address, widths) => memory.read(address, widths),
    transfer: (from, to, length) => memory.transfer(from, to, length),
    store: (address, value, ordering) => memory.store(address, value, ordering),
    write: (address, words) => memory.write(address, words),
    fence: () => {
      if (fence !== 'none') memory.fence(fence);
    },
    checkRange: (address, length) => memory.checkRange(address, length),
    checkSlice: (address, length) => memory.checkSlice(address, length),
    regionBefore: (address) => memory.regionBefore(address),
    regionAfter: (address) => memory.regionAfter(address),
  };
}
