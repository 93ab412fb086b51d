import { err, ok, type Domain, type GuestMemory, type Result, type U16, type U32, type U64 } from 'ringproof';
import type { WalkOperations } from 'ringproof/virtio/split';
import type {
  CopyError,
  EntryList,
  IoVec,
  LoadableChain,
  LoadError,
  ParsedChain,
  Peer,
  VectorOperations,
  VectorQueueOperations,
} from 'ringproof/virtio/io-vector';
import { IovDeque } from './iov-deque.ts';
import {
  readableRounds,
  startCopying,
  startLoading,
  startLoadingRoom,
  writableRounds,
  type Loading,
  type LoadingRoom,
  type Rounds,
} from './iovec-steps.ts';
import { FIRECRACKER_MAX_QUEUE_SIZE } from './layout.ts';

/** What an `IoVecBuffer` remembers: its `Vec`, of which `count` is the length, and its own `len` in bytes. */
export interface BufferFields extends EntryList {
  readonly count: U16;
  readonly length: U32;
}

/** The buffer of a chain that the device reads: `IoVecBuffer` of src/vmm/src/devices/virtio/iovec.rs. */
export class IoVecBuffer implements BufferFields, VectorOperations {
  entries: readonly IoVec[];
  count: U16;
  length: U32;
  protected readonly domain: Domain;
  readonly #rounds: Rounds;

  constructor(domain: Domain, { entries, count, length }: BufferFields, rounds = readableRounds) {
    this.domain = domain;
    this.entries = entries;
    this.count = count;
    this.length = length;
    this.#rounds = rounds;
  }

  /** `IoVecBuffer::default`. */
  static new(domain: Domain): IoVecBuffer {
    return new IoVecBuffer(domain, { entries: [], count: domain.u16(0), length: domain.u32(0) });
  }

  /** `IoVecBuffer::load_descriptor_chain`. A chain that is refused stays in part. */
  load(mem: GuestMemory, chain: LoadableChain): Result<void, LoadError> {
    [this.entries, this.count, this.length] = [[], this.domain.u16(0), this.domain.u32(0)];
    const loading = startLoading(this.domain);
    const keep = (iov: IoVec): void => {
      this.entries = [...this.entries, iov];
      this.count = this.count.add(1);
    };
    const error = loadAll(this.#rounds, loading, mem, chain.walk(), keep);
    this.length = loading.length;
    if (error !== undefined) return err(error);
    const length = this.#rounds.finish(loading, this.domain.u32(0));
    // unreached: this vector was cleared before, so that the sum is the chain's, which does not overflow
    if (length.ok) this.length = length.value;
    // unreached: as above
    return length.ok ? ok() : length;
  }

  /** `IoVecBuffer::read_volatile_at`. */
  copy(mem: GuestMemory, peer: Peer, offset: U64, wanted: U64): Result<U64, CopyError> {
    return copyAt(this.#rounds, this.domain, this.entries, mem, peer, offset, wanted);
  }

  /** `IoVecBuffer::read_exact_volatile_at`. */
  copyAll(mem: GuestMemory, peer: Peer, offset: U64, wanted: U64): Result<void, CopyError> {
    return exactly(this.domain, this, mem, peer, offset, wanted);
  }
}

/** What an `IoVecBufferMut` remembers: its `IovDeque`, of which `count` is the length, and its own `len` in bytes. */
export interface BufferMutFields extends BufferFields {
  readonly start: U16;
  readonly capacity: U16;
}

/** Entries that a page of 4096 bytes takes: the least capacity that a deque of so many entries has. */
const CAPACITY = 256;

/**
 * The buffers of chains that the device writes, one after the other: `IoVecBufferMut` of
 * src/vmm/src/devices/virtio/iovec.rs, over an `IovDeque` that holds `entries`, in this order. Marking memory dirty is left
 * out.
 */
export class IoVecBufferMut implements BufferMutFields, VectorQueueOperations {
  entries: readonly IoVec[];
  length: U32;
  protected readonly domain: Domain;
  readonly #deque: IovDeque;
  readonly #rounds: Rounds<LoadingRoom>;

  constructor(domain: Domain, fields: BufferMutFields, rounds = writableRounds) {
    const { entries, length, start, count: len, capacity } = fields;
    this.domain = domain;
    this.entries = entries;
    this.length = length;
    this.#deque = new IovDeque(domain, {
      ...{ start, len, capacity },
      limit: domain.u16(FIRECRACKER_MAX_QUEUE_SIZE),
    });
    this.#rounds = rounds;
  }

  /** `IoVecBufferMut::new`, on a host with pages of 4096 bytes. */
  static new(domain: Domain): IoVecBufferMut {
    const none = domain.u16(0);
    const deque = { start: none, count: none, capacity: domain.u16(CAPACITY) };
    return new IoVecBufferMut(domain, { entries: [], length: domain.u32(0), ...deque });
  }

