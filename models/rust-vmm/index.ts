import {
  bool,
  ok,
  powerOfTwo,
  u16,
  u32,
  u64,
  type Domain,
  type GuestMemory,
  type OperationsOn,
  type Result,
  type U16,
} from 'ringproof';
import {
  AREA_STARTS,
  areMapped,
  iteratorPart,
  queuePart,
  savedPart,
  splitDevice,
  walkPart,
  type QueueError,
  type QueueOperations,
  type SetUp,
  type SetupError,
  type SplitDeviceModel,
} from 'ringproof/virtio/split';
import { DescriptorChain } from './descriptor-chain.ts';
import { findings } from './findings.ts';
import { AvailIter, Queue, type QueueFields } from './queue.ts';
import { recordingAdapter } from './recording.ts';
import { queueState, tryFromState, type QueueState } from './state.ts';

/** What a queue remembers. */
export const QUEUE_FIELDS = {
  maxSize: powerOfTwo(),
  size: powerOfTwo(),
  ready: bool(),
  eventIdx: bool(),
  nextAvail: u16(),
  nextUsed: u16(),
  numAdded: u16(),
  descTable: u64({ multipleOf: 16 }),
  availRing: u64({ multipleOf: 2 }),
  usedRing: u64({ multipleOf: 4 }),
};

/** What is kept of a queue, as read from any source. */
export const SAVED_FIELDS = {
  maxSize: u16(),
  size: u16(),
  ready: bool(),
  eventIdx: bool(),
  nextAvail: u16(),
  nextUsed: u16(),
  descTable: u64(),
  availRing: u64(),
  usedRing: u64(),
};

/** The fields of a queue that `is_valid` lets pass. */
export const ACTIVE = { ready: true, ...AREA_STARTS } as const;

/** The operations of the interface, as the functions of `Queue` that devices and transports call for them. */
export const queueOperations: OperationsOn<Queue, QueueOperations> = {
  setUp,
  activate: (queue, memory) => queue.activate(memory),
  pop: (queue, memory) => ok(queue.popDescriptorChain(memory)),
  addUsed: (queue, memory, head, len) => queue.addUsed(memory, head, len),
  needsNotification: (queue, memory) => queue.needsNotification(memory),
  enableNotification: (queue, memory) => queue.enableNotification(memory),
  disableNotification: (queue, memory) => queue.disableNotification(memory),
  reset: (queue) => queue.reset(),
  undoPop: (queue) => queue.goToPreviousPosition(),
  resume,
  iterate: (queue, memory) => queue.iter(memory),
  save: (queue) => queueState(queue),
};

/** Makes an instance of a queue, or of a subclass. */
export type MakeQueue = (domain: Domain, fields: QueueFields) => Queue;

/** What virtio-queue's device queue has of the interface: all of it. Its queues are made by `make`. */
export function rustVmmDevice(
  make: MakeQueue = (domain, fields) => new Queue(domain, fields),
): SplitDeviceModel {
  return {
    checksEachAccess: true,
    followsIndirect: true,
    sumsLengths: true,
    make: (domain, maxSize) => {
      const made = Queue.new(domain, maxSize);
      return made.ok ? ok(make(domain, made.value)) : made;
    },
    queue: queuePart({
      state: QUEUE_FIELDS,
      invariant: ({ size, maxSize }) => size.le(maxSize),
      phases: { active: { fields: ACTIVE, holds: (state, memory) => areMapped(state, memory) } },
      instance: make,
      view: (state) => state,
      operations: queueOperations,
    }),
    walk: walkPart({
      state: {
        head: u16(),
        table: u64(),
        entries: u16(),
        index: u16(),
        remaining: u16(),
        bytes: u32(),
        indirect: bool(),
      },
      phases: { reachable: { holds: ({ remaining, entries }) => remaining.le(entries) } },
      instance: (domain, fields) => new DescriptorChain(domain, fields),
      view: (state) => state,
      operations: { next: (chain, memory) => chain.next(memory) },
    }),
    iterator: iteratorPart<Queue>()({
      state: {
        descTable: u64({ multipleOf: 16 }),
        availRing: u64({ multipleOf: 2 }),
        queueSize: powerOfTwo(),
        lastIndex: u16(),
      },
      phases: {
        inside: {
          fields: {
            descTable: { sameInOwner: 'descTable' },
            availRing: { sameInOwner: 'availRing' },
            queueSize: { sameInOwner: 'size' },
          },
          holds: ({ lastIndex }, _memory, _domain, queue) => lastIndex.sub(queue.nextAvail).le(queue.size),
        },
      },
      instance: (domain, fields) => new AvailIter(domain, fields),
      view: ({ lastIndex }) => ({ last: lastIndex }),
      operations: {
        next: (iter, queue, memory) => iter.next(queue, memory),
        previous: (iter, queue) => iter.previous(queue),
      },
    }),
    saved: savedPart({
      state: SAVED_FIELDS,
      instance: (domain, fields): QueueState & { readonly domain: Domain } => ({ ...fields, domain }),
      view: (state) => state,
      operations: { restore: ({ domain, ...saved }) => tryFromState(domain, saved) },
    }),
  };
}

/** The `try_set_…` and `set_…` functions, by field. */
function setUp(queue: Queue, change: SetUp): Result<void, SetupError> {
  switch (change.field) {
    case 'size':
      return queue.trySetSize(change.value);
    case 'descTable':
      return queue.trySetDescTableAddress(change.value);
    case 'availRing':
      return queue.trySetAvailRingAddress(change.value);
    case 'usedRing':
      return queue.trySetUsedRingAddress(change.value);
    case 'ready':
      return ok(queue.setReady(change.value));
    case 'eventIdx':
      return ok(queue.setEventIdx(change.value));
  }
}

/** What vhost-user-backend does when a front end sets the base of a ring, and then its addresses. */
function resume(queue: Queue, memory: GuestMemory, nextAvail: U16): Result<void, QueueError> {
  queue.setNextAvail(nextAvail);
  const usedIdx = queue.usedIdx(memory, 'relaxed');
  if (!usedIdx.ok) return usedIdx;
  queue.setNextUsed(usedIdx.value);
  return ok();
}

/** The device queue of rust-vmm's virtio-queue. */
export const rustVmm = splitDevice.implement(
  {
    name: 'rust-vmm',
    source: 'virtio-queue 0.18.0 (rust-vmm/vm-virtio 87bf424)',
    findings,
    // unreached: makes queues from recordings
    conformance: recordingAdapter((domain, fields) => new Queue(domain, fields)),
  },
  rustVmmDevice(),
);
