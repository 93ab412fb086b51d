import { err, ok, type Bool, type GuestMemory, type Result, type U16, type U32 } from 'ringproof';
import { AvailIter } from '../models/rust-vmm/avail-iter.ts';
import type { DescriptorChain } from '../models/rust-vmm/descriptor-chain.ts';
import { guestMemory } from '../models/rust-vmm/error.ts';
import { Queue } from '../models/rust-vmm/queue.ts';
import type { QueueError, SetUp, SetupError } from '../models/split-device.ts';
import type { BrokenDevice } from './broken-device.fixture.ts';

type Outcome = Result<void, QueueError>;
type Popped = Result<DescriptorChain | undefined, QueueError>;

/** Every operation, one at a time, made to do nothing. */
export const STUBS: readonly BrokenDevice[] = [
  {
    what: 'setUp does nothing',
    queue: class extends Queue {
      override setUp(): Result<void, SetupError> {
        return ok();
      }
    },
    refutes: { 'split/set-up': 'size is taken over, or nothing changes' },
  },
  {
    what: 'activate lets everything pass',
    queue: class extends Queue {
      override activate(): Outcome {
        return ok();
      }
    },
    refutes: { 'split/activation': 'it was ready' },
  },
  {
    what: 'activate lets nothing pass',
    queue: class extends Queue {
      override activate(): Outcome {
        return err({ kind: 'InvalidQueue' });
      }
    },
    refutes: { 'split/activation-accepts': 'it is activated' },
  },
  {
    what: 'pop gives nothing',
    queue: class extends Queue {
      override pop(): Popped {
        return ok(undefined);
      }
    },
    refutes: { 'split/pop': 'a usable chain is taken' },
  },
  {
    what: 'add_used does nothing',
    queue: class extends Queue {
      override addUsed(): Outcome {
        return ok();
      }
    },
    refutes: {
      'split/add-used': 'a bad head is refused as such',
      'split/add-used-order': 'the last write is one 16-bit unit',
    },
  },
  {
    what: 'needs_notification says no',
    queue: class extends Queue {
      override needsNotification(): Result<Bool, QueueError> {
        return ok(this.domain.bool(false));
      }
    },
    refutes: {
      'split/used-notification-always': 'it says yes where flags are 0',
      'split/no-lost-interrupt': 'the device notifies',
    },
  },
  {
    what: 'enable_notification does nothing and waits',
    queue: class extends Queue {
      override enableNotification(): Result<Bool, QueueError> {
        return ok(this.domain.bool(false));
      }
    },
    refutes: { 'split/no-lost-kick': 'the driver notifies' },
  },
  {
    what: 'disable_notification does nothing',
    device: { disableNotification: () => ok() },
    refutes: { 'split/disable-notification': 'flags are 1' },
  },
  {
    what: 'undoing a pop does nothing',
    device: { undoPop: () => undefined },
    refutes: { 'split/undo-pop': 'every field is as before the pop' },
  },
  {
    what: 'reset does nothing',
    device: { reset: () => undefined },
    refutes: { 'split/reset': 'every field is that of a new queue' },
  },
  {
    what: 'an iterator has nothing',
    device: { iterate: () => ok({ next: () => undefined, previous: () => undefined }) },
    refutes: { 'split/iterate': 'it can be made exactly if idx is not too far ahead' },
  },
  {
    what: 'restoring gives a new queue',
    device: { restore: (domain, saved) => Queue.new(domain, saved.maxSize) },
    refutes: { 'split/restore': 'every field but num_added is what it was' },
  },
];

