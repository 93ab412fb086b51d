import { err, ok } from '../../domain/result.ts';
import type { U64 } from '../../domain/word.ts';
import type { ObservedMemory } from '../../memory/observed-memory.ts';
import type { ProofContext } from '../../proof/context.ts';
import type { Descriptor } from '../split/descriptor-chain.ts';
import type { Peer } from './kind.ts';
import type { IoVec } from './vector.ts';

/** Entries of the vectors that own proofs and comparisons are about, and descriptors of their chains. */
export const ENTRIES = 2;

/** As many, whatever they are. */
export function anyEntries(p: ProofContext): readonly IoVec[] {
  return Array.from({ length: ENTRIES }, (_, i) => anyEntry(p, `entry_${i}`));
}

/** A piece of guest memory, mapped or not. */
export function anyEntry(p: ProofContext, name: string): IoVec {
  // The last address is in no region, and no entry begins there.
  return { base: p.any.u64(`${name}_base`, { max: 2n ** 64n - 2n }), len: p.any.u32(`${name}_len`) };
}

/** A descriptor, whatever it says. */
export function anyDescriptor(p: ProofContext): Descriptor {
  return {
    addr: p.any.u64('addr'),
    len: p.any.u32('len'),
    flags: p.any.u16('flags'),
    next: p.any.u16('next'),
  };
}

/** Only entries that loading let pass are copied: each lies within one region. */
export function assumeLoaded(p: ProofContext, memory: ObservedMemory, entries: readonly IoVec[]): void {
  for (const { base, len } of entries) p.assume(memory.checkSlice(base, len.zeroExtend(64)));
}

/** Memory of the host's, which has the bytes wanted behind those that are done; it takes or gives some of them, or fails. */
export function anyPeer(p: ProofContext, done: U64, wanted: U64): Peer & { readonly memory: ObservedMemory } {
  const [fails, most] = [p.any.bool('fails'), p.any.u64('most')];
  const [memory, address] = [p.memory('host'), p.any.u64('host_address')];
  p.assume(memory.checkRange(address.add(done), wanted));
  return {
    ...{ memory, address },
    takes: (length) =>
      p.domain.decide(fails) ? err({ kind: 'IOError' }) : ok(p.domain.select(most.lt(length), most, length)),
  };
}
