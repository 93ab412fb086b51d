import { ok, type GuestMemory, type Result, type U16, type U32 } from 'ringproof';
import { layout, type PoppedChain, type QueueError } from 'ringproof/virtio/split';
import { loadWord, storeWord } from '../models/spec/ring-access.ts';
import { SpecQueue } from '../models/spec/queue.ts';
import type { BrokenSentence } from './broken-sentences.fixture.ts';

/** Batches, and chains that are returned in order, each with one line wrong. */
export const BROKEN_BATCHES: readonly BrokenSentence[] = [
  {
    what: 'every element of a batch is written upon the first',
    queue: class extends SpecQueue {
      override writeUsed(memory: GuestMemory, _offset: U16, head: U16, len: U32): Result<void, QueueError> {
        return super.writeUsed(memory, this.domain.u16(0), head, len);
      }
    },
    refutes: { 'split/batch-write': 'id is the head' },
  },
  {
    what: 'an element is published as it is written',
    queue: class extends SpecQueue {
      override writeUsed(memory: GuestMemory, offset: U16, head: U16, len: U32): Result<void, QueueError> {
        const written = super.writeUsed(memory, offset, head, len);
        if (!written.ok) return written;
        return storeWord(memory, layout.usedIdx(this), this.nextUsed.add(offset).add(1), 'release');
      }
    },
    refutes: { 'split/batch-write': 'the driver sees no element yet' },
  },
  {
    what: 'the first descriptor is overwritten where a batch is published',
    queue: class extends SpecQueue {
      override publishUsed(memory: GuestMemory, count: U16): Result<void, QueueError> {
        const written = storeWord(memory, this.descTable, count, 'relaxed');
        return written.ok ? super.publishUsed(memory, count) : written;
      }
    },
    refutes: { 'split/batch-accesses': 'it writes within usedRing' },
  },
  {
    what: 'a batch counts as one element for notifications',
    queue: class extends SpecQueue {
      override publishUsed(memory: GuestMemory, count: U16): Result<void, QueueError> {
        const { numAdded } = this;
        const published = super.publishUsed(memory, count);
        if (published.ok) this.numAdded = numAdded.add(1);
        return published;
      }
    },
    refutes: {
      'split/batch-notification': 'the driver is notified',
      'split/in-order-notification': 'a driver that waits for an element is notified',
    },
  },
  {
    what: 'a batch counts as one chain',
    queue: class extends SpecQueue {
      override publishUsed(memory: GuestMemory, count: U16): Result<void, QueueError> {
        const { nextUsed } = this;
        const published = super.publishUsed(memory, count);
        if (published.ok) this.nextUsed = nextUsed.add(1);
        return published;
      }
    },
    refutes: {
      'split/batch-publish': 'next_used is past the batch',
      'split/in-flight/after-publish-used': 'the indices tell how many are in flight',
      'split/in-flight/after-add-used-in-order': 'the indices tell how many are in flight',
      'split/in-order-batch': 'next_used advances by as many',
    },
  },
  {
    what: 'idx is stored for each element of a batch',
    queue: class extends SpecQueue {
      override publishUsed(memory: GuestMemory, count: U16): Result<void, QueueError> {
        const first = storeWord(memory, layout.usedIdx(this), this.nextUsed.add(1), 'release');
        return first.ok ? super.publishUsed(memory, count) : first;
      }
    },
    refutes: { 'split/batch-publish': 'idx is stored once, as one unit' },
  },
  {
    what: 'a batch is published without a barrier',
    queue: class extends SpecQueue {
      override publishUsed(memory: GuestMemory, count: U16): Result<void, QueueError> {
        const { nextUsed, numAdded } = this;
        const published = storeWord(memory, layout.usedIdx(this), nextUsed.add(count), 'relaxed');
        if (!published.ok) return published;
        this.change({ nextUsed: nextUsed.add(count), numAdded: numAdded.add(count) });
        return ok();
      }
    },
    refutes: {
      'split/batch-publish': 'all elements are complete before',
      'split/in-order-turn': 'each element is complete before the driver sees it',
      'split/in-order-batch': 'the element is complete before',
    },
  },
  {
    what: 'IN_ORDER is not looked at',
    queue: class extends SpecQueue {
      protected override checkTurn(): Result<void, QueueError> {
        return ok();
      }
    },
    refutes: {
      'split/in-order-turn': 'the driver sees no element before its turn',
      'split/in-order-write': 'no element is written out of its turn',
      'split/in-order-batch': 'the driver sees no other chain',
      'split/in-order/after-add-used': 'what is returned first was popped first',
      'split/in-order/after-add-used-in-order': 'what is returned first was popped first',
    },
  },
  {
    what: 'the chain that comes next is looked for where the next one is popped',
    queue: class extends SpecQueue {
      protected override checkTurn(memory: GuestMemory, offset: U16, head: U16): Result<void, QueueError> {
        const entry = loadWord(memory, layout.availEntry(this, this.nextAvail.add(offset)), 'relaxed');
        if (!entry.ok) return entry;
        return this.domain.decide(entry.value.eq(head)) ? ok() : super.checkTurn(memory, offset, head);
      }
    },
    refutes: { 'split/in-order-turn': 'the driver sees no element before its turn' },
  },
  {
    what: 'the one element of a batch is written where the last would be',
    queue: class extends SpecQueue {
      override addUsedInOrder(
        memory: GuestMemory,
        count: U16,
        head: U16,
        len: U32,
      ): Result<void, QueueError> {
        const { nextUsed } = this;
        this.nextUsed = nextUsed.add(count).sub(1);
        const added = super.addUsedInOrder(memory, this.domain.u16(1), head, len);
        if (!added.ok) this.nextUsed = nextUsed;
        return added;
      }
    },
    refutes: { 'split/in-order/after-add-used-in-order': 'what is returned first was popped first' },
  },
  {
    what: 'the one element of a batch names the first chain',
    queue: class extends SpecQueue {
      protected override writeElement(
        memory: GuestMemory,
        offset: U16,
        head: U16,
        len: U32,
      ): Result<void, QueueError> {
        if (!this.domain.decide(this.inOrder)) return super.writeElement(memory, offset, head, len);
        const first = loadWord(memory, layout.availEntry(this, this.nextUsed), 'relaxed');
        if (!first.ok) return first;
        const named = this.domain.select(first.value.lt(this.size), first.value, head);
        return super.writeElement(memory, offset, named, len);
      }
    },
    refutes: {
      'split/in-order-batch': 'the element names the last chain',
      'split/in-order/after-add-used-in-order': 'what is returned first was popped first',
    },
  },
  {
    what: 'chains are returned in order though that was not negotiated',
    queue: class extends SpecQueue {
      override addUsedInOrder(
        memory: GuestMemory,
        count: U16,
        head: U16,
        len: U32,
      ): Result<void, QueueError> {
        if (this.domain.decide(this.inOrder)) return super.addUsedInOrder(memory, count, head, len);
        const written = this.writeUsed(memory, this.domain.u16(0), head, len);
        return written.ok ? this.publishUsed(memory, count) : written;
      }
    },
    refutes: { 'split/in-order-batch': 'the driver sees no other chain' },
  },
  {
    what: 'a chain is popped, and another entry is passed',
    queue: class extends SpecQueue {
      override take(memory: GuestMemory, last: U16): Result<PoppedChain | undefined, QueueError> {
        const { nextAvail } = this;
        const taken = super.take(memory, last);
        const next = loadWord(memory, layout.availEntry(this, nextAvail.add(1)), 'relaxed');
        if (!taken.ok || taken.value === undefined || !next.ok) return taken;
        return ok({ ...taken.value, head: next.value });
      }
    },
    refutes: { 'split/in-order/after-pop': 'the entry of a chain in flight is the head that was popped' },
  },
];
