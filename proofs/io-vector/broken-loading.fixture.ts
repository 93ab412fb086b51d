import { ok } from 'ringproof';
import { DESC_F_WRITE, type Descriptor } from 'ringproof/virtio/split';
import {
  readableRounds as readable,
  writableRounds as writable,
  type Loading,
  type LoadingRoom,
  type Rounds,
} from '../../models/firecracker/iovec-steps.ts';
import type { IoVec, LoadError, LoadStep } from 'ringproof/virtio/io-vector';
import { vectors, type BrokenVector } from './broken-vector.fixture.ts';

type Push<L extends Loading> = Rounds<L>['push'];

/** `push` where an error of one kind is not made. */
function overlooking<L extends Loading>(kind: LoadError['kind'], right: Rounds<L>): Push<L> {
  return (loading, memory, descriptor): LoadStep => {
    const before = { ...loading };
    const step = right.push(loading, memory, descriptor);
    if (step.error?.kind !== kind) return step;
    const pushed: IoVec = { base: descriptor.addr, len: descriptor.len };
    const [entries, length] = [before.entries.add(1), before.length.add(descriptor.len)];
    const { room } = roomOf(before);
    Object.assign(loading, before, { entries, length }, room === undefined ? {} : { room: room.sub(1) });
    return { pushed, error: undefined };
  };
}

function roomOf(loading: Loading): Partial<LoadingRoom> {
  return loading;
}

/** `push` where what it leaves is something else. */
function leaving<L extends Loading>(
  right: Rounds<L>,
  wrong: (after: L, before: L, step: LoadStep) => Partial<L>,
): Push<L> {
  return (loading, memory, descriptor) => {
    const before = { ...loading };
    const step = right.push(loading, memory, descriptor);
    Object.assign(loading, wrong({ ...loading }, before, step));
    return step;
  };
}

const withFlags = (descriptor: Descriptor): Descriptor => ({
  ...descriptor,
  flags: descriptor.flags.or(DESC_F_WRITE),
});

export const BROKEN_LOADING: readonly BrokenVector[] = [
  {
    what: 'the sum of the lengths wraps',
    model: vectors({ writable: { push: overlooking('OverflowedDescriptor', writable) } }),
    refutes: { 'io-vector/load-step': 'it is taken exactly if nothing is wrong' },
  },
  {
    what: 'a buffer need not be in guest memory',
    model: vectors({ readable: { push: overlooking('GuestMemory', readable) } }),
    refutes: { 'io-vector/load-step': 'it is taken exactly if nothing is wrong' },
  },
  {
    what: 'there is always room',
    model: vectors({ writable: { push: overlooking('IovDequeOverflow', writable) } }),
    refutes: { 'io-vector/load-step': 'it is taken exactly if nothing is wrong' },
  },
  {
    what: 'buffers for the device to read are written to',
    model: vectors({
      writable: { push: (loading, memory, of) => writable.push(loading, memory, withFlags(of)) },
    }),
    refutes: { 'io-vector/load-step': 'it is taken exactly if nothing is wrong' },
  },
  {
    what: 'room is not used up',
    model: vectors({
      writable: { push: leaving(writable, (_, { room }) => ({ room })) },
    }),
    refutes: { 'io-vector/load-step': 'there is room for one less' },
  },
  {
    what: 'descriptors are ignored',
    model: vectors({
      readable: { push: () => ({ pushed: undefined, error: undefined }) },
    }),
    refutes: { 'io-vector/load-step': 'it is taken exactly if nothing is wrong' },
  },
  {
    what: 'a length is not counted',
    model: vectors({
      readable: { push: leaving(readable, (_, { length }) => ({ length })) },
    }),
    refutes: {
      'io-vector/load-step': 'the length is the exact sum',
      'io-vector/load-length': 'the length is that of the entries',
    },
  },
  {
    what: 'a refused chain is not taken back',
    model: vectors({
      writable: {
        push: leaving(writable, (after, before, { error }) => (error === undefined ? after : before)),
      },
    }),
    refutes: { 'io-vector/load-atomic': 'no entry of the chain is left' },
  },
  {
    what: 'the sum of several chains wraps',
    model: vectors({ writable: { finish: (loading, length) => ok(length.add(loading.length)) } }),
    refutes: { 'io-vector/append': 'it is taken exactly if the sum fits' },
  },
];