/** Operations on what the driver makes available, each with one line wrong. */
export const BROKEN_AVAILABLE: readonly BrokenDevice[] = [
  {
    what: 'pop takes a chain that the driver did not publish',
    queue: class extends Queue {
      override iter(mem: GuestMemory): Result<AvailIter, QueueError> {
        return ok(new AvailIter(this.domain, mem, this.nextAvail.add(1), this));
      }
    },
    refutes: { 'split/pop': 'an empty ring gives no chain' },
  },
  {
    what: 'pop does not look how far idx is ahead',
    queue: class extends Queue {
      override iter(mem: GuestMemory): Result<AvailIter, QueueError> {
        const idx = this.availIdx(mem, 'acquire');
        return idx.ok ? ok(new AvailIter(this.domain, mem, idx.value, this)) : idx;
      }
    },
    refutes: { 'split/pop': 'an idx too far ahead gives no chain' },
  },
  {
    what: 'idx may be as far ahead as the greatest size',
    queue: class extends Queue {
      override iter(mem: GuestMemory): Result<AvailIter, QueueError> {
        const idx = this.availIdx(mem, 'acquire');
        if (!idx.ok) return idx;
        if (this.domain.decide(idx.value.sub(this.nextAvail).gt(this.maxSize)))
          return err({ kind: 'InvalidAvailRingIndex' });
        return ok(new AvailIter(this.domain, mem, idx.value, this));
      }
    },
    refutes: { 'split/pop': 'an idx too far ahead gives no chain' },
  },
  {
    what: 'a full ring counts as too far ahead',
    queue: class extends Queue {
      override iter(mem: GuestMemory): Result<AvailIter, QueueError> {
        const idx = this.availIdx(mem, 'acquire');
        if (!idx.ok) return idx;
        if (this.domain.decide(idx.value.sub(this.nextAvail).ge(this.size)))
          return err({ kind: 'InvalidAvailRingIndex' });
        return ok(new AvailIter(this.domain, mem, idx.value, this));
      }
    },
    refutes: { 'split/pop': 'a usable chain is taken' },
  },
  {
    what: 'idx is read relaxed',
    queue: class extends Queue {
      override availIdx(mem: GuestMemory): Result<U16, QueueError> {
        return guestMemory(mem.load(this.availRing.add(2), 16, 'relaxed'));
      }
    },
    refutes: { 'split/pop-order': 'idx is read with acquire, or in front of an acquire fence' },
  },
  {
    what: 'idx is read where the flags are',
    queue: class extends Queue {
      override availIdx(mem: GuestMemory): Result<U16, QueueError> {
        return guestMemory(mem.load(this.availRing, 16, 'acquire'));
      }
    },
    refutes: { 'split/pop-order': 'the first read is of idx' },
  },
  {
    what: 'the entry is that of another slot',
    queue: class extends Queue {
      override iter(mem: GuestMemory): Result<AvailIter, QueueError> {
        const made = super.iter(mem);
        if (!made.ok) return made;
        const idx = this.availIdx(mem, 'acquire');
        const nextAvail = this.nextAvail.add(1);
        const { descTable, availRing, size } = this;
        const shifted = { descTable, availRing, size, nextAvail };
        return idx.ok ? ok(new AvailIter(this.domain, mem, idx.value.add(1), shifted)) : idx;
      }
    },
    refutes: { 'split/pop': 'the head is the entry at next_avail' },
  },
  {
    what: 'the entry is looked for at the index, not modulo the size',
    queue: class extends Queue {
      override iter(mem: GuestMemory): Result<AvailIter, QueueError> {
        const made = super.iter(mem);
        if (!made.ok) return made;
        const idx = this.availIdx(mem, 'acquire');
        if (!idx.ok) return idx;
        this.size = this.maxSize;
        return ok(new AvailIter(this.domain, mem, idx.value, this));
      }
    },
    refutes: { 'split/pop': 'no field but next_avail changes' },
  },
  {
    what: 'pop does not advance',
    queue: class extends Queue {
      override pop(mem: GuestMemory): Popped {
        const { nextAvail } = this;
        const popped = super.pop(mem);
        this.nextAvail = nextAvail;
        return popped;
      }
    },
    refutes: { 'split/pop': 'next_avail advances by one', 'split/pop-progress': 'it is passed' },
  },
  {
    what: 'pop tells the driver in avail_event how far it is',
    queue: class extends Queue {
      override pop(mem: GuestMemory): Popped {
        const popped = super.pop(mem);
        this.setAvailEvent(mem, this.nextAvail, 'relaxed');
        return popped;
      }
    },
    refutes: { 'split/pop': 'no byte changes', 'split/pop-accesses': 'it writes nothing' },
  },
  {
    what: 'pop passes an entry that it can not read',
    queue: class extends Queue {
      override pop(mem: GuestMemory): Popped {
        const made = super.iter(mem);
        const popped = super.pop(mem);
        const isRead = !popped.ok || popped.value !== undefined;
        const idx = this.availIdx(mem, 'acquire');
        if (!isRead && made.ok && idx.ok && this.domain.decide(idx.value.ne(this.nextAvail)))
          this.nextAvail = this.nextAvail.add(1);
        return popped;
      }
    },
    refutes: { 'split/pop-unreadable': 'no field changes' },
  },
  {
    what: 'undoing goes forward',
    device: { undoPop: (queue) => queue.setNextAvail(queue.nextAvail.add(1)) },
    refutes: { 'split/undo-pop': 'every field is as before the pop' },
  },
  {
    what: 'undoing sets the index to 0',
    queue: class extends Queue {
      override goToPreviousPosition(): void {
        this.nextAvail = this.domain.u16(0);
      }
    },
    refutes: { 'split/undo-pop': 'every field is as before the pop' },
  },
  {
    what: 'an iterator goes back two',
    device: {
      iterate: (queue, memory) => {
        const made = queue.iter(memory);
        if (!made.ok) return made;
        const iter = made.value;
        const previous = (): void => {
          iter.previous();
          iter.previous();
        };
        return ok({ next: () => iter.next(), previous });
      },
    },
    refutes: { 'split/iterate': 'putting it back leaves every field as it was' },
  },
];

