import type { ObservedMemory, ProofContext, U64 } from 'ringproof';
import type { Copying, CopyState, IoVec } from 'ringproof/virtio/io-vector';
import { anyCopying, anyEntry, inStep, isInStep, type AnySide, type CopyPlace } from './vector.ts';

/** One entry of a vector, and a copy that has come to it. */
export interface AtEntry {
  readonly copying: CopyPlace;
  /** The loop, and its state before the step. */
  readonly loop: Copying;
  readonly state: CopyState;
  readonly entry: IoVec;
  readonly memory: ObservedMemory;
  /** Where the bytes go, or come from: it is there for all that are asked for. */
  readonly peer: { readonly memory: ObservedMemory; readonly address: U64 };
}

/** Any entry that loading let pass, and any peer apart from guest memory. */
export function atEntry(p: ProofContext, side: Pick<AnySide, 'copying'>): AtEntry {
  const copying = anyCopying(p);
  const entry = anyEntry(p);
  const [memory, host] = [p.memory(), p.memory('host')];
  p.assume(memory.checkSlice(entry.base, entry.len.zeroExtend(64)));
  const peer = { memory: host, address: p.any.u64('host_address') };
  p.assume(copying.asked.eq(0).or(host.contiguous(peer.address).ge(copying.asked)));
  const loop = inStep(p, side, copying, memory);
  return { copying, loop, state: loop.state, entry, memory, peer };
}

/** The copy where the next entry is: behind this one. */
export function behind(copying: CopyPlace, entry: IoVec): CopyPlace {
  return { ...copying, passed: copying.passed.plus(entry.len) };
}

/** The covers of `keepsStep`. */
export const STEPS = [
  'the offset lies within the entry',
  'the offset lies behind the entry',
  'the last bytes wanted',
  'an entry in the middle',
  'an empty entry',
] as const;

/** Whether a step came about, with what the induction goes on. */
export function keepsStep(p: ProofContext<(typeof STEPS)[number]>, at: AtEntry): boolean {
  const { copying, loop, state, entry, memory, peer } = at;
  const result = loop.step(memory, entry, peer);
  p.assert('it does not fail', result.ok);
  if (!result.ok) return false;
  const after = loop.state;
  p.assert('the next entry finds all copied up to it', isInStep(p.domain, after, behind(copying, entry)));
  p.assert(
    'what is done and what is wanted are what was asked',
    after.done.add(after.wanted).eq(copying.asked),
  );
  p.assert('the loop goes on to the next entry', after.entry.eq(state.entry.add(1)).or(state.wanted.eq(0)));
  const length = after.done.sub(state.done);
  p.cover('the offset lies within the entry', state.skip.gt(0).and(length.gt(0)));
  p.cover('the offset lies behind the entry', state.skip.gt(0).and(length.eq(0), after.skip.gt(0)));
  p.cover('the last bytes wanted', length.gt(0).and(after.wanted.eq(0)));
  p.cover(
    'an entry in the middle',
    length.eq(entry.len.zeroExtend(64)).and(length.gt(0), after.wanted.gt(0)),
  );
  p.cover('an empty entry', entry.len.eq(0).and(state.wanted.gt(0)));
  return true;
}
