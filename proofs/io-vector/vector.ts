import type { Bool, Domain, Integer, ObservedMemory, ProofContext, U64 } from 'ringproof';
import type { Copying, CopyState, IoVec, IoVectorDevice, IoVectorSide } from 'ringproof/virtio/io-vector';

/** What is common to the two vectors of a device. */
export type AnySide = Pick<
  IoVectorSide,
  | 'isWritable'
  | 'capacity'
  | 'keepsPartOfFailedChain'
  | 'loading'
  | 'startLoading'
  | 'copying'
  | 'startCopying'
> & {
  readonly vector: (...start: Parameters<IoVectorSide['vector']>) => ReturnType<IoVectorSide['vector']>;
};

/** Either of the two vectors of a device. */
export function anySide(p: ProofContext, { readable, writable }: IoVectorDevice): AnySide {
  return p.domain.decide(p.any.bool('is_writable')) ? writable : readable;
}

/** A copy of `asked` bytes from `offset` on, at an entry that `passed` bytes of the vector precede. */
export interface CopyPlace {
  readonly passed: Integer;
  readonly offset: U64;
  readonly asked: U64;
}

/** How many of the bytes asked for lie in the first `passed` bytes of the vector: the least of both, behind the offset. */
export function bytesBefore(domain: Domain, { passed, offset, asked }: CopyPlace): U64 {
  const behind = passed.minus(offset);
  const some = domain.select(behind.lt(asked), behind.word(64), asked);
  return domain.select(behind.le(0), domain.u64(0), some);
}

/**
 * What holds before every entry, by induction: of the first (`io-vector/copy-start`), and of the next one where it
 * holds of one (`io-vector/read-step`, `io-vector/write-step`). All that lies before the entry and behind the offset is
 * copied, as far as asked for; the offset reaches as far into the entry as it did not into those before.
 */
export function isInStep(domain: Domain, state: CopyState, copying: CopyPlace): Bool {
  const { passed, offset, asked } = copying;
  const done = bytesBefore(domain, copying);
  const left = passed.minus(offset);
  const skip = domain.select(left.ge(0), domain.u64(0), offset.sub(passed.word(64)));
  return state.done
    .eq(done)
    .and(state.wanted.eq(asked.sub(done)), state.skip.eq(skip).or(state.wanted.eq(0)));
}

/** Any copy, before any entry: `passed` is an unbounded integer, as the number of entries is. */
export function anyCopying(p: ProofContext): CopyPlace {
  return {
    passed: p.any.integer('passed', { min: 0 }),
    offset: p.any.u64('offset'),
    asked: p.any.u64('asked'),
  };
}

/** What the state of the loop is where the invariant holds, whether bytes are still wanted or not. */
export function stateInStep(p: ProofContext, copying: CopyPlace): CopyState {
  const done = bytesBefore(p.domain, copying);
  const behind = copying.passed.minus(copying.offset);
  const skip = p.domain.select(behind.ge(0), p.domain.u64(0), copying.offset.sub(copying.passed.word(64)));
  const wanted = copying.asked.sub(done);
  // Once nothing is wanted, what would be skipped is of no interest.
  const rest = p.domain.select(wanted.eq(0), p.any.u64('skip_at_end'), skip);
  return { entry: p.any.u16('entry', { max: 65534 }), skip: rest, done, wanted };
}

/** The loop of a vector in that state, and whatever else the implementation remembers of it. */
export function inStep(
  p: ProofContext,
  side: Pick<AnySide, 'copying'>,
  copying: CopyPlace,
  memory: ObservedMemory,
): Copying {
  return side.copying({ phase: null, memory, given: stateInStep(p, copying) });
}

/** Any entry. */
export function anyEntry(p: ProofContext, name = 'entry'): IoVec {
  return { base: p.any.u64(`${name}_base`, { max: 2n ** 64n - 2n }), len: p.any.u32(`${name}_len`) };
}
