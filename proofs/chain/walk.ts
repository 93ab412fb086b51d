import type { Bool, ObservedMemory, ProofContext, U16, U64, WordRange } from 'ringproof';
import type { ChainWalk, Descriptor, WalkState } from '../../models/descriptor-chain.ts';
import type { SplitDevice } from '../../models/split-device.ts';
import { descriptorAt, DESCRIPTOR_SIZE, entryAddress } from './descriptor.ts';
import { isReachable, LAST_TABLE, tableRange } from './invariant.ts';

/** A walk somewhere along a chain, over some memory. */
export interface AnyWalk {
  readonly walk: ChainWalk;
  /** Where it stands before any step. */
  readonly before: WalkState;
  readonly memory: ObservedMemory;
}

/** Fields that a proof is about one value of. */
export type Given = Partial<WalkState>;

/**
 * Any walk of which the invariant holds, at any index of any table of any content, mapped or not. `passed` is how many of
 * the descriptors of this table came before.
 */
export function anyWalk(p: ProofContext, device: SplitDevice, given: Given = {}): AnyWalk {
  const entries = given.entries ?? p.any.u16('entries');
  const before: WalkState = {
    table: given.table ?? p.any.u64('table', tableRange(device)),
    entries,
    index: given.index ?? p.any.u16('index'),
    remaining: given.remaining ?? remainingOf(p, entries),
    bytes: given.bytes ?? p.any.u32('bytes'),
    indirect: given.indirect ?? (device.followsIndirect ? p.any.bool('indirect') : p.domain.bool(false)),
  };
  const memory = p.memory();
  p.assume(isReachable(device, before, memory));
  return { walk: device.walk(p.domain, before), before, memory };
}

function remainingOf(p: ProofContext, entries: U16): U16 {
  const passed = p.any.u16('passed');
  p.assume(passed.le(entries));
  return entries.sub(passed);
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
  device: SplitDevice,
  given: Given = {},
  passed = 0,
): WalkAtDescriptor {
  const any = inTable(
    p,
    device,
    { ...given, table: given.table ?? p.any.u64('table', mappedTables(device, passed)) },
    passed,
  );
  const { table, index } = any.before;
  const address = entryAddress(table, index);
  p.assume(address !== undefined && any.memory.contiguous(address).ge(DESCRIPTOR_SIZE));
  // Without an address the path has ended.
  const at = address ?? table;
  return { ...any, address: at, descriptor: descriptorAt(any.memory, at) };
}

/** Any walk that is not over and stands in its table, whatever of that is there. */
export function inTable(p: ProofContext, device: SplitDevice, given: Given = {}, passed = 0): AnyWalk {
  const entries = given.entries ?? p.any.u16('entries', { min: 1 + passed });
  const index = given.index ?? p.any.u16('index', { max: 65534 });
  const remaining = given.remaining ?? someRemainingOf(p, entries, passed);
  p.assume(index.lt(entries));
  return anyWalk(p, device, { ...given, entries, index, remaining });
}

function someRemainingOf(p: ProofContext, entries: U16, least: number): U16 {
  const passed = p.any.u16('passed', { min: least, max: 65534 });
  p.assume(passed.lt(entries));
  return entries.sub(passed);
}

/** Where tables can begin of which a descriptor is mapped, or all of more than `passed`. */
function mappedTables(device: SplitDevice, passed: number): WordRange {
  return { max: device.checksEachAccess ? LAST_TABLE : LAST_TABLE - BigInt(DESCRIPTOR_SIZE * passed) };
}

/** The descriptor that a step yields; `undefined` where the walk ends, with an error or without. */
export function step({ walk, memory }: Pick<AnyWalk, 'walk' | 'memory'>): Descriptor | undefined {
  const result = walk.next(memory);
  return result.ok ? result.value : undefined;
}

/** Whether two walks stand at the same place. Where a walk is over, `index` says nothing. */
export function sameWalk(a: WalkState, b: WalkState): Bool {
  return a.table
    .eq(b.table)
    .and(
      a.entries.eq(b.entries),
      a.remaining.eq(b.remaining),
      a.bytes.eq(b.bytes),
      a.indirect.iff(b.indirect),
      a.index.eq(b.index).or(a.remaining.eq(0)),
    );
}
