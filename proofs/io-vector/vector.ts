import type { Bool, Domain, Integer, ProofContext, U64 } from 'ringproof';
import type { CopyState, IoVec, IoVectorDevice, IoVectorSide, LoadState } from '../../models/io-vector.ts';

/** Either of the two vectors of a device. */
export function anySide(p: ProofContext, { readable, writable }: IoVectorDevice): IoVectorSide {
  return p.domain.decide(p.any.bool('is_writable')) ? writable : readable;
}

/** Most descriptors that a chain has (2.7.5.3.1): those of the greatest queue. */
const LONGEST_CHAIN = 32768;

/**
 * Any state of the loading of a chain, in front of one of its descriptors: entries for those before it, as many bytes as
 * a vector can have, and any room that a vector with a capacity can have left.
 */
export function anyLoadState(p: ProofContext, side: IoVectorSide): LoadState {
  const { capacity } = side;
  const name = side.isWritable ? 'writable' : 'readable';
  const length = p.any.u32('length');
  if (capacity === undefined) {
    const entries = p.any.u16(`${name}_entries`, { max: LONGEST_CHAIN - 1 });
    return { entries, length, room: p.any.u16(`${name}_room`) };
  }
  const entries = p.any.u16(`${name}_entries`, { max: capacity });
  const room = p.any.u16(`${name}_room`, { max: capacity });
  p.assume(entries.add(room).le(capacity));
  return { entries, length, room };
}

/** A copy of `asked` bytes from `offset` on, in front of an entry that `passed` bytes of the vector come before. */
export interface Copying {
  readonly passed: Integer;
  readonly offset: U64;
  readonly asked: U64;
}

/** How many of the bytes asked for lie in the first `passed` bytes of the vector: the least of both, behind the offset. */
export function bytesBefore(domain: Domain, { passed, offset, asked }: Copying): U64 {
  const behind = passed.minus(offset);
  const some = domain.select(behind.lt(asked), behind.word(64), asked);
  return domain.select(behind.le(0), domain.u64(0), some);
}

/**
 * What holds in front of every entry, by induction: of the first (`io-vector/copy-start`), and of the next one where it
 * holds of one (`io-vector/read-step`, `io-vector/write-step`). All that lies before the entry and behind the offset is
 * copied, as far as asked for; the offset reaches as far into the entry as it did not into those before.
 */
export function isInStep(domain: Domain, state: CopyState, copying: Copying): Bool {
  const { passed, offset, asked } = copying;
  const done = bytesBefore(domain, copying);
  const left = passed.minus(offset);
  const skip = domain.select(left.ge(0), domain.u64(0), offset.sub(passed.word(64)));
  return state.done
    .eq(done)
    .and(state.wanted.eq(asked.sub(done)), state.skip.eq(skip).or(state.wanted.eq(0)));
}

/** Any copy whatever, in front of any entry: `passed` is a number without end, as that of the entries is. */
export function anyCopying(p: ProofContext): Copying {
  return {
    passed: p.any.integer('passed', { min: 0 }),
    offset: p.any.u64('offset'),
    asked: p.any.u64('asked'),
  };
}

/** The state of the loop in which the invariant holds, where bytes are still wanted or not. */
export function inStep(p: ProofContext, copying: Copying): CopyState {
  const done = bytesBefore(p.domain, copying);
  const behind = copying.passed.minus(copying.offset);
  const skip = p.domain.select(behind.ge(0), p.domain.u64(0), copying.offset.sub(copying.passed.word(64)));
  const wanted = copying.asked.sub(done);
  // Once nothing is wanted, what would be skipped is of no interest.
  const rest = p.domain.select(wanted.eq(0), p.any.u64('skip_at_end'), skip);
  return { entry: p.any.u16('entry', { max: 65534 }), skip: rest, done, wanted };
}

/** Any entry. */
export function anyEntry(p: ProofContext, name = 'entry'): IoVec {
  return { base: p.any.u64(`${name}_base`, { max: 2n ** 64n - 2n }), len: p.any.u32(`${name}_len`) };
}
