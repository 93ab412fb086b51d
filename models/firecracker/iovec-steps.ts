import {
  err,
  ok,
  type Domain,
  type GuestMemory,
  type TransferEnd,
  type Result,
  type U16,
  type U32,
  type U64,
} from 'ringproof';
import { DESC_F_WRITE, type Descriptor } from 'ringproof/virtio/split';
import type { CopyError, CopyState, IoVec, LoadError, LoadStep, Peer } from 'ringproof/virtio/io-vector';

/*
 * The bodies of the loops in iovec.rs, each with what it remembers from one round to the next. The loops themselves are in
 * iovec.ts, and made of these.
 */

/** What the loop over a chain remembers: see `LoadState`. */
export interface Loading {
  readonly domain: Domain;
  entries: U16;
  length: U32;
}

/** The same, of a vector that has room for so many entries. */
export interface LoadingRoom extends Loading {
  room: U16;
}

/** What the loop over a vector remembers: see `CopyState`. */
export interface Copying {
  readonly domain: Domain;
  entry: U16;
  skip: U64;
  done: U64;
  wanted: U64;
}

/** The rounds of the loops of one vector. */
export interface Rounds<L extends Loading = Loading> {
  readonly push: (loading: L, mem: GuestMemory, desc: Descriptor) => LoadStep;
  readonly finish: (loading: L, length: U32) => Result<U32, LoadError>;
  readonly copy: (copying: Copying, mem: GuestMemory, iov: IoVec, peer: Peer) => Result<void, CopyError>;
}

/** Before the first descriptor. */
export function startLoading(domain: Domain): Loading {
  return { domain, entries: domain.u16(0), length: domain.u32(0) };
}

/** Before the first descriptor, with so much room. */
export function startLoadingRoom(domain: Domain, room: U16): LoadingRoom {
  return { ...startLoading(domain), room };
}

/** Before the first entry. */
export function startCopying(domain: Domain, offset: U64, wanted: U64): Copying & CopyState {
  return { domain, entry: domain.u16(0), skip: offset, done: domain.u64(0), wanted };
}

/** Of `IoVecBuffer`, which the device reads from. */
export const readableRounds: Rounds = {
  /** Of `load_descriptor_chain`. What was pushed stays, also what is not counted. */
  push: (loading, mem, desc) => {
    const { domain } = loading;
    if (domain.decide(desc.flags.and(DESC_F_WRITE).ne(0))) return refused({ kind: 'WriteOnlyDescriptor' });

    if (!domain.decide(mem.checkSlice(desc.addr, desc.len.zeroExtend(64))))
      return refused({ kind: 'GuestMemory' });
    const pushed: IoVec = { base: desc.addr, len: desc.len };
    loading.entries = loading.entries.add(1);

    const length = loading.length.checkedAdd(desc.len);
    if (length === undefined) return { pushed, error: { kind: 'OverflowedDescriptor' } };
    loading.length = length;
    return { pushed, error: undefined };
  },
  /** The vector was cleared before: its length is the chain's. */
  finish: (loading) => ok(loading.length),
  /** Of `read_volatile_at`: guest memory is read, the peer is written. */
  copy: (copying, mem, iov, peer) =>
    copy(copying, mem, iov, peer, (guest, there, length) => mem.transfer(guest, there, length)),
};

/** Of `IoVecBufferMut`, which the device writes to. */
export const writableRounds: Rounds<LoadingRoom> = {
  /** Of `append_descriptor_chain`. An error takes back what the chain pushed. */
  push: (loading, mem, desc) => {
    const { domain, room } = loading;
    const refuse = (error: LoadError, pushed?: IoVec): LoadStep => {
      takeBack(loading);
      return { pushed, error };
    };
    if (domain.decide(desc.flags.and(DESC_F_WRITE).eq(0))) return refuse({ kind: 'ReadOnlyDescriptor' });

    if (!domain.decide(mem.checkSlice(desc.addr, desc.len.zeroExtend(64))))
      return refuse({ kind: 'GuestMemory' });

    if (domain.decide(room.eq(0))) return refuse({ kind: 'IovDequeOverflow' });
    const pushed: IoVec = { base: desc.addr, len: desc.len };

    const length = loading.length.checkedAdd(desc.len);
    if (length === undefined) return refuse({ kind: 'OverflowedDescriptor' }, pushed);
    loading.entries = loading.entries.add(1);
    loading.length = length;
    loading.room = room.sub(1);
    return { pushed, error: undefined };
  },
  finish: (loading, length) => {
    const sum = length.checkedAdd(loading.length);
    return sum === undefined ? err({ kind: 'OverflowedDescriptor' }) : ok(sum);
  },
  /** Of `write_volatile_at`: the peer is read, guest memory is written. */
  copy: (copying, mem, iov, peer) =>
    copy(copying, mem, iov, peer, (guest, there, length) => mem.transfer(there, guest, length)),
};

type Transfer = (guest: TransferEnd, there: TransferEnd, length: U64) => ReturnType<GuestMemory['transfer']>;

/**
 * A round that finds nothing more to be copied changes nothing: upstream has left the loop then. It leaves it, too, when
 * the peer takes less than it might; and when the peer fails, which is an error only of the first bytes.
 */
function copy(
  copying: Copying,
  mem: GuestMemory,
  iov: IoVec,
  peer: Peer,
  transfer: Transfer,
): Result<void, CopyError> {
  const { domain, skip, done, wanted } = copying;
  if (domain.decide(wanted.eq(0))) return ok();

  const entry = copying.entry.add(1);
  const len = iov.len.zeroExtend(64);
  if (domain.decide(skip.ge(len))) {
    Object.assign(copying, { entry, skip: skip.sub(len) });
    return ok();
  }

  const slice = len.sub(skip);
  const length = domain.select(slice.gt(wanted), wanted, slice);
  domain.trapIf('host pointer', mem.checkSlice(iov.base, skip.add(length)).not());

  const none = domain.u64(0);
  const taken = peer.takes === undefined ? ok(length) : peer.takes(length);
  if (!taken.ok) {
    if (!domain.decide(done.gt(0))) return taken;
    Object.assign(copying, { entry, skip: none, wanted: none });
    return ok();
  }

  const there = { ...peer, address: peer.address.add(done) };
  // unreached: in proofs the peer has a memory of its own
  const host = peer.memory ?? mem;
  domain.trapIf('host pointer', host.checkRange(there.address, taken.value).not());
  // It does not fail then; if it did, it would be the same trap.
  // unreached: both ends were looked at above
  if (!transfer({ address: iov.base.add(skip) }, there, taken.value).ok) domain.trapIf('host pointer', true);

  const left = domain.select(taken.value.lt(length), none, wanted.sub(taken.value));
  Object.assign(copying, { entry, skip: none, done: done.add(taken.value), wanted: left });
  return ok();
}

function refused(error: LoadError): LoadStep {
  return { pushed: undefined, error };
}

/** As it was before the chain's first descriptor. */
function takeBack(loading: LoadingRoom): void {
  const { domain, entries, room } = loading;
  Object.assign(loading, { entries: domain.u16(0), length: domain.u32(0), room: room.add(entries) });
}
