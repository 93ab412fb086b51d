import type { Bool, Domain, Given, ObservedMemory, ProofContext, U64, WordRange } from 'ringproof';
import type { ChainWalk, Descriptor, WalkedDevice, WalkState } from 'ringproof/virtio/split';
import { DESCRIPTOR_SIZE, entryAddress } from './descriptor.ts';
import { nextDescriptor } from './next-descriptor.ts';
import { LAST_TABLE } from './invariant.ts';

/** A walk somewhere along a chain, over some memory. */
export interface AnyWalk {
  readonly walk: ChainWalk;
  /** Where it stands before any step. */
  readonly before: WalkState;
  readonly memory: ObservedMemory;
}

/** What a proof is about of the walk's fields: one value, or a range. */
export type GivenWalk = Given<WalkState>;

/**
 * Any walk that can be reached, at any index of any table of any content, mapped or not: what holds wherever a walk of a
 * popped chain gets to is the phase `reachable` of the model, which the tool's own proofs show to be kept by every step. So
 * proofs that begin here cover chains of any length. Nothing is known of `index`, which may be out of the table (a head is
 * any number), of what the table holds, nor of the number of entries of an indirect one, which may be 0.
 */
export function anyWalk(p: ProofContext, device: WalkedDevice, given: GivenWalk = {}): AnyWalk {
  const memory = p.memory();
  const walk = device.walk({ phase: 'reachable', memory, given });
  return { walk, before: walk.state, memory };
}

/** A walk that stands at a descriptor which is there, in the table and mapped, and may be yielded. */
export interface WalkAtDescriptor extends AnyWalk {
  readonly address: U64;
  readonly descriptor: Descriptor;
}

/**
 * Any walk that is not over and finds a descriptor, at least `passed` descriptors of the table having come before: with 1,
 * something was yielded already.
 */
export function atDescriptor(
  p: ProofContext,
  device: WalkedDevice,
  given: GivenWalk = {},
  passed = 0,
): WalkAtDescriptor {
  const any = inTable(p, device, { table: mappedTables(device, passed), ...given }, passed);
  const { table, index } = any.before;
  const address = entryAddress(table, index);
  p.assume(address !== undefined && any.memory.contiguous(address).ge(DESCRIPTOR_SIZE));
  // Without an address the path has ended.
  const at = address ?? table;
  return { ...any, address: at, descriptor: nextDescriptor(p.domain, any.before, any.memory, at) };
}

/** Any walk that is not over and stands in its table, whatever of that is there. */
export function inTable(p: ProofContext, device: WalkedDevice, given: GivenWalk = {}, passed = 0): AnyWalk {
  const any = anyWalk(p, device, {
    entries: { min: 1 + passed },
    index: { max: 65534 },
    remaining: { min: 1, max: 65535 - passed },
    left: { min: 1 },
    ...given,
  });
  const { entries, index, remaining } = any.before;
  p.assume(index.lt(entries).and(remaining.le(entries.sub(passed))));
  return any;
}

/** Where tables can begin of which a descriptor is mapped, or all of more than `passed`. */
function mappedTables(device: WalkedDevice, passed: number): WordRange {
  return { max: device.checksEachAccess ? LAST_TABLE : LAST_TABLE - BigInt(DESCRIPTOR_SIZE * passed) };
}

/** How many bytes were yielded so far: where a walk does not distinguish 2^32 from 0, what it shows. */
export function bytesSoFar(domain: Domain, { bytes, isFull = domain.bool(false) }: WalkState): U64 {
  return domain.select(isFull, domain.u64(2n ** 32n), bytes.zeroExtend(64));
}

/** The descriptor that a step yields; `undefined` where the walk ends, with an error or without. */
export function step({ walk, memory }: Pick<AnyWalk, 'walk' | 'memory'>): Descriptor | undefined {
  const result = walk.next(memory);
  return result.ok ? result.value : undefined;
}

/** Whether two walks stand at the same place. Where a walk is over, `index` says nothing. */
export function sameWalk(a: WalkState, b: WalkState): Bool {
  return a.table.eq(b.table).and(
    a.entries.eq(b.entries),
    a.remaining.eq(b.remaining),
    a.bytes.eq(b.bytes),
    a.indirect.iff(b.indirect),
    // Where a walk is over, neither `index` nor `left` says anything.
    ...(a.left !== undefined && b.left !== undefined ? [a.left.eq(b.left).or(a.remaining.eq(0))] : []),
    ...(a.hasWritable !== undefined && b.hasWritable !== undefined
      ? [a.hasWritable.iff(b.hasWritable).or(a.remaining.eq(0))]
      : []),
    ...(a.isFull !== undefined && b.isFull !== undefined ? [a.isFull.iff(b.isFull)] : []),
    a.index.eq(b.index).or(a.remaining.eq(0)),
  );
}
