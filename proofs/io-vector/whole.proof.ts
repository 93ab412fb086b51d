import { proof, type ObservedMemory, type ProofContext, type U64 } from 'ringproof';
import { ioVector, type CopyError, type IoVec } from 'ringproof/virtio/io-vector';
import { anyEntry, type AnySide } from './vector.ts';

/** Entries that the vectors here have: enough for a first and a next one. */
const ENTRIES = 2;

/** Why these proofs have a bound, and what has none. */
const BOUND = {
  what: 'entries of the vector',
  limit: `${ENTRIES}: they show that the steps are put together right; the steps are proved for any number`,
};

interface WholeCopy {
  readonly entries: readonly IoVec[];
  readonly memory: ObservedMemory;
  readonly host: ObservedMemory;
  readonly address: U64;
  readonly offset: U64;
  readonly wanted: U64;
  /** Bytes of all entries. */
  readonly length: U64;
}

/** Any copy of a vector with so many entries, of any lengths, each within one region, as loading lets them pass. */
function anyCopy(p: ProofContext): WholeCopy {
  const entries = Array.from({ length: ENTRIES }, (_, i) => anyEntry(p, `entry_${i}`));
  const [memory, host] = [p.memory(), p.memory('host')];
  for (const { base, len } of entries) p.assume(memory.checkSlice(base, len.zeroExtend(64)));
  const length = entries.reduce((sum, { len }) => sum.add(len.zeroExtend(64)), p.domain.u64(0));
  p.assume(length.lt(2n ** 32n));
  const [address, offset, wanted] = [p.any.u64('host_address'), p.any.u64('offset'), p.any.u64('wanted')];
  p.assume(wanted.eq(0).or(host.contiguous(address).ge(wanted)));
  return { entries, memory, host, address, offset, wanted, length };
}

/** How many bytes there are behind the offset, up to those wanted. */
function available(p: ProofContext, { length, offset, wanted }: WholeCopy): U64 {
  const there = p.domain.select(offset.lt(length), length.sub(offset), p.domain.u64(0));
  return p.domain.select(there.lt(wanted), there, wanted);
}

/** The covers of `copiesAvailable`. */
const COPIED = ['all of the vector', 'some of it', 'fewer than wanted'] as const;

function copiesAvailable(p: ProofContext<(typeof COPIED)[number]>, side: AnySide): void {
  const any = anyCopy(p);
  const { entries, memory, host, address, offset, wanted, length } = any;
  const vector = side.vector({ phase: 'loaded', memory, entries });

  const result = vector.copy(memory, { memory: host, address }, offset, wanted);

  p.assert('the length is that of the entries', vector.state.length.zeroExtend(64).eq(length));
  p.assert('it does not fail', result.ok);
  if (!result.ok) return;
  p.assert('as many bytes as are wanted and there', result.value.eq(available(p, any)));
  p.cover('all of the vector', result.value.eq(length).and(...entries.map(({ len }) => len.gt(0))));
  p.cover('some of it', result.value.lt(length).and(result.value.gt(0), offset.gt(0)));
  p.cover('fewer than wanted', result.value.lt(wanted).and(result.value.gt(0)));
}

export const read = proof({
  id: 'io-vector/read',
  title: 'reading a vector gives as many bytes as are wanted and there',
  requirements: [],
  doesNotProve: 'which bytes those are: io-vector/read-step does, entry by entry.',
  bound: BOUND,
  on: ioVector,
  covers: COPIED,
  body: (p, { readable }) => copiesAvailable(p, readable),
});

export const write = proof({
  id: 'io-vector/write',
  title: 'writing to a vector takes as many bytes as are wanted and fit in',
  requirements: [],
  doesNotProve: 'where those go: io-vector/write-step does, entry by entry.',
  bound: BOUND,
  on: ioVector,
  covers: COPIED,
  body: (p, { writable }) => copiesAvailable(p, writable),
});

/** The covers of `copiesExactly`. */
const EXACTLY = ['success', 'an offset out of the vector', 'fewer bytes than wanted'] as const;

