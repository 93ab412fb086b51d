import { ok, type Domain, type GuestMemory, type Result, type U16, type U64 } from 'ringproof';
import type { ChainWalk } from './descriptor-chain.ts';
import type { CopyError, CopyState, IoVec, IoVectorSide, LoadError, LoadState, Peer } from './io-vector.ts';

/** What became of a chain, and of the vector. */
export interface LoadedChain {
  readonly state: LoadState;
  /** The entries that the vector has of it. */
  readonly entries: readonly IoVec[];
  readonly error: LoadError | undefined;
}

/** Takes a chain in, descriptor by descriptor, until it ends or one is refused. As many steps as it has descriptors. */
export function loadChain(
  side: IoVectorSide,
  domain: Domain,
  memory: GuestMemory,
  walk: ChainWalk,
  room: U16,
): LoadedChain {
  const entries: IoVec[] = [];
  let state: LoadState = { entries: domain.u16(0), length: domain.u32(0), room };
  const end = (error: LoadError | undefined): LoadedChain => {
    const isKept = error === undefined || side.keepsPartOfFailedChain === true;
    return { state, entries: isKept ? entries : [], error };
  };
  for (;;) {
    const next = walk.next(memory);
    if (!next.ok) return end({ kind: 'Chain', cause: next.error });
    if (next.value === undefined) return end(undefined);

    const step = side.push(domain, memory, state, next.value);
    if (step.pushed !== undefined) entries.push(step.pushed);
    state = step.state;
    if (step.error !== undefined) return end(step.error);
  }
}

/** The state before the first entry. */
export function startOfCopy(domain: Domain, offset: U64, wanted: U64): CopyState {
  return { entry: domain.u16(0), skip: offset, done: domain.u64(0), wanted };
}

/** Copies from an offset on, entry by entry. The answer is how many bytes there were to copy, up to `wanted`. */
export function copyThrough(
  side: IoVectorSide,
  domain: Domain,
  memory: GuestMemory,
  entries: readonly IoVec[],
  peer: Peer,
  start: CopyState,
): Result<U64, CopyError> {
  let state = start;
  for (const entry of entries) {
    const step = side.copy(domain, memory, state, entry, peer);
    if (!step.ok) return step;
    state = step.value;
  }
  return ok(state.done);
}
