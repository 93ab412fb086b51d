import { bool, err, ok, u16, u32, u64, type Domain, type Result, type U32, type U64 } from 'ringproof';
import {
  queuePart,
  savedPart,
  walkPart,
  type SetUp,
  type SetUpHalf,
  type SplitDeviceModel,
} from 'ringproof/virtio/split';
import { isReachable, poppedChain, Walk, walkState, type WalkFields } from './chain-walk.ts';
import { queueError, shared } from './error.ts';
import { restore, save, type QueueState } from './persist.ts';
import { ACTIVE, QUEUE_STATE, queueView } from './queue-state.ts';
import { Queue, type QueueFields } from './queue.ts';

/** Makes an instance of a queue, or of what stands for it. */
export type MakeQueue = (domain: Domain, fields: QueueFields) => Queue;

/** Makes an instance of the loop over a chain, or of what stands for it. */
export type MakeWalk = (domain: Domain, fields: WalkFields) => Walk;

/** What is kept of a queue, and what the device's features say when it is restored. */
interface Saved extends QueueState {
  readonly eventIdx: ReturnType<Domain['bool']>;
}

/** The last table of which a descriptor can be mapped: the last address of all is in no region. */
const LAST_TABLE = 2n ** 64n - 17n;

/** `Queue` as Firecracker's devices and its MMIO transport use it. */
export function firecrackerDevice(
  make: MakeQueue = (domain, fields) => new Queue(domain, fields),
  makeWalk: MakeWalk = (domain, fields) => new Walk(domain, fields),
): SplitDeviceModel {
  return {
    make: (domain, maxSize) => ok(make(domain, Queue.new(domain, maxSize))),
    queue: queuePart({
      state: QUEUE_STATE,
      phases: { active: ACTIVE },
      instance: make,
      view: queueView,
      operations: {
        setUp,
        setUpHalf,
        // By the device's `activate`.
        activate: (queue, memory) => shared(queue.initialize(memory)),
        pop: (queue, memory) => {
          const popped = shared(queue.pop(memory));
          if (!popped.ok) return popped;
          return ok(popped.value === undefined ? undefined : poppedChain(queue.domain, popped.value));
        },
        // With `advance_used_ring_idx`, which devices call after a batch of elements.
        addUsed: (queue, memory, head, len) => {
          const added = shared(queue.addUsed(memory, head, len));
          if (added.ok) queue.advanceUsedRingIdx(memory);
          return added;
        },
        writeUsed: (queue, memory, offset, head, len) =>
          shared(queue.writeUsedElement(memory, offset, head, len)),
        publishUsed: (queue, memory, count) => {
          queue.advanceNextUsed(count);
          queue.advanceUsedRingIdx(memory);
          return ok();
        },
        needsNotification: (queue, memory) => ok(queue.prepareKick(memory)),
        // Which answers the other way round: whether to wait.
        enableNotification: (queue, memory) => {
          const enabled = shared(queue.tryEnableNotification(memory));
          return enabled.ok ? ok(enabled.value.not()) : err(enabled.error);
        },
        // `MmioTransport::reset`: a new queue in place of this one.
        reset: (queue) => void Object.assign(queue, Queue.new(queue.domain, queue.maxSize)),
        undoPop: (queue) => queue.undoPop(),
        save: (queue) => ({ ...save(queue), eventIdx: queue.usesNotifSuppression }),
      },
    }),
    walk: walkPart({
      state: {
        table: u64(),
        entries: u16(),
        index: u16(),
        remaining: u16(),
        bytes: u32(),
        isRead: bool(),
        descAddr: u64(),
        descLen: u32(),
        descFlags: u16(),
        descNext: u16(),
      },
      phases: {
        reachable: { fields: { table: { max: LAST_TABLE } }, holds: isReachable },
      },
      instance: makeWalk,
      view: walkState,
      operations: { next: (walk, memory) => walk.next(memory) },
    }),
    saved: savedPart({
      state: {
        maxSize: u16(),
        size: u16(),
        ready: bool(),
        // Not saved, but one of the device's features, which go with it.
        eventIdx: bool(),
        nextAvail: u16(),
        nextUsed: u16(),
        numAdded: u16(),
        descTable: u64(),
        availRing: u64(),
        usedRing: u64(),
      },
      instance: (domain, fields): Saved & { readonly domain: Domain } => ({ ...fields, domain }),
      view: (state) => state,
      operations: {
        // Of an activated device: a queue that is not ready is refused.
        restore: ({ domain, eventIdx, ...saved }, memory) => {
          const restored = restore(domain, memory, saved, { isActivated: true, eventIdx });
          return restored.ok ? ok(make(domain, restored.value)) : err(queueError(restored.error));
        },
      },
    }),
  };
}

/**
 * What the transports store for the driver, and the device's `activate` for the feature: whatever comes. That both of
 * them refuse it once DRIVER_OK is set is theirs and left out here: the queue itself takes it at any time. The PCI
 * transport did not refuse it before 1.14.4 and 1.15.1 (CVE-2026-5747).
 */
function setUp(queue: Queue, change: SetUp): Result<void, never> {
  switch (change.field) {
    case 'size':
      queue.size = change.value;
      return ok();
    case 'descTable':
      queue.descTableAddress = change.value;
      return ok();
    case 'availRing':
      queue.availRingAddress = change.value;
      return ok();
    case 'usedRing':
      queue.usedRingAddress = change.value;
      return ok();
    case 'ready':
      queue.ready = change.value;
      return ok();
    case 'eventIdx':
      queue.usesNotifSuppression = change.value;
      return ok();
  }
}

/** The registers of the MMIO transport and of the common configuration on PCI: half of an address, whatever comes. */
function setUpHalf(queue: Queue, { field, half, value }: SetUpHalf): Result<void, never> {
  switch (field) {
    case 'descTable':
      queue.descTableAddress = withHalf(queue.descTableAddress, half, value);
      return ok();
    case 'availRing':
      queue.availRingAddress = withHalf(queue.availRingAddress, half, value);
      return ok();
    case 'usedRing':
      queue.usedRingAddress = withHalf(queue.usedRingAddress, half, value);
      return ok();
  }
}

function withHalf(address: U64, half: SetUpHalf['half'], value: U32): U64 {
  const word = value.zeroExtend(64);
  if (half === 'low') return address.and(0xffff_ffff_0000_0000n).or(word);
  return address.and(0xffff_ffff).or(word.shl(32));
}
