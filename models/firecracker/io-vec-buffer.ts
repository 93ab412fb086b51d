import { err, ok, type Domain, type GuestMemory, type Result, type U32, type U64 } from 'ringproof';
import type { DescriptorChain } from '../descriptor-chain.ts';
import type { CopyError, IoVec, IoVector, IoVectorSide, LoadError, Peer } from '../io-vector.ts';
import { copyThrough, loadChain, startOfCopy } from '../io-vector-driver.ts';
import { copyFrom, finishReadable, pushReadable } from './io-vec-steps.ts';

/** The buffer of a chain that the device reads: `IoVecBuffer` of src/vmm/src/devices/virtio/iovec.rs, over a `Vec`. */
export class IoVecBuffer implements IoVector {
  readonly #domain: Domain;
  readonly #side: IoVectorSide;
  #vecs: readonly IoVec[];
  #len: U32;

  constructor(domain: Domain, vecs: readonly IoVec[], side: IoVectorSide) {
    this.#domain = domain;
    this.#side = side;
    this.#vecs = vecs;
    this.#len = totalLength(domain, vecs);
  }

  get entries(): readonly IoVec[] {
    return this.#vecs;
  }

  /** `IoVecBuffer::len`. */
  get length(): U32 {
    return this.#len;
  }

  /** `IoVecBuffer::load_descriptor_chain`. A chain that is refused stays in part. */
  load(mem: GuestMemory, chain: DescriptorChain): Result<void, LoadError> {
    const loaded = loadChain(this.#side, this.#domain, mem, chain.walk(), this.#domain.u16(0));
    this.#vecs = loaded.entries;
    this.#len = loaded.state.length;
    return loaded.error === undefined ? ok() : err(loaded.error);
  }

  /** `IoVecBuffer::read_volatile_at`. */
  copy(mem: GuestMemory, peer: Peer, offset: U64, wanted: U64): Result<U64, CopyError> {
    const start = startOfCopy(this.#domain, offset, wanted);
    return copyThrough(this.#side, this.#domain, mem, this.#vecs, peer, start);
  }

  /** `IoVecBuffer::read_exact_volatile_at`. */
  copyAll(mem: GuestMemory, peer: Peer, offset: U64, wanted: U64): Result<void, CopyError> {
    return exactly(this.#domain, this, mem, peer, offset, wanted);
  }
}

/** The sum of the lengths. */
export function totalLength(domain: Domain, vecs: readonly IoVec[]): U32 {
  return vecs.reduce((sum, { len }) => sum.add(len), domain.u32(0));
}

/** What `read_exact_volatile_at` and `write_all_volatile_at` have in common. */
export function exactly(
  domain: Domain,
  vector: IoVector,
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

/** The vector that the device reads from, in steps. */
export const readable: IoVectorSide<IoVecBuffer> = {
  isWritable: false,
  keepsPartOfFailedChain: true,
  push: pushReadable,
  finish: finishReadable,
  copy: copyFrom,
  make: (domain, entries = []) => new IoVecBuffer(domain, entries, readable),
};
