import { proof, type ObservedMemory, type ProofContext } from 'ringproof';
import { DESC_F_WRITE, type Descriptor } from 'ringproof/virtio/split';
import { ioVector, type LoadState, type LoadStep } from 'ringproof/virtio/io-vector';
import { anySide, type AnySide } from './vector.ts';

/** One descriptor, taken in by a vector in any state. */
interface Loaded {
  readonly before: LoadState;
  readonly descriptor: Descriptor;
  readonly memory: ObservedMemory;
  readonly step: LoadStep;
  /** Where loading stands then. */
  readonly state: LoadState;
}

function load(p: ProofContext, side: AnySide): Loaded {
  const memory = p.memory();
  const loading = side.loading({ isOpen: true, memory });
  const before = loading.state;
  const descriptor: Descriptor = {
    addr: p.any.u64('addr'),
    len: p.any.u32('len'),
    flags: p.any.u16('flags'),
    next: p.any.u16('next'),
  };
  const step = loading.push(memory, descriptor);
  return { before, descriptor, memory, step, state: loading.state };
}

/** Whether the state of loading shows the room, where there is a capacity. */
function hasRoom({ capacity }: AnySide, { room }: LoadState): boolean {
  return (capacity === undefined) === (room === undefined);
}

/** What can be wrong with a descriptor, each under the name of its error. */
function faults(p: ProofContext, side: AnySide, { before, descriptor, memory }: Loaded) {
  const { addr, len, flags } = descriptor;
  const isForDevice = flags.and(DESC_F_WRITE).ne(0);
  const total = before.length.zeroExtend(64).add(len.zeroExtend(64));
  return {
    WriteOnlyDescriptor: side.isWritable ? p.domain.bool(false) : isForDevice,
    ReadOnlyDescriptor: side.isWritable ? isForDevice.not() : p.domain.bool(false),
    GuestMemory: memory.checkSlice(addr, len.zeroExtend(64)).not(),
    IovDequeOverflow: before.room?.eq(0) ?? p.domain.bool(false),
    OverflowedDescriptor: total.gt(2n ** 32n - 1n),
    Chain: p.domain.bool(false),
  };
}

export const loadStep = proof({
  id: 'io-vector/load-step',
  title:
    'a descriptor becomes an entry, counted with all its bytes, exactly if nothing is wrong with it; else the error says what',
  requirements: [],
  doesNotProve:
    'that it is a chain’s next descriptor: the proofs under chain/ say what a walk yields, up to any length.',
  on: ioVector,
  covers: [
    'a wrong direction',
    'memory that is not within one region',
    'too many bytes',
    'the last entry that there is room for',
    'an empty buffer',
    'the greatest length',
  ],
  body: (p, device) => {
    const side = anySide(p, device);
    const loaded = load(p, side);
    const { before, descriptor, memory, state } = loaded;
    const { pushed, error } = loaded.step;
    const wrong = faults(p, side, loaded);

    p.assert('memory is not looked at', memory.events.all.length === 0);
    const isWrong = p.domain.bool(false).or(...Object.values(wrong));
    p.assert('it is taken exactly if nothing is wrong', error === undefined ? isWrong.not() : isWrong);
    if (error !== undefined) {
      p.assert('the error names what is wrong', wrong[error.kind]);
      p.cover('a wrong direction', wrong.WriteOnlyDescriptor.or(wrong.ReadOnlyDescriptor));
      p.cover('memory that is not within one region', wrong.GuestMemory);
      p.cover('too many bytes', wrong.OverflowedDescriptor);
      return;
    }
    p.assert('there is an entry for it', pushed !== undefined);
    if (pushed === undefined) return;
    const isOfDescriptor = pushed.base.eq(descriptor.addr).and(pushed.len.eq(descriptor.len));
    p.assert('the entry is the descriptor’s buffer', isOfDescriptor);
    p.assert('it lies within one region', memory.checkSlice(pushed.base, pushed.len.zeroExtend(64)));
    p.assert('there is one entry more', state.entries.eq(before.entries.add(1)));
    const exact = before.length.zeroExtend(64).add(descriptor.len.zeroExtend(64));
    p.assert('the length is the exact sum', state.length.zeroExtend(64).eq(exact));
    p.assert('room is known of a vector with a capacity', hasRoom(side, state));
    if (side.capacity !== undefined && before.room !== undefined && state.room !== undefined) {
      p.assert('there was room', before.room.ne(0));
      p.assert('there is room for one less', state.room.eq(before.room.sub(1)));
      p.assert('no more entries than its capacity', state.entries.le(side.capacity));
      p.cover('the last entry that there is room for', before.room.eq(1));
    }
    p.cover('an empty buffer', pushed.len.eq(0));
    p.cover('the greatest length', state.length.eq(2n ** 32n - 1n).and(before.entries.ne(0)));
  },
});

