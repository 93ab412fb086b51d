import { err, ok, type Bool, type GuestMemory, type Result, type U16, type U32, type U64 } from 'ringproof';
import { Queue } from '../models/rust-vmm/queue.ts';
import type { QueueError, SetupError } from 'ringproof/virtio/split';
import type { BrokenDevice } from './broken-device.fixture.ts';

type Outcome = Result<void, QueueError>;

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
    what: 'without EVENT_IDX, no fence stands between clearing flags and looking',
    queue: class extends Queue {
      override enableNotification(mem: GuestMemory): Result<Bool, QueueError> {
        if (this.domain.decide(this.eventIdx)) return super.enableNotification(mem);
        const set = this.setUsedFlags(mem, this.domain.u16(0), 'relaxed');
        if (!set.ok) return set;
        const idx = this.availIdx(mem, 'relaxed');
        return idx.ok ? ok(idx.value.ne(this.nextAvail)) : idx;
      }
    },
    refutes: {
      'split/enable-notification-flags':
        'a full fence stands between clearing flags and looking, before it waits',
    },
  },
  {
    what: 'the answer is that of a look before asking, and not of the one after',
    queue: class extends Queue {
      override enableNotification(mem: GuestMemory): Result<Bool, QueueError> {
        const idx = this.availIdx(mem, 'relaxed');
        const result = super.enableNotification(mem);
        return idx.ok && result.ok ? ok(idx.value.ne(this.nextAvail)) : result;
      }
    },
    refutes: {
      'split/enable-notification-looks': 'the answer is that of the last look',
      'split/enable-notification-flags-looks': 'the answer is that of the last look',
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
    refutes: { 'split/disable-notification': 'with EVENT_IDX flags stay 0' },
  },
  {
    what: 'flags are set to 2',
    queue: class extends Queue {
      protected override setUsedFlags(mem: GuestMemory): Outcome {
        return super.setUsedFlags(mem, this.domain.u16(2), 'relaxed');
      }
    },
    refutes: { 'split/disable-notification': 'flags hold 0 or 1 if they did' },
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
      override trySetSize(size: U16): Result<void, SetupError> {
        const result = super.trySetSize(size);
        this.size = size;
        return result;
      }
    },
    refutes: { 'split/set-up': 'size is taken over, or nothing changes' },
  },
  {
    what: 'the descriptor table may be at any multiple of 8',
    queue: class extends Queue {
      override trySetDescTableAddress(descTable: U64): Result<void, SetupError> {
        if (this.domain.decide(descTable.rem(8).ne(0))) return err({ kind: 'InvalidDescTableAlign' });
        this.descTable = descTable;
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
