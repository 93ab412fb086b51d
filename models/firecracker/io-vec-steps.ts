import {
  err,
  ok,
  type Domain,
  type GuestMemory,
  type Place,
  type Result,
  type U32,
  type U64,
} from 'ringproof';
import { DESC_F_WRITE, type Descriptor } from '../descriptor-chain.ts';
import type { CopyError, CopyState, IoVec, LoadError, LoadState, LoadStep, Peer } from '../io-vector.ts';

/** One round of the loop in `IoVecBuffer::load_descriptor_chain`. What was pushed stays, also what is not counted. */
export function pushReadable(domain: Domain, mem: GuestMemory, state: LoadState, desc: Descriptor): LoadStep {
  const refuse = (error: LoadError): LoadStep => ({ state, pushed: undefined, error });
  if (domain.decide(desc.flags.and(DESC_F_WRITE).ne(0))) return refuse({ kind: 'WriteOnlyDescriptor' });

  if (!domain.decide(mem.checkSlice(desc.addr, desc.len.zeroExtend(64))))
    return refuse({ kind: 'GuestMemory' });
  const pushed: IoVec = { base: desc.addr, len: desc.len };
  const entries = state.entries.add(1);

  const length = state.length.checkedAdd(desc.len);
  if (length === undefined)
    return { state: { ...state, entries }, pushed, error: { kind: 'OverflowedDescriptor' } };
  return { state: { ...state, entries, length }, pushed, error: undefined };
}

/** One round of the loop in `IoVecBufferMut::append_descriptor_chain`. An error takes back what the chain pushed. */
export function pushWritable(domain: Domain, mem: GuestMemory, state: LoadState, desc: Descriptor): LoadStep {
  const refuse = (error: LoadError, pushed?: IoVec): LoadStep => ({
    state: undone(domain, state),
    pushed,
    error,
  });
  if (domain.decide(desc.flags.and(DESC_F_WRITE).eq(0))) return refuse({ kind: 'ReadOnlyDescriptor' });

  if (!domain.decide(mem.checkSlice(desc.addr, desc.len.zeroExtend(64))))
    return refuse({ kind: 'GuestMemory' });

  if (domain.decide(state.room.eq(0))) return refuse({ kind: 'IovDequeOverflow' });
  const pushed: IoVec = { base: desc.addr, len: desc.len };

  const length = state.length.checkedAdd(desc.len);
  if (length === undefined) return refuse({ kind: 'OverflowedDescriptor' }, pushed);
  return {
    state: { entries: state.entries.add(1), length, room: state.room.sub(1) },
    pushed,
    error: undefined,
  };
}

/** The end of `IoVecBuffer::load_descriptor_chain`: the vector was cleared before, its length is the chain's. */
export function finishReadable(_domain: Domain, _length: U32, loaded: LoadState): Result<U32, LoadError> {
  return ok(loaded.length);
}

/** The end of `IoVecBufferMut::append_descriptor_chain`. An error takes back what the chain pushed. */
export function finishWritable(_domain: Domain, length: U32, loaded: LoadState): Result<U32, LoadError> {
  const sum = length.checkedAdd(loaded.length);
  return sum === undefined ? err({ kind: 'OverflowedDescriptor' }) : ok(sum);
}

/** One round of the loop in `IoVecBuffer::read_volatile_at`: guest memory is read, the peer is written. */
export function copyFrom(
  domain: Domain,
  mem: GuestMemory,
  state: CopyState,
  iov: IoVec,
  peer: Peer,
): Result<CopyState, CopyError> {
  return copy(domain, mem, state, iov, peer, (guest, there, length) => mem.transfer(guest, there, length));
}

/** One round of the loop in `IoVecBufferMut::write_volatile_at`: the peer is read, guest memory is written. */
export function copyTo(
  domain: Domain,
  mem: GuestMemory,
  state: CopyState,
  iov: IoVec,
  peer: Peer,
): Result<CopyState, CopyError> {
  return copy(domain, mem, state, iov, peer, (guest, there, length) => mem.transfer(there, guest, length));
}

type Transfer = (guest: Place, there: Place, length: U64) => ReturnType<GuestMemory['transfer']>;

/**
 * A round that finds nothing more to be copied changes nothing: upstream has left the loop then. It leaves it, too, when
 * the peer takes less than it might; and when the peer fails, which is an error only of the first bytes.
 */
function copy(
  domain: Domain,
  mem: GuestMemory,
  state: CopyState,
  iov: IoVec,
  peer: Peer,
  transfer: Transfer,
): Result<CopyState, CopyError> {
  const { skip, done, wanted } = state;
  if (domain.decide(wanted.eq(0))) return ok(state);

  const entry = state.entry.add(1);
  const len = iov.len.zeroExtend(64);
  if (domain.decide(skip.ge(len))) return ok({ entry, skip: skip.sub(len), done, wanted });

  const slice = len.sub(skip);
  const length = domain.select(slice.gt(wanted), wanted, slice);
  if (!domain.decide(mem.checkSlice(iov.base, skip.add(length)))) return err({ kind: 'HostMemory' });

  const none = domain.u64(0);
  const taken = peer.takes === undefined ? ok(length) : peer.takes(length);
  if (!taken.ok) return domain.decide(done.gt(0)) ? ok({ entry, skip: none, done, wanted: none }) : taken;

  const there = { ...peer, address: peer.address.add(done) };
  if (!transfer({ address: iov.base.add(skip) }, there, taken.value).ok) return err({ kind: 'HostMemory' });

  const left = domain.select(taken.value.lt(length), none, wanted.sub(taken.value));
  return ok({ entry, skip: none, done: done.add(taken.value), wanted: left });
}

/** As it was before the chain's first descriptor. */
function undone(domain: Domain, { entries, room }: LoadState): LoadState {
  return { entries: domain.u16(0), length: domain.u32(0), room: room.add(entries) };
}
