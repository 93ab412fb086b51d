import { err, ok, type Domain, type GuestMemory, type Result, type U16 } from 'ringproof';
import type { DescriptorChain } from '../models/rust-vmm/descriptor-chain.ts';
import { guestMemory } from '../models/rust-vmm/error.ts';
import { AvailIter, Queue } from '../models/rust-vmm/queue.ts';
import type { QueueError } from 'ringproof/virtio/split';
import type { BrokenDevice } from './broken-device.fixture.ts';

/** An iterator over the ring of a queue, up to an index. */
function upTo(domain: Domain, { descTable, availRing, size }: Queue, lastIndex: U16): AvailIter {
  return new AvailIter(domain, { descTable, availRing, queueSize: size, lastIndex });
}

/** Operations on what the driver makes available, each with one line wrong. */
export const BROKEN_AVAILABLE: readonly BrokenDevice[] = [
  {
    what: 'pop takes a chain that the driver did not publish',
    queue: class extends Queue {
      override iter(): Result<AvailIter, QueueError> {
        return ok(upTo(this.domain, this, this.nextAvail.add(1)));
      }
    },
    refutes: { 'split/pop': 'an empty ring gives no chain' },
  },
  {
    what: 'pop does not look how far idx is ahead',
    queue: class extends Queue {
      override iter(mem: GuestMemory): Result<AvailIter, QueueError> {
        const idx = this.availIdx(mem, 'acquire');
        return idx.ok ? ok(upTo(this.domain, this, idx.value)) : idx;
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
        return ok(upTo(this.domain, this, idx.value));
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
        return ok(upTo(this.domain, this, idx.value));
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
    refutes: { 'split/pop-order': 'idx is read with acquire, or before an acquire fence' },
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
        const { descTable, queueSize, lastIndex } = made.value;
        const availRing = this.availRing.add(2);
        return ok(new AvailIter(this.domain, { descTable, availRing, queueSize, lastIndex }));
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
        return ok(upTo(this.domain, this, idx.value));
      }
    },
    refutes: { 'split/pop': 'no field but next_avail changes' },
  },
  {
    what: 'pop does not advance',
    queue: class extends Queue {
      override popDescriptorChain(mem: GuestMemory): DescriptorChain | undefined {
        const { nextAvail } = this;
        const popped = super.popDescriptorChain(mem);
        this.nextAvail = nextAvail;
        return popped;
      }
    },
    refutes: { 'split/pop': 'next_avail advances by one', 'split/pop-progress': 'it is passed' },
  },
  {
    what: 'pop tells the driver in avail_event how far it is',
    queue: class extends Queue {
      override popDescriptorChain(mem: GuestMemory): DescriptorChain | undefined {
        const popped = super.popDescriptorChain(mem);
        this.setAvailEvent(mem, this.nextAvail, 'relaxed');
        return popped;
      }
    },
    refutes: { 'split/pop': 'no byte changes', 'split/pop-accesses': 'it writes nothing' },
  },
  {
    what: 'pop passes an entry that it cannot read',
    queue: class extends Queue {
      override popDescriptorChain(mem: GuestMemory): DescriptorChain | undefined {
        const made = super.iter(mem);
        const popped = super.popDescriptorChain(mem);
        const idx = this.availIdx(mem, 'acquire');
        if (popped === undefined && made.ok && idx.ok && this.domain.decide(idx.value.ne(this.nextAvail)))
          this.nextAvail = this.nextAvail.add(1);
        return popped;
      }
    },
    refutes: { 'split/pop-unreadable': 'no field changes' },
  },
  {
    what: 'undoing goes forward',
    operations: { queue: { undoPop: (queue) => queue.setNextAvail(queue.nextAvail.add(1)) } },
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
    operations: {
      iterator: {
        previous: (iter, queue) => {
          iter.previous(queue);
          iter.previous(queue);
        },
      },
    },
    refutes: { 'split/iterate': 'putting it back leaves every field as it was' },
  },
  {
    what: 'an iterator tells the driver in avail_event where it begins',
    queue: class extends Queue {
      override iter(mem: GuestMemory): Result<AvailIter, QueueError> {
        const made = super.iter(mem);
        this.setAvailEvent(mem, this.nextAvail, 'relaxed');
        return made;
      }
    },
    refutes: { 'split/iterate-accesses': 'it writes nothing' },
  },
];
