import {
  bool,
  err,
  ok,
  u16,
  u32,
  u64,
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
  AREA_STARTS,
  areSlices,
  DESC_F_NEXT,
  isUsedRingApart,
  queuePart,
  splitDevice,
  walkPart,
  type ChainError,
  type Descriptor,
  type PoppedChain,
  type QueueError,
  type SetUp,
  type SetupError,
} from 'ringproof/virtio/split';

/** All that a queue remembers. */
interface SmallFields {
  maxSize: U16;
  size: U16;
  ready: Bool;
  eventIdx: Bool;
  nextAvail: U16;
  nextUsed: U16;
  numAdded: U16;
  descTable: U64;
  availRing: U64;
  usedRing: U64;
}

/** A queue: a plain record that functions change. */
interface SmallQueue extends SmallFields {
  readonly domain: Domain;
}

function setUp(queue: SmallQueue, { field, value }: SetUp): Result<void, SetupError> {
  if (field !== 'ready' && queue.domain.decide(queue.ready)) return err({ kind: 'QueueReady' });
  Object.assign(queue, { [field]: value });
  return ok();
}

function activate(queue: SmallQueue, memory: GuestMemory): Result<void, QueueError> {
  const { size, maxSize, ready, descTable, availRing, usedRing } = queue;
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
  return queue.domain.decide(valid) ? ok() : err({ kind: 'InvalidQueue' });
}

function pop(queue: SmallQueue, memory: GuestMemory): Result<PoppedChain | undefined, QueueError> {
  const { domain, nextAvail, nextUsed, size, availRing, descTable, ready } = queue;
  if (!domain.decide(ready)) return err({ kind: 'QueueNotReady' });
  const idx = readU16(memory, availRing.add(2));
  if (!idx.ok) return idx;
  memory.fence('acquire');
  const ahead = idx.value.sub(nextAvail);
  if (domain.decide(ahead.eq(0))) return ok(undefined);
  const inFlight = nextAvail.sub(nextUsed);
  if (domain.decide(inFlight.gt(size).or(ahead.gt(size.sub(inFlight)))))
    return err({ kind: 'InvalidAvailRingIndex' });
  const head = readU16(memory, availRing.add(nextAvail.rem(size).zeroExtend(64).mul(2).add(4)));
  if (!head.ok) return head;
  if (domain.decide(head.value.ge(size))) return err({ kind: 'InvalidDescriptorIndex' });
  queue.nextAvail = nextAvail.add(1);
  return ok({
    head: head.value,
    walk: { table: descTable, entries: size, index: head.value, remaining: size, bytes: domain.u32(0) },
  });
}

function addUsed(queue: SmallQueue, memory: GuestMemory, head: U16, len: U32): Result<void, QueueError> {
  const { domain, nextUsed, numAdded, size, usedRing, ready } = queue;
  if (!domain.decide(ready)) return err({ kind: 'QueueNotReady' });
  if (domain.decide(head.ge(size))) return err({ kind: 'InvalidDescriptorIndex' });
  const element = usedRing.add(nextUsed.rem(size).zeroExtend(64).mul(8).add(4));
  const written = guest(memory.write(element, [head.zeroExtend(32), len]));
  if (!written.ok) return written;
  Object.assign(queue, { nextUsed: nextUsed.add(1), numAdded: numAdded.add(1) });
  memory.fence('release');
  return guest(memory.write(usedRing.add(2), [nextUsed.add(1)]));
}

function needsNotification(queue: SmallQueue, memory: GuestMemory): Result<Bool, QueueError> {
  const { domain, availRing, nextUsed, numAdded, size, eventIdx, ready } = queue;
  if (!domain.decide(ready)) return ok(domain.bool(false));
  memory.fence('seq-cst');
  if (!domain.decide(eventIdx)) {
    const flags = readU16(memory, availRing);
    return flags.ok ? ok(flags.value.ne(1)) : flags;
  }
  const event = readU16(memory, availRing.add(size.zeroExtend(64).mul(2).add(4)));
  if (!event.ok) return event;
  queue.numAdded = domain.u16(0);
  return ok(nextUsed.sub(event.value).sub(1).lt(numAdded));
}

