import { err, ok, type Domain, type GuestMemory } from 'ringproof';
import {
  readableRounds as readable,
  writableRounds as writable,
  type Rounds,
} from '../../models/firecracker/iovec-steps.ts';
import type { CopyError, CopyState, IoVec, Peer } from 'ringproof/virtio/io-vector';
import { vectors, type BrokenVector } from './broken-vector.fixture.ts';

type Copy = Rounds['copy'];

/** `copy` of something else, with something else done besides. */
function copying(
  { copy }: Pick<Rounds, 'copy'>,
  change: {
    readonly before?: (domain: Domain, state: CopyState, entry: IoVec) => readonly [CopyState, IoVec];
    readonly after?: (after: CopyState, before: CopyState, domain: Domain) => CopyState;
    readonly besides?: (domain: Domain, memory: GuestMemory, entry: IoVec) => void;
    readonly peer?: (peer: Peer, state: CopyState) => Peer;
  },
): Copy {
  return (copying, memory, entry, peer) => {
    const { domain, ...state } = copying;
    const [from, of] = change.before?.(domain, state, entry) ?? [state, entry];
    Object.assign(copying, from);
    const result = copy(copying, memory, of, change.peer?.(peer, state) ?? peer);
    if (!result.ok) return result;
    change.besides?.(domain, memory, entry);
    Object.assign(copying, change.after?.({ ...copying }, state, domain));
    return result;
  };
}

export const BROKEN_COPYING: readonly BrokenVector[] = [
  {
    what: 'the offset counts in every entry',
    model: vectors({
      readable: { copy: copying(readable, { after: (after, { skip }) => ({ ...after, skip }) }) },
    }),
    refutes: { 'io-vector/read-step': 'the next entry finds all copied up to it' },
  },
  {
    what: 'every entry is read to the beginning of the buffer',
    model: vectors({
      readable: {
        copy: copying(readable, {
          peer: (peer, { done }) => ({ ...peer, address: peer.address.sub(done) }),
        }),
      },
    }),
    refutes: { 'io-vector/read-step': 'a byte of this entry is that of guest memory' },
  },
  {
    what: 'the slice of an entry is one byte too long',
    model: vectors({
      readable: {
        copy: copying(readable, {
          besides: (domain, memory, { base, len }) =>
            domain.trapIf('host pointer', memory.checkSlice(base, len.zeroExtend(64).add(1)).not()),
        }),
      },
    }),
    refutes: { 'io-vector/read-step': 'the host does not trap: host pointer, step' },
  },
  {
    what: 'what the offset skips is read, and the end is not',
    model: vectors({
      readable: {
        copy: copying(readable, {
          before: (domain, state, entry) => {
            const { skip } = state;
            if (domain.decide(skip.ge(entry.len.zeroExtend(64)))) return [state, entry];
            return [
              { ...state, skip: domain.u64(0) },
              { ...entry, len: entry.len.sub(skip.truncate(32)) },
            ];
          },
        }),
      },
    }),
    refutes: { 'io-vector/read-step': 'a byte of this entry is that of guest memory' },
  },
  {
    what: 'reading writes',
    model: vectors({ readable: { copy: writable.copy } }),
    refutes: { 'io-vector/read-step': 'a byte of this entry is that of guest memory' },
  },
  {
    what: 'nothing is copied, though it is counted',
    model: vectors({
      writable: {
        copy: (copying, memory, entry, peer) => {
          const { domain, wanted } = copying;
          const right = writable.copy(copying, memory, entry, { ...peer, takes: () => ok(domain.u64(0)) });
          copying.wanted = wanted;
          return right;
        },
      },
    }),
    refutes: { 'io-vector/write-step': 'the next entry finds all copied up to it' },
  },
  {
    what: 'the byte before the buffer is written, too',
    model: vectors({
      writable: {
        copy: copying(writable, {
          besides: (domain, memory, { base }) => void memory.write(base.sub(1), [domain.u8(0)]),
        }),
      },
    }),
    refutes: { 'io-vector/write-step': 'where none is meant to be, nothing changes' },
  },
  {
    what: 'an entry is written as a whole, however little is wanted',
    model: vectors({
      writable: {
        copy: copying(writable, {
          before: (domain, state, entry) => {
            const all = entry.len.zeroExtend(64);
            const wanted = domain.select(state.wanted.lt(all).and(state.wanted.gt(0)), all, state.wanted);
            return [{ ...state, wanted }, entry];
          },
        }),
      },
    }),
    refutes: { 'io-vector/write-step': 'the next entry finds all copied up to it' },
  },
  {
    what: 'one byte too few is copied of the last entry',
    model: vectors({
      writable: {
        copy: copying(writable, {
          after: (after, before, domain) => {
            const isEnd = after.wanted.eq(0).and(before.wanted.gt(0));
            return { ...after, done: domain.select(isEnd, after.done.sub(1), after.done) };
          },
        }),
      },
    }),
    refutes: {
      'io-vector/write-step': 'the next entry finds all copied up to it',
      'io-vector/write': 'as many bytes as are wanted and there',
      'io-vector/write-all': 'it succeeds exactly where all is there',
    },
  },
  {
    what: 'a peer that fails is an error also behind the first bytes',
    model: vectors({
      readable: {
        copy: (copying, memory, entry, peer) => {
          const failed: CopyError[] = [];
          const result = readable.copy(copying, memory, entry, {
            ...peer,
            takes: (length) => {
              const taken = peer.takes === undefined ? ok(length) : peer.takes(length);
              if (!taken.ok) failed.push(taken.error);
              return taken;
            },
          });
          const [error] = failed;
          return error === undefined ? result : err(error);
        },
      },
    }),
    refutes: { 'io-vector/short-peer': 'it fails with the peer, before the first byte' },
  },
  {
    what: 'a peer that takes less is asked again for the next entry',
    model: vectors({
      readable: {
        copy: copying(readable, {
          after: (after, before) => ({ ...after, wanted: before.wanted.sub(after.done.sub(before.done)) }),
        }),
      },
    }),
    refutes: { 'io-vector/short-peer': 'less than it was asked for is the end' },
  },
];
