import { ok } from 'ringproof';
import { DESC_F_WRITE, type Descriptor } from '../../models/descriptor-chain.ts';
import { readable } from '../../models/firecracker/io-vec-buffer.ts';
import { writable } from '../../models/firecracker/io-vec-buffer-mut.ts';
import type { IoVec, IoVectorSide, LoadError, LoadState, LoadStep } from '../../models/io-vector.ts';
import { vectors, type BrokenVector } from './broken-vector.fixture.ts';

type Push = IoVectorSide['push'];

/** `push` where an error of one kind is not made. */
function overlooking(kind: LoadError['kind'], right: IoVectorSide): Push {
  return (domain, memory, state, descriptor): LoadStep => {
    const step = right.push(domain, memory, state, descriptor);
    if (step.error?.kind !== kind) return step;
    const pushed: IoVec = { base: descriptor.addr, len: descriptor.len };
    const [entries, length] = [state.entries.add(1), state.length.add(descriptor.len)];
    return { state: { entries, length, room: state.room.sub(1) }, pushed, error: undefined };
  };
}

/** `push` where what it leaves is something else. */
function leaving(
  right: IoVectorSide,
  wrong: (after: LoadState, before: LoadState, step: LoadStep) => LoadState,
): Push {
  return (domain, memory, state, descriptor) => {
    const step = right.push(domain, memory, state, descriptor);
    return { ...step, state: wrong(step.state, state, step) };
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
      writable: { push: (domain, memory, state, of) => writable.push(domain, memory, state, withFlags(of)) },
    }),
    refutes: { 'io-vector/load-step': 'it is taken exactly if nothing is wrong' },
  },
  {
    what: 'room is not used up',
    model: vectors({
      writable: { push: leaving(writable, (after, before) => ({ ...after, room: before.room })) },
    }),
    refutes: { 'io-vector/load-step': 'there is room for one less' },
  },
  {
    what: 'descriptors are ignored',
    model: vectors({
      readable: { push: (_, __, state) => ({ state, pushed: undefined, error: undefined }) },
    }),
    refutes: { 'io-vector/load-step': 'it is taken exactly if nothing is wrong' },
  },
  {
    what: 'a length is not counted',
    model: vectors({
      readable: { push: leaving(readable, (after, before) => ({ ...after, length: before.length })) },
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
    model: vectors({ writable: { finish: (_, length, loaded) => ok(length.add(loaded.length)) } }),
    refutes: { 'io-vector/append': 'it is taken exactly if the sum fits' },
  },
];