function enableNotification(queue: SmallQueue, memory: GuestMemory): Result<Bool, QueueError> {
  const { domain, availRing, usedRing, nextAvail, size, eventIdx, ready } = queue;
  if (!domain.decide(ready)) return err({ kind: 'QueueNotReady' });
  const [event, flags] = [usedRing.add(size.zeroExtend(64).mul(8).add(4)), usedRing];
  const asked = domain.decide(eventIdx)
    ? memory.write(event, [nextAvail])
    : memory.write(flags, [domain.u16(0)]);
  if (!asked.ok) return guest(asked);
  memory.fence('seq-cst');
  const idx = readU16(memory, availRing.add(2));
  return idx.ok ? ok(idx.value.ne(nextAvail)) : idx;
}

/** A walk along a chain of the queue's own table. */
interface DirectWalk {
  readonly domain: Domain;
  readonly table: U64;
  readonly entries: U16;
  index: U16;
  remaining: U16;
  /** Never added to. */
  readonly bytes: U32;
}

function next(walk: DirectWalk, memory: GuestMemory): Result<Descriptor | undefined, ChainError> {
  const { domain, table, entries, index, remaining } = walk;
  if (domain.decide(remaining.eq(0))) return ok(undefined);
  if (domain.decide(index.ge(entries))) return err({ kind: 'NextOutOfRange' });
  const read = memory.read(table.add(index.zeroExtend(64).mul(16)), [64, 32, 16, 16]);
  if (!read.ok) return err({ kind: 'Unmapped' });
  const [addr, len, flags, after] = read.value;
  const hasNext = flags.and(DESC_F_NEXT).ne(0);
  if (domain.decide(hasNext.and(remaining.eq(1)))) return err({ kind: 'Loop' });
  walk.remaining = domain.select(hasNext, remaining.sub(1), domain.u16(0));
  walk.index = after;
  return ok({ addr, len, flags, next: after });
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
        affects: 'conforming peer',
        reference: 'addUsed',
      },
    },
  },
  {
    make: (domain, maxSize) => {
      const [no, index, address] = [domain.bool(false), domain.u16(0), domain.u64(0)];
      const indices = { nextAvail: index, nextUsed: index, numAdded: index };
      const places = { descTable: address, availRing: address, usedRing: address };
      return ok({ maxSize, size: maxSize, ready: no, eventIdx: no, ...indices, ...places });
    },
    queue: queuePart({
      state: {
        maxSize: u16(),
        size: u16(),
        ready: bool(),
        eventIdx: bool(),
        nextAvail: u16(),
        nextUsed: u16(),
        numAdded: u16(),
        descTable: u64(),
        availRing: u64(),
        usedRing: u64(),
      },
      phases: {
        active: {
          fields: { maxSize: { min: 1 }, size: { powerOfTwo: true }, ready: true, ...AREA_STARTS },
          holds: (state, memory) =>
            state.size.le(state.maxSize).and(areSlices(state, memory), isUsedRingApart(state)),
        },
      },
      instance: (domain, state): SmallQueue => ({ domain, ...state }),
      view: (state) => state,
      operations: { setUp, activate, pop, addUsed, needsNotification, enableNotification },
    }),
    walk: walkPart({
      state: { table: u64(), entries: u16(), index: u16(), remaining: u16(), bytes: u32() },
      phases: {
        reachable: {
          // Room for a descriptor before the last address, which is in no region.
          fields: { table: { max: 2n ** 64n - 17n } },
          holds: ({ table, entries, remaining }, memory) =>
            remaining.le(entries).and(memory.checkSlice(table, entries.zeroExtend(64).mul(16))),
        },
      },
      instance: (domain, state): DirectWalk => ({ domain, ...state }),
      view: (state, domain) => ({ ...state, indirect: domain.bool(false) }),
      operations: { next },
    }),
  },
);