/** The covers of `leavesNothing`. */
const REFUSED = ['a chain refused at its first descriptor', 'a chain refused later'] as const;

/** What a refused descriptor may leave of its chain: nothing. */
function leavesNothing(p: ProofContext<(typeof REFUSED)[number]>, side: AnySide): void {
  const { before, step, state } = load(p, side);
  if (step.error === undefined) return;
  p.assert('no entry of the chain is left', state.entries.eq(0));
  p.assert('no byte of it is counted', state.length.eq(0));
  p.assert('room is known of a vector with a capacity', hasRoom(side, state));
  if (before.room !== undefined && state.room !== undefined)
    p.assert('the room is what it was before the chain', state.room.eq(before.room.add(before.entries)));
  p.cover('a chain refused at its first descriptor', before.entries.eq(0));
  p.cover('a chain refused later', before.entries.gt(1));
}

export const loadAtomic = proof({
  id: 'io-vector/load-atomic',
  title:
    'a vector to be written to is left as it was by a chain that is refused, whichever descriptor is to blame',
  requirements: [],
  doesNotProve: 'the same of a vector to be read from: see io-vector/load-atomic-readable.',
  on: ioVector,
  covers: REFUSED,
  body: (p, { writable }) => leavesNothing(p, writable),
});

export const loadAtomicReadable = proof({
  id: 'io-vector/load-atomic-readable',
  title: 'a vector to be read from holds nothing of a chain that was refused',
  requirements: [],
  doesNotProve: 'that a device looks at such a vector at all.',
  on: ioVector,
  covers: REFUSED,
  body: (p, { readable }) => leavesNothing(p, readable),
});

export const loadLength = proof({
  id: 'io-vector/load-length',
  title:
    'the length of a vector is the sum of its entries’ lengths, whether or not the next descriptor is accepted',
  requirements: [],
  doesNotProve: 'that a refused chain leaves nothing: see io-vector/load-atomic-readable.',
  on: ioVector,
  covers: ['an entry more', 'no entry more'],
  body: (p, device) => {
    const side = anySide(p, device);
    const { before, step, state } = load(p, side);
    const { pushed } = step;
    // By induction: before, the length is that of the entries. What there is more is the one that was pushed, if any.
    const isEmpty = state.entries.eq(0);
    const isKept = state.entries.eq(before.entries.add(1));
    const none = p.domain.u64(0);
    const more = p.domain.select(isKept, pushed?.len.zeroExtend(64) ?? none, none);
    const sum = p.domain.select(isEmpty, none, before.length.zeroExtend(64).add(more));
    if (p.domain.decide(before.entries.eq(0))) p.assume(before.length.eq(0));

    p.assert('an entry more is one that was pushed', isKept.implies(pushed !== undefined));
    p.assert('no entry goes missing alone', isEmpty.or(isKept, state.entries.eq(before.entries)));
    p.assert('the length is that of the entries', state.length.zeroExtend(64).eq(sum));
    p.cover('an entry more', isKept);
    p.cover('no entry more', isKept.not());
  },
});

export const append = proof({
  id: 'io-vector/append',
  title:
    'a vector of several chains has as many bytes as they have together, and takes none that makes it 2^32 or more',
  requirements: [],
  doesNotProve: 'anything of a vector of one chain only: its length is that chain’s.',
  on: ioVector,
  covers: ['a sum of 2^32', 'the greatest sum'],
  body: (p, { writable, readable }) => {
    const length = p.any.u32('length_before');
    const memory = p.memory();
    const into = writable.loading({ isOpen: false, memory });
    const loaded = into.state;
    const exact = length.zeroExtend(64).add(loaded.length.zeroExtend(64));
    const first = readable.loading({ isOpen: false, memory });
    const ofOne = first.finish(p.domain.u32(0));

    const result = into.finish(length);

    p.assert('a first chain has its own length', ofOne.ok ? ofOne.value.eq(first.state.length) : false);
    p.assert('it is taken exactly if the sum fits', exact.lt(2n ** 32n).iff(result.ok));
    if (!result.ok) {
      p.assert('else that is the error', result.error.kind === 'OverflowedDescriptor');
      p.cover('a sum of 2^32', exact.eq(2n ** 32n));
      return;
    }
    p.assert('the length is the sum', result.value.zeroExtend(64).eq(exact));
    p.cover('the greatest sum', exact.eq(2n ** 32n - 1n).and(length.ne(0), loaded.length.ne(0)));
  },
});