function copiesExactly(p: ProofContext<(typeof EXACTLY)[number]>, side: AnySide): void {
  const any = anyCopy(p);
  const { entries, memory, host, address, offset, wanted, length } = any;
  const there = available(p, any);

  const vector = side.vector({ phase: 'loaded', memory, entries });
  const result = vector.copyAll(memory, { memory: host, address }, offset, wanted);

  const isWithin = offset.lt(length);
  p.assert('it succeeds exactly where all is there', isWithin.and(there.eq(wanted)).iff(result.ok));
  if (result.ok) {
    p.cover('success', wanted.gt(0));
    return;
  }
  p.assert('the error says why', isExpected(p, result.error, any));
  p.assert('an offset out of the vector copies nothing', isWithin.or(memory.events.all.length === 0));
  p.cover('an offset out of the vector', isWithin.not());
  p.cover('fewer bytes than wanted', isWithin.and(there.gt(0)));
}

export const readExact = proof({
  id: 'io-vector/read-exact',
  title:
    'reading exactly so many bytes of a vector succeeds where they are there; else the error says how many were',
  requirements: [],
  doesNotProve: 'that a failed one has done nothing: what was there is copied.',
  bound: BOUND,
  on: ioVector,
  covers: EXACTLY,
  body: (p, { readable }) => copiesExactly(p, readable),
});

export const writeAll = proof({
  id: 'io-vector/write-all',
  title:
    'writing exactly so many bytes to a vector succeeds where they fit in; else the error says how many did',
  requirements: [],
  doesNotProve: 'that a failed one has done nothing: what fits in is copied.',
  bound: BOUND,
  on: ioVector,
  covers: EXACTLY,
  body: (p, { writable }) => copiesExactly(p, writable),
});

/** Whether an error is the one that the state of things asks for. */
function isExpected(p: ProofContext, error: CopyError, any: WholeCopy) {
  const isWithin = any.offset.lt(any.length);
  if (error.kind === 'OutOfBounds') return isWithin.not();
  if (error.kind !== 'PartialBuffer') return p.domain.bool(false);
  return isWithin.and(error.expected.eq(any.wanted), error.completed.eq(available(p, any)));
}

export const drop = proof({
  id: 'io-vector/drop',
  title:
    'dropping a chain at either end of a vector takes its entries and its bytes, and leaves the others in order',
  requirements: [],
  doesNotProve: 'that what is dropped is the chain that stands there: the caller remembers which is which.',
  bound: BOUND,
  on: ioVector,
  covers: ['bytes are left'],
  body: (p, { writable }) => {
    const { entries, memory, length } = anyCopy(p);
    const isFront = p.domain.decide(p.any.bool('at_front'));
    const vector = writable.vector({ phase: 'loaded', memory, entries });
    const chain = isFront ? entries.slice(0, 1) : entries.slice(1);
    const bytes = chain.reduce((sum, { len }) => sum.add(len), p.domain.u32(0));
    const parsed = { head: p.any.u16('head'), length: bytes, entries: chain.length };

    if (isFront) vector.dropFront(parsed);
    else vector.dropBack(parsed);

    const left = isFront ? entries.slice(1) : entries.slice(0, 1);
    p.assert('as many entries are left', vector.entries.length === left.length);
    p.assert('it counts them', vector.state.count.eq(left.length));
    left.forEach(({ base, len }, i) => {
      const entry = vector.entries[i];
      p.assert(
        `entry ${i} is left`,
        entry === undefined ? false : entry.base.eq(base).and(entry.len.eq(len)),
      );
    });
    p.assert(
      'so many bytes are left',
      vector.state.length.zeroExtend(64).eq(length.sub(bytes.zeroExtend(64))),
    );
    const tooMany = { ...parsed, entries: left.length + 1 };
    const [front, back] = [
      p.trapping(() => vector.dropFront(tooMany)),
      p.trapping(() => vector.dropBack(tooMany)),
    ];
    p.assert('dropping more than there is panics', front.trapped === 'panic' && back.trapped === 'panic');
    p.cover('bytes are left', vector.state.length.gt(0));
  },
});
