import { u16, u32, u64, type Domain } from 'ringproof';
import {
  copyingPart,
  loadingPart,
  LONGEST_CHAIN,
  vectorPart,
  type IoVectorModel,
  type MadeVector,
  type VectorOperations,
  type VectorQueueOperations,
} from 'ringproof/virtio/io-vector';
import { iovDequePart, MOST_SLOTS, type IovDequeModel } from './iov-deque-kind.ts';
import { IovDeque, type IovDequeFields } from './iov-deque.ts';
import {
  readableRounds,
  startCopying,
  startLoading,
  startLoadingRoom,
  writableRounds,
  type LoadingRoom,
  type Rounds,
} from './iovec-steps.ts';
import { IoVecBuffer, IoVecBufferMut, type BufferFields, type BufferMutFields } from './iovec.ts';
import { FIRECRACKER_MAX_QUEUE_SIZE } from './layout.ts';

/** `IoVecBuffer` and `IoVecBufferMut`, made of these rounds. */
export function firecrackerVectors(
  readable: Rounds = readableRounds,
  writable: Rounds<LoadingRoom> = writableRounds,
): IoVectorModel {
  return {
    readable: {
      isWritable: false,
      keepsPartOfFailedChain: true,
      loading: loadingPart({
        state: { entries: u16({ max: LONGEST_CHAIN }), length: u32() },
        instance: (domain, state) => ({ ...state, domain }),
        view: (state) => state,
        operations: { push: readable.push, finish: readable.finish },
      }),
      copying: copyingOf(readable),
      vector: bufferPart((domain, fields) => new IoVecBuffer(domain, fields, readable)),
      make: (domain) => IoVecBuffer.new(domain),
      startLoading: (domain) => startLoading(domain),
      startCopying,
    },
    writable: {
      isWritable: true,
      capacity: FIRECRACKER_MAX_QUEUE_SIZE,
      loading: loadingPart({
        state: {
          entries: u16({ max: FIRECRACKER_MAX_QUEUE_SIZE }),
          length: u32(),
          room: u16({ max: FIRECRACKER_MAX_QUEUE_SIZE }),
        },
        invariant: ({ entries, room }) => entries.add(room).le(FIRECRACKER_MAX_QUEUE_SIZE),
        instance: (domain, state) => ({ ...state, domain }),
        view: (state) => state,
        operations: { push: writable.push, finish: writable.finish },
      }),
      copying: copyingOf(writable),
      vector: bufferMutPart((domain, fields) => new IoVecBufferMut(domain, fields, writable)),
      make: (domain) => IoVecBufferMut.new(domain),
      startLoading: startLoadingRoom,
      startCopying,
    },
  };
}

function copyingOf({ copy }: Pick<Rounds, 'copy'>) {
  return copyingPart({
    state: { entry: u16(), skip: u64(), done: u64(), wanted: u64() },
    instance: (domain, state) => ({ ...state, domain }),
    view: (state) => state,
    operations: { step: copy },
  });
}

/** Vectors that the device reads from, made by `make`. */
export function bufferPart(
  make: (domain: Domain, fields: BufferFields) => IoVecBuffer,
): MadeVector<VectorOperations> {
  return vectorPart<VectorOperations>()({
    state: { count: u16({ max: LONGEST_CHAIN }), length: u32() },
    instance: make,
    view: (state) => state,
    operations: {
      load: (vector, memory, chain) => vector.load(memory, chain),
      copy: (vector, memory, peer, offset, wanted) => vector.copy(memory, peer, offset, wanted),
      copyAll: (vector, memory, peer, offset, wanted) => vector.copyAll(memory, peer, offset, wanted),
    },
  });
}

/** Vectors that the device writes to, made by `make`. */
export function bufferMutPart(
  make: (domain: Domain, fields: BufferMutFields) => IoVecBufferMut,
): MadeVector<VectorQueueOperations> {
  return vectorPart<VectorQueueOperations>()({
    state: {
      start: u16({ max: MOST_SLOTS - 1 }),
      count: u16({ max: FIRECRACKER_MAX_QUEUE_SIZE }),
      capacity: u16({ min: FIRECRACKER_MAX_QUEUE_SIZE, max: MOST_SLOTS }),
      length: u32(),
    },
    invariant: ({ start, capacity }) => start.lt(capacity),
    instance: make,
    view: ({ count, length }) => ({ count, length }),
    operations: {
      load: (vector, memory, chain) => vector.load(memory, chain),
      append: (vector, memory, chain) => vector.append(memory, chain),
      dropFront: (vector, chain) => vector.dropFront(chain),
      dropBack: (vector, chain) => vector.dropBack(chain),
      copy: (vector, memory, peer, offset, wanted) => vector.copy(memory, peer, offset, wanted),
      copyAll: (vector, memory, peer, offset, wanted) => vector.copyAll(memory, peer, offset, wanted),
    },
  });
}

/** `IovDeque`, made by `make`. */
export function firecrackerDequeModel(
  make: (domain: Domain, fields: IovDequeFields) => IovDeque = (domain, fields) =>
    new IovDeque(domain, fields),
): IovDequeModel {
  return {
    deque: iovDequePart({
      state: {
        start: u16({ max: MOST_SLOTS - 1 }),
        len: u16({ max: MOST_SLOTS }),
        capacity: u16({ min: 1, max: MOST_SLOTS }),
        limit: u16({ max: MOST_SLOTS }),
      },
      invariant: ({ start, len, capacity, limit }) =>
        start.lt(capacity).and(len.le(limit), limit.le(capacity)),
      instance: make,
      view: (state) => state,
      operations: {
        clear: (deque) => deque.clear(),
        pushBack: (deque) => deque.pushBack(),
        popFront: (deque, count) => deque.popFront(count),
        popBack: (deque, count) => deque.popBack(count),
      },
    }),
    make: (domain, limit, capacity) => make(domain, IovDeque.new(domain, limit, capacity)),
  };
}
