import { bool, powerOfTwo, u16, u32, u64 } from 'ringproof';
import {
  AREA_STARTS,
  areFitting,
  areMapped,
  isUsedRingApart,
  iteratorPart,
  queuePart,
  savedPart,
  splitDevice,
  walkPart,
  type SplitDeviceModel,
} from 'ringproof/virtio/split';
import { findings } from './findings.ts';
import { AvailableChains, SpecQueue } from './queue.ts';
import { Walk } from './walk.ts';

/** What a queue remembers of its rings, and how it goes on in them. */
const INDICES = { nextAvail: u16(), nextUsed: u16(), numAdded: u16(), addedAll: bool(), inOrder: bool() };

/** What the reference model has of the interface: all of it. */
export const specDevice: SplitDeviceModel = {
  checksEachAccess: true,
  followsIndirect: true,
  sumsLengths: true,
  negotiatesInOrder: true,
  make: (domain, maxSize) => SpecQueue.make(domain, maxSize),
  queue: queuePart({
    state: {
      maxSize: powerOfTwo(),
      size: powerOfTwo(),
      ready: bool(),
      eventIdx: bool(),
      ...INDICES,
      descTable: u64({ multipleOf: 16 }),
      availRing: u64({ multipleOf: 2 }),
      usedRing: u64({ multipleOf: 4 }),
    },
    invariant: ({ size, maxSize }) => size.le(maxSize),
    phases: {
      active: {
        fields: { ready: true, ...AREA_STARTS },
        holds: (state, memory) => areMapped(state, memory).and(isUsedRingApart(state)),
      },
    },
    instance: (domain, state) => new SpecQueue(domain, state),
    view: (state) => state,
    operations: {
      setUp: (queue, change) => queue.setUp(change),
      setUpHalf: (queue, change) => queue.setUpHalf(change),
      setUpInOrder: (queue, isNegotiated) => queue.setUpInOrder(isNegotiated),
      activate: (queue, memory) => queue.activate(memory),
      pop: (queue, memory) => queue.pop(memory),
      addUsed: (queue, memory, head, len) => queue.addUsed(memory, head, len),
      writeUsed: (queue, memory, offset, head, len) => queue.writeUsed(memory, offset, head, len),
      publishUsed: (queue, memory, count) => queue.publishUsed(memory, count),
      addUsedInOrder: (queue, memory, count, head, len) => queue.addUsedInOrder(memory, count, head, len),
      needsNotification: (queue, memory) => queue.needsNotification(memory),
      enableNotification: (queue, memory) => queue.enableNotification(memory),
      disableNotification: (queue, memory) => queue.disableNotification(memory),
      reset: (queue) => queue.reset(),
      undoPop: (queue) => queue.undoPop(),
      resume: (queue, memory, nextAvail) => queue.resume(memory, nextAvail),
      iterate: (queue, memory) => queue.iterate(memory),
      save: (queue) => queue.state,
    },
  }),
  walk: walkPart({
    state: {
      table: u64(),
      entries: u16(),
      index: u16(),
      remaining: u16(),
      bytes: u32(),
      indirect: bool(),
      isFull: bool(),
    },
    invariant: ({ isFull, bytes }) => isFull.implies(bytes.eq(0)),
    phases: { reachable: { holds: ({ remaining, entries }) => remaining.le(entries) } },
    instance: (domain, state) => new Walk(domain, state),
    view: (state) => state,
    operations: { next: (walk, memory) => walk.next(memory) },
  }),
  iterator: iteratorPart<SpecQueue>()({
    state: { last: u16(), taken: u16({ max: 32768 }) },
    phases: {
      inside: {
        // From when it was made, both are of the chains that were available then.
        holds: ({ last, taken }, _memory, _domain, queue) => {
          const left = last.sub(queue.nextAvail);
          return areFitting(queue, left).and(taken.le(queue.size.sub(left)));
        },
      },
    },
    instance: (domain, state) => new AvailableChains(domain, state),
    view: (state) => state,
    operations: {
      next: (iterator, queue, memory) => iterator.next(queue, memory),
      previous: (iterator, queue) => iterator.previous(queue),
    },
  }),
  saved: savedPart({
    state: {
      maxSize: u16(),
      size: u16(),
      ready: bool(),
      eventIdx: bool(),
      ...INDICES,
      descTable: u64(),
      availRing: u64(),
      usedRing: u64(),
    },
    instance: (domain, fields) => ({ ...fields, domain }),
    view: (state) => state,
    operations: { restore: ({ domain, ...saved }, memory) => SpecQueue.restore(domain, saved, memory) },
  }),
};

/** The specification's own algorithms: what an implementation is compared with. */
export const spec = splitDevice.implement(
  { name: 'spec', source: 'VIRTIO 1.3, 2.7 Split Virtqueues', findings },
  specDevice,
);
