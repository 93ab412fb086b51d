import { err, ok, type Domain, type GuestMemory, type Result, type U32, type U64 } from 'ringproof';
import type { DescriptorChain } from '../descriptor-chain.ts';
import type {
  CopyError,
  IoVec,
  IoVectorQueue,
  IoVectorSide,
  LoadError,
  Panic,
  ParsedChain,
  Peer,
} from '../io-vector.ts';
import { copyThrough, loadChain, startOfCopy } from '../io-vector-driver.ts';
import { exactly, totalLength } from './io-vec-buffer.ts';
import { copyTo, finishWritable, pushWritable } from './io-vec-steps.ts';
import { clear, emptyDeque, popBack, popFront, pushBack, type IovDequeState } from './iov-deque.ts';
import { FIRECRACKER_MAX_QUEUE_SIZE } from './layout.ts';

/** Entries that a page of 4096 bytes takes: the least capacity that a deque of so many entries has. */
const CAPACITY = 256;

/**
 * The buffers of chains that the device writes, one behind the other: `IoVecBufferMut` of
 * src/vmm/src/devices/virtio/iovec.rs, over an `IovDeque`. Marking memory dirty is left out.
 */
export class IoVecBufferMut implements IoVectorQueue {
  readonly #domain: Domain;
  readonly #side: IoVectorSide;
  #vecs: readonly IoVec[];
  #deque: IovDequeState;
  #len: U32;

  /** Throws a `RangeError` for more entries than the deque holds. */
  constructor(domain: Domain, vecs: readonly IoVec[], side: IoVectorSide) {
    this.#domain = domain;
    this.#side = side;
    this.#vecs = [];
    this.#deque = emptyDeque(domain, FIRECRACKER_MAX_QUEUE_SIZE, CAPACITY);
    this.#len = totalLength(domain, vecs);
    if (!this.#pushAll(vecs).ok)
      throw new RangeError(`${vecs.length} entries: there is room for ${CAPACITY}`);
  }

  get entries(): readonly IoVec[] {
    return this.#vecs;
  }

  /** `IoVecBufferMut::len`. */
  get length(): U32 {
    return this.#len;
  }

  /** The deque's fields: it holds `entries`, in this order. */
  get deque(): IovDequeState {
    return this.#deque;
  }

  /** `IoVecBufferMut::load_descriptor_chain`. After a failure it is empty. */
  load(mem: GuestMemory, chain: DescriptorChain): Result<void, LoadError> {
    this.#vecs = [];
    this.#deque = clear(this.#domain, this.#deque);
    this.#len = this.#domain.u32(0);
    const appended = this.append(mem, chain);
    return appended.ok ? ok() : appended;
  }

  /** `IoVecBufferMut::append_descriptor_chain`. A failure leaves what was there before. */
  append(mem: GuestMemory, chain: DescriptorChain): Result<ParsedChain, LoadError> {
    const room = this.#deque.limit.sub(this.#deque.len);
    const { entries, state, error } = loadChain(this.#side, this.#domain, mem, chain.walk(), room);
    if (error !== undefined) return err(error);
    const len = this.#side.finish(this.#domain, this.#len, state);
    if (!len.ok) return len;

    this.#len = len.value;
    // That there is room was seen for each of them.
    this.#pushAll(entries);
    return ok({ head: chain.head, length: state.length, entries: entries.length });
  }

  /** `IoVecBufferMut::drop_chain_front`. */
  dropFront(chain: ParsedChain): Result<void, Panic> {
    const deque = popFront(this.#domain, this.#deque, this.#domain.u16(chain.entries));
    if (!deque.ok) return deque;
    return this.#drop(deque.value, this.#vecs.slice(chain.entries), chain.length);
  }

  /** `IoVecBufferMut::drop_chain_back`. */
  dropBack(chain: ParsedChain): Result<void, Panic> {
    const deque = popBack(this.#domain, this.#deque, this.#domain.u16(chain.entries));
    if (!deque.ok) return deque;
    return this.#drop(deque.value, this.#vecs.slice(0, this.#vecs.length - chain.entries), chain.length);
  }

  /** `IoVecBufferMut::write_volatile_at`. */
  copy(mem: GuestMemory, peer: Peer, offset: U64, wanted: U64): Result<U64, CopyError> {
    const start = startOfCopy(this.#domain, offset, wanted);
    return copyThrough(this.#side, this.#domain, mem, this.#vecs, peer, start);
  }

  /** `IoVecBufferMut::write_all_volatile_at`. */
  copyAll(mem: GuestMemory, peer: Peer, offset: U64, wanted: U64): Result<void, CopyError> {
    return exactly(this.#domain, this, mem, peer, offset, wanted);
  }

  #pushAll(vecs: readonly IoVec[]): Result<void, Panic> {
    for (const iov of vecs) {
      const pushed = pushBack(this.#domain, this.#deque);
      if (!pushed.ok) return pushed;
      this.#deque = pushed.value.deque;
      this.#vecs = [...this.#vecs, iov];
    }
    return ok();
  }

  #drop(deque: IovDequeState, vecs: readonly IoVec[], length: U32): Result<void, Panic> {
    this.#deque = deque;
    this.#vecs = vecs;
    this.#len = this.#len.sub(length);
    return ok();
  }
}

/** The vector that the device writes to, in steps. */
export const writable: IoVectorSide<IoVecBufferMut> = {
  isWritable: true,
  capacity: FIRECRACKER_MAX_QUEUE_SIZE,
  push: pushWritable,
  finish: finishWritable,
  copy: copyTo,
  make: (domain, entries = []) => new IoVecBufferMut(domain, entries, writable),
};
