import {
  err,
  ok,
  type Bool,
  type Domain,
  type GuestMemory,
  type MemoryError,
  type Result,
  type U16,
  type U32,
  type U64,
} from 'ringproof';
import {
  DESC_F_NEXT,
  type ChainWalk,
  type Descriptor,
  type DescriptorChain,
  type WalkState,
} from '../models/descriptor-chain.ts';
import {
  splitDevice,
  type QueueError,
  type SetUp,
  type SetupError,
  type SplitDeviceQueue,
  type SplitDeviceState,
} from '../models/split-device.ts';

/** The device side with nothing that is not asked of every device: direct chains, no undoing, no saving. */
class SmallQueue implements SplitDeviceQueue {
  readonly #domain: Domain;
  #state: SplitDeviceState;

  constructor(domain: Domain, state: SplitDeviceState) {
    this.#domain = domain;
    this.#state = state;
  }

  get state(): SplitDeviceState {
    return this.#state;
  }

  setUp({ field, value }: SetUp): Result<void, SetupError> {
    if (this.#domain.decide(this.#state.ready)) return err({ kind: 'QueueReady' });
    this.#state = { ...this.#state, [field]: value };
    return ok();
  }

  activate(memory: GuestMemory): Result<void, QueueError> {
    const { size, maxSize, ready, descTable, availRing, usedRing } = this.#state;
    const entries = size.zeroExtend(64);
    const [table, avail, used] = [entries.mul(16), entries.mul(2).add(6), entries.mul(8).add(6)];
    const valid = ready.and(
      size.ne(0).and(size.eq(size.lowestSetBit()), size.le(maxSize)),
      descTable.rem(16).eq(0).and(availRing.rem(2).eq(0), usedRing.rem(4).eq(0)),
      memory.checkSlice(descTable, table),
      memory.checkSlice(availRing, avail),
      memory.checkSlice(usedRing, used),
      usedRing.sub(descTable).ge(table).and(descTable.sub(usedRing).ge(used)),
      usedRing.sub(availRing).ge(avail).and(availRing.sub(usedRing).ge(used)),
    );
    return this.#domain.decide(valid) ? ok() : err({ kind: 'InvalidQueue' });
  }

  pop(memory: GuestMemory): Result<DescriptorChain | undefined, QueueError> {
    const { nextAvail, size, availRing, descTable } = this.#state;
    const idx = readU16(memory, availRing.add(2));
    if (!idx.ok) return idx;
    memory.fence('acquire');
    const ahead = idx.value.sub(nextAvail);
    if (this.#domain.decide(ahead.eq(0))) return ok(undefined);
    if (this.#domain.decide(ahead.gt(size))) return err({ kind: 'InvalidAvailRingIndex' });
    const head = readU16(memory, availRing.add(nextAvail.rem(size).zeroExtend(64).mul(2).add(4)));
    if (!head.ok) return head;
    if (this.#domain.decide(head.value.ge(size))) return err({ kind: 'InvalidDescriptorIndex' });
    this.#state = { ...this.#state, nextAvail: nextAvail.add(1) };
    const [domain, index] = [this.#domain, head.value];
    const [bytes, indirect] = [domain.u32(0), domain.bool(false)];
    const start = { table: descTable, entries: size, index, remaining: size, bytes, indirect };
    return ok({ head: index, walk: () => new DirectWalk(domain, start) });
  }

  addUsed(memory: GuestMemory, head: U16, len: U32): Result<void, QueueError> {
    const { nextUsed, numAdded, size, usedRing } = this.#state;
    if (this.#domain.decide(head.ge(size))) return err({ kind: 'InvalidDescriptorIndex' });
    const element = usedRing.add(nextUsed.rem(size).zeroExtend(64).mul(8).add(4));
    const written = guest(memory.write(element, [head.zeroExtend(32), len]));
    if (!written.ok) return written;
    this.#state = { ...this.#state, nextUsed: nextUsed.add(1), numAdded: numAdded.add(1) };
    memory.fence('release');
    return guest(memory.write(usedRing.add(2), [nextUsed.add(1)]));
  }

  needsNotification(memory: GuestMemory): Result<Bool, QueueError> {
    const { availRing, nextUsed, numAdded, size, eventIdx } = this.#state;
    memory.fence('seq-cst');
    if (!this.#domain.decide(eventIdx)) {
      const flags = readU16(memory, availRing);
      return flags.ok ? ok(flags.value.ne(1)) : flags;
    }
    const event = readU16(memory, availRing.add(size.zeroExtend(64).mul(2).add(4)));
    if (!event.ok) return event;
    this.#state = { ...this.#state, numAdded: this.#domain.u16(0) };
    return ok(nextUsed.sub(event.value).sub(1).lt(numAdded));
  }

  enableNotification(memory: GuestMemory): Result<Bool, QueueError> {
    const { availRing, usedRing, nextAvail, size, eventIdx } = this.#state;
    const [event, flags] = [usedRing.add(size.zeroExtend(64).mul(8).add(4)), usedRing];
    const asked = this.#domain.decide(eventIdx)
      ? memory.write(event, [nextAvail])
      : memory.write(flags, [this.#domain.u16(0)]);
    if (!asked.ok) return guest(asked);
    memory.fence('seq-cst');
    const idx = readU16(memory, availRing.add(2));
    return idx.ok ? ok(idx.value.ne(nextAvail)) : idx;
  }
}

/** A walk along a chain of the queue's own table. */
class DirectWalk implements ChainWalk {
  readonly #domain: Domain;
  #state: WalkState;

  constructor(domain: Domain, state: WalkState) {
    this.#domain = domain;
    this.#state = state;
  }

  get state(): WalkState {
    return this.#state;
  }

  next(memory: GuestMemory): ReturnType<ChainWalk['next']> {
    const domain = this.#domain;
    const { table, entries, index, remaining } = this.#state;
    if (domain.decide(remaining.eq(0))) return ok(undefined);
    if (domain.decide(index.ge(entries))) return err({ kind: 'NextOutOfRange' });
    const read = memory.read(table.add(index.zeroExtend(64).mul(16)), [64, 32, 16, 16]);
    if (!read.ok) return err({ kind: 'Unmapped' });
    const [addr, len, flags, next] = read.value;
    const hasNext = flags.and(DESC_F_NEXT).ne(0);
    if (domain.decide(hasNext.and(remaining.eq(1)))) return err({ kind: 'Loop' });
    const left = domain.select(hasNext, remaining.sub(1), domain.u16(0));
    this.#state = { ...this.#state, index: next, remaining: left };
    return ok<Descriptor>({ addr, len, flags, next });
  }
}

function guest<T>(access: Result<T, MemoryError>): Result<T, QueueError> {
  return access.ok ? access : err({ kind: 'GuestMemory', cause: access.error });
}

function readU16(memory: GuestMemory, address: U64): Result<U16, QueueError> {
  const read = guest(memory.read(address, [16]));
  return read.ok ? ok(read.value[0]) : read;
}

/** A third implementation, beside rust-vmm's and Firecracker's. */
export const small = splitDevice.implement(
  {
    name: 'small',
    source: 'this file',
    findings: {
      'split/used-notification-overflow': {
        breaks: ['the driver is notified'],
        reason: 'num_added is a count of 16 bits and wraps.',
        hurts: 'conforming peer',
        reference: 'SmallQueue, addUsed',
      },
    },
  },
  {
    make: (domain, maxSize) => {
      const [no, index, address] = [domain.bool(false), domain.u16(0), domain.u64(0)];
      const indices = { nextAvail: index, nextUsed: index, numAdded: index };
      const places = { descTable: address, availRing: address, usedRing: address };
      const state = { maxSize, size: maxSize, ready: no, eventIdx: no, ...indices, ...places };
      return ok(new SmallQueue(domain, state));
    },
    create: (domain, state) => new SmallQueue(domain, state),
    walk: (domain, state) => new DirectWalk(domain, state),
  },
);