  get start(): U16 {
    return this.#deque.start;
  }

  get count(): U16 {
    return this.#deque.len;
  }

  get capacity(): U16 {
    return this.#deque.capacity;
  }

  /** `IoVecBufferMut::load_descriptor_chain`. After a failure it is empty. */
  load(mem: GuestMemory, chain: LoadableChain): Result<void, LoadError> {
    this.#deque.clear();
    this.entries = [];
    this.length = this.domain.u32(0);
    const appended = this.append(mem, chain);
    return appended.ok ? ok() : appended;
  }

  /** `IoVecBufferMut::append_descriptor_chain`. A failure leaves what was there before. */
  append(mem: GuestMemory, chain: LoadableChain): Result<ParsedChain, LoadError> {
    const before = this.entries.length;
    const loading = startLoadingRoom(this.domain, this.#deque.limit.sub(this.#deque.len));
    const keep = (iov: IoVec): void => {
      // That there is room was seen before.
      this.#deque.pushBack();
      this.entries = [...this.entries, iov];
    };
    const error = loadAll(this.#rounds, loading, mem, chain.walk(), keep);
    const entries = this.entries.length - before;
    if (error !== undefined) return this.#takeBack(entries, error);

    const length = this.#rounds.finish(loading, this.length);
    if (!length.ok) return this.#takeBack(entries, length.error);
    this.length = length.value;
    return ok({ head: chain.head, length: loading.length, entries });
  }

  /** `IoVecBufferMut::drop_chain_front`. */
  dropFront(chain: ParsedChain): void {
    this.#deque.popFront(this.domain.u16(chain.entries));
    this.entries = this.entries.slice(chain.entries);
    this.length = this.length.sub(chain.length);
  }

  /** `IoVecBufferMut::drop_chain_back`. */
  dropBack(chain: ParsedChain): void {
    this.#deque.popBack(this.domain.u16(chain.entries));
    this.entries = this.entries.slice(0, this.entries.length - chain.entries);
    this.length = this.length.sub(chain.length);
  }

  /** `IoVecBufferMut::write_volatile_at`. */
  copy(mem: GuestMemory, peer: Peer, offset: U64, wanted: U64): Result<U64, CopyError> {
    return copyAt(this.#rounds, this.domain, this.entries, mem, peer, offset, wanted);
  }

  /** `IoVecBufferMut::write_all_volatile_at`. */
  copyAll(mem: GuestMemory, peer: Peer, offset: U64, wanted: U64): Result<void, CopyError> {
    return exactly(this.domain, this, mem, peer, offset, wanted);
  }

  /** Pops the last entries again, those of a chain that is refused. */
  #takeBack(entries: number, error: LoadError): Result<never, LoadError> {
    this.#deque.popBack(this.domain.u16(entries));
    this.entries = this.entries.slice(0, this.entries.length - entries);
    return err(error);
  }
}

/** The loop over a chain: a round for each descriptor, until the chain ends or one is refused. */
function loadAll<L extends Loading>(
  { push }: Pick<Rounds<L>, 'push'>,
  loading: L,
  mem: GuestMemory,
  walk: WalkOperations,
  keep: (iov: IoVec) => void,
): LoadError | undefined {
  for (;;) {
    const next = walk.next(mem);
    if (!next.ok) return { kind: 'Chain', cause: next.error };
    if (next.value === undefined) return undefined;

    const { pushed, error } = push(loading, mem, next.value);
    if (pushed !== undefined) keep(pushed);
    if (error !== undefined) return error;
  }
}

/** The loop over a vector: a round for each entry. */
function copyAt(
  { copy }: Pick<Rounds, 'copy'>,
  domain: Domain,
  entries: readonly IoVec[],
  mem: GuestMemory,
  peer: Peer,
  offset: U64,
  wanted: U64,
): Result<U64, CopyError> {
  const copying = startCopying(domain, offset, wanted);
  for (const iov of entries) {
    const copied = copy(copying, mem, iov, peer);
    if (!copied.ok) return copied;
  }
  return ok(copying.done);
}

/** What `read_exact_volatile_at` and `write_all_volatile_at` have in common. */
function exactly(
  domain: Domain,
  vector: Pick<IoVecBuffer, 'length' | 'copy'>,
  mem: GuestMemory,
  peer: Peer,
  offset: U64,
  expected: U64,
): Result<void, CopyError> {
  if (domain.decide(offset.ge(vector.length.zeroExtend(64)))) return err({ kind: 'OutOfBounds' });

  const completed = vector.copy(mem, peer, offset, expected);
  if (!completed.ok) return completed;
  if (domain.decide(completed.value.ne(expected)))
    return err({ kind: 'PartialBuffer', expected, completed: completed.value });
  return ok();
}