/** Operations on notifications and set-up, each with one line wrong. */
export const BROKEN_CONTROL: readonly BrokenDevice[] = [
  {
    what: 'avail_event is the idx of the driver',
    queue: class extends Queue {
      override enableNotification(mem: GuestMemory): Result<Bool, QueueError> {
        const idx = this.availIdx(mem, 'relaxed');
        if (!idx.ok) return idx;
        const set = this.setAvailEvent(mem, idx.value, 'relaxed');
        return set.ok ? ok(this.domain.bool(false)) : set;
      }
    },
    refutes: { 'split/enable-notification': 'it waits exactly if no chain is available' },
  },
  {
    what: 'a failure to ask is ignored',
    queue: class extends Queue {
      override enableNotification(mem: GuestMemory): Result<Bool, QueueError> {
        const result = super.enableNotification(mem);
        return result.ok ? result : ok(this.domain.bool(false));
      }
    },
    refutes: { 'split/enable-notification-unreadable': 'it is an error' },
  },
  {
    what: 'no fence stands between asking and looking',
    queue: class extends Queue {
      override enableNotification(mem: GuestMemory): Result<Bool, QueueError> {
        const set = this.setAvailEvent(mem, this.nextAvail, 'relaxed');
        if (!set.ok) return set;
        const idx = this.availIdx(mem, 'relaxed');
        return idx.ok ? ok(idx.value.ne(this.nextAvail)) : idx;
      }
    },
    refutes: {
      'split/enable-notification': 'a full fence stands between asking and looking, before it waits',
    },
  },
  {
    what: 'the ring is looked at before asking',
    queue: class extends Queue {
      override enableNotification(mem: GuestMemory): Result<Bool, QueueError> {
        const idx = this.availIdx(mem, 'relaxed');
        if (!idx.ok) return idx;
        mem.fence('seq-cst');
        const set = this.setAvailEvent(mem, this.nextAvail, 'relaxed');
        return set.ok ? ok(idx.value.ne(this.nextAvail)) : set;
      }
    },
    refutes: { 'split/enable-notification': 'it waits exactly if no chain is available' },
  },
  {
    what: 'avail_event is one too far',
    queue: class extends Queue {
      override enableNotification(mem: GuestMemory): Result<Bool, QueueError> {
        const set = this.setAvailEvent(mem, this.nextAvail.add(1), 'relaxed');
        if (!set.ok) return set;
        mem.fence('seq-cst');
        const idx = this.availIdx(mem, 'relaxed');
        return idx.ok ? ok(idx.value.ne(this.nextAvail)) : idx;
      }
    },
    refutes: { 'split/no-lost-kick': 'the driver notifies' },
  },
  {
    what: 'the answer is the wrong way round',
    queue: class extends Queue {
      override enableNotification(mem: GuestMemory): Result<Bool, QueueError> {
        const result = super.enableNotification(mem);
        return result.ok ? ok(result.value.not()) : result;
      }
    },
    refutes: { 'split/enable-notification-flags': 'it waits exactly if no chain is available' },
  },
  {
    what: 'flags stay 1',
    queue: class extends Queue {
      protected override setUsedFlags(): Outcome {
        return ok();
      }
    },
    refutes: { 'split/enable-notification-flags': 'flags are 0 if they were 0 or 1' },
  },
  {
    what: 'flags are set with EVENT_IDX too',
    queue: class extends Queue {
      override disableNotification(mem: GuestMemory): Outcome {
        return this.setUsedFlags(mem, this.domain.u16(1), 'relaxed');
      }
    },
    refutes: { 'split/disable-notification': 'with EVENT_IDX nothing but avail_event changes' },
  },
  {
    what: 'flags are set to 2',
    queue: class extends Queue {
      protected override setUsedFlags(mem: GuestMemory): Outcome {
        return super.setUsedFlags(mem, this.domain.u16(2), 'relaxed');
      }
    },
    refutes: { 'split/disable-notification': 'flags are 1' },
  },
  {
    what: 'reset forgets the count of added elements',
    queue: class extends Queue {
      override reset(): void {
        const { numAdded } = this;
        super.reset();
        this.numAdded = numAdded;
      }
    },
    refutes: { 'split/reset': 'every field is that of a new queue' },
  },
  {
    what: 'reset leaves the queue ready',
    queue: class extends Queue {
      override reset(): void {
        super.reset();
        this.ready = this.domain.bool(true);
      }
    },
    refutes: { 'split/reset': 'every field is that of a new queue' },
  },
  {
    what: 'activation does not look at the used ring',
    queue: class extends Queue {
      override isValid(mem: GuestMemory): Bool {
        const { descTable, availRing } = this;
        const size = this.size.zeroExtend(64);
        return this.ready.and(
          mem.checkRange(descTable, size.mul(16)),
          mem.checkRange(availRing, size.mul(2).add(6)),
        );
      }
    },
    refutes: { 'split/activation': 'all of usedRing is mapped' },
  },
  {
    what: 'activation forgets used_event',
    queue: class extends Queue {
      override isValid(mem: GuestMemory): Bool {
        const { descTable, availRing, usedRing } = this;
        const size = this.size.zeroExtend(64);
        return this.ready.and(
          mem.checkRange(descTable, size.mul(16)),
          mem.checkRange(availRing, size.mul(2).add(4)),
          mem.checkRange(usedRing, size.mul(8).add(6)),
        );
      }
    },
    refutes: { 'split/activation': 'all of availRing is mapped' },
  },
  {
    what: 'any size is taken',
    queue: class extends Queue {
      override trySetSize(size: U16): Result<void, SetupError> {
        this.size = size;
        return ok();
      }
    },
    refutes: { 'split/activation': 'size and addresses are allowed' },
  },
  {
    what: 'a size is taken though it is refused',
    queue: class extends Queue {
      override setUp(change: SetUp): Result<void, SetupError> {
        const result = super.setUp(change);
        if (change.field === 'size') this.size = change.value;
        return result;
      }
    },
    refutes: { 'split/set-up': 'size is taken over, or nothing changes' },
  },
  {
    what: 'the descriptor table may be at any multiple of 8',
    queue: class extends Queue {
      override setUp(change: SetUp): Result<void, SetupError> {
        if (change.field !== 'descTable') return super.setUp(change);
        if (this.domain.decide(change.value.rem(8).ne(0))) return err({ kind: 'InvalidDescTableAlign' });
        this.descTable = change.value;
        return ok();
      }
    },
    refutes: { 'split/activation': 'size and addresses are allowed' },
  },
  {
    what: 'the element takes the length of the last one',
    queue: class extends Queue {
      override addUsed(mem: GuestMemory, head: U16, _len: U32): Outcome {
        return super.addUsed(mem, head, this.domain.u32(0));
      }
    },
    refutes: { 'split/add-used': 'len is the length' },
  },
];
