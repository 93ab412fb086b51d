import { err, ok, type Bool, type GuestMemory, type Result, type U16, type U32 } from 'ringproof';
import type { QueueError, SetupError } from 'ringproof/virtio/split';
import type { DescriptorChain } from '../models/rust-vmm/descriptor-chain.ts';
import { guestMemory } from '../models/rust-vmm/error.ts';
import { AvailIter, Queue } from '../models/rust-vmm/queue.ts';
import type { BrokenDevice } from './broken-device.fixture.ts';

/** Operations that lose count of chains in flight, or that believe a look that is over; each with one line wrong. */
export const BROKEN_IN_FLIGHT: readonly BrokenDevice[] = [
  {
    what: 'an element is published under the head after the one that was returned',
    queue: class extends Queue {
      override addUsed(mem: GuestMemory, head: U16, len: U32): Result<void, QueueError> {
        const added = super.addUsed(mem, head, len);
        const element = this.usedRing.add(4).add(this.nextUsed.sub(1).rem(this.size).zeroExtend(64).mul(8));
        if (added.ok) mem.write(element, [head.add(1).zeroExtend(32)]);
        return added;
      }
    },
    refutes: {
      'split/in-flight/after-add-used': 'the driver is given back what the device returned, and only that',
    },
  },
  {
    what: 'a chain is popped and comes again',
    queue: class extends Queue {
      override popDescriptorChain(mem: GuestMemory): DescriptorChain | undefined {
        const { nextAvail } = this;
        const chain = super.popDescriptorChain(mem);
        this.nextAvail = nextAvail;
        return chain;
      }
    },
    refutes: { 'split/in-flight/after-pop': 'the indices tell how many are in flight' },
  },
  {
    what: 'reset keeps the index of the next entry',
    queue: class extends Queue {
      override reset(): void {
        const { nextAvail } = this;
        super.reset();
        this.nextAvail = nextAvail;
      }
    },
    refutes: { 'split/in-flight/after-reset': 'the indices tell how many are in flight' },
  },
  {
    what: 'two entries are taken back',
    queue: class extends Queue {
      override goToPreviousPosition(): void {
        this.nextAvail = this.nextAvail.sub(2);
      }
    },
    refutes: { 'split/in-flight/after-undo-pop': 'the indices tell how many are in flight' },
  },
  {
    what: 'the last head of the table cannot be returned',
    queue: class extends Queue {
      override addUsed(mem: GuestMemory, head: U16, len: U32): Result<void, QueueError> {
        if (this.domain.decide(head.ge(this.size.sub(1)))) return err({ kind: 'InvalidDescriptorIndex' });
        return super.addUsed(mem, head, len);
      }
    },
    refutes: { 'split/in-flight/can-be-returned': 'it is returned' },
  },
  {
    what: 'a failure to enable notifications counts an element',
    queue: class extends Queue {
      override enableNotification(mem: GuestMemory): Result<Bool, QueueError> {
        const enabled = super.enableNotification(mem);
        if (!enabled.ok) this.numAdded = this.numAdded.add(1);
        return enabled;
      }
    },
    refutes: { 'split/failed/enable-notification': 'it remembers what it did, or reports again' },
  },
  {
    what: 'a chain is said to be there where there is none',
    queue: class extends Queue {
      override enableNotification(mem: GuestMemory): Result<Bool, QueueError> {
        const enabled = super.enableNotification(mem);
        return enabled.ok ? ok(enabled.value.not()) : enabled;
      }
    },
    refutes: { 'split/pop-after-enable': 'if it waits, there is none' },
  },
  {
    what: 'idx is checked, and read again',
    queue: class extends Queue {
      override iter(mem: GuestMemory): Result<AvailIter, QueueError> {
        const made = super.iter(mem);
        if (!made.ok) return made;
        const idx = this.availIdx(mem, 'acquire');
        if (!idx.ok) return idx;
        const { descTable, availRing, size: queueSize } = this;
        return ok(new AvailIter(this.domain, { descTable, availRing, queueSize, lastIndex: idx.value }));
      }
    },
    refutes: { 'split/pop-races': 'the last look at idx saw a chain, and not more than fit' },
  },
  {
    what: 'the entry is read once more, and what was seen first is taken',
    queue: class extends Queue {
      override popDescriptorChain(mem: GuestMemory): DescriptorChain | undefined {
        const slot = this.nextAvail.rem(this.size).zeroExtend(64);
        const chain = super.popDescriptorChain(mem);
        if (chain !== undefined) guestMemory(mem.load(this.availRing.add(4).add(slot.mul(2)), 16, 'relaxed'));
        return chain;
      }
    },
    refutes: { 'split/pop-races': 'the head is what the last look at the entry saw' },
  },
  {
    what: 'no fence stands between asking and looking, whatever the driver does meanwhile',
    queue: class extends Queue {
      override enableNotification(mem: GuestMemory): Result<Bool, QueueError> {
        const set = this.setAvailEvent(mem, this.nextAvail, 'relaxed');
        if (!set.ok) return set;
        const idx = this.availIdx(mem, 'relaxed');
        return idx.ok ? ok(idx.value.ne(this.nextAvail)) : idx;
      }
    },
    refutes: { 'split/enable-notification-looks': 'it waits only by a look after asking and a full fence' },
  },
  {
    what: 'half of an address of the used ring begins it anew',
    queue: class extends Queue {
      override setUsedRingAddress(low: U32 | null, high: U32 | null): Result<void, SetupError> {
        this.nextUsed = this.domain.u16(0);
        return super.setUsedRingAddress(low, high);
      }
    },
    refutes: { 'split/in-flight/after-set-up-half': 'the indices tell how many are in flight' },
  },
];
