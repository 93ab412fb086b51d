import type { GuestMemory, Result } from 'ringproof';
import { concreteDomain as domain, valueOf } from '../../src/domain/concrete.ts';
import type { ChainError, Descriptor, WalkState } from 'ringproof/virtio/split';
import type { DescriptorChainRwIter } from './descriptor-chain-rw-iter.ts';
import { INDIRECT } from './chain.fixture.ts';
import { DescriptorChain, type ChainFields } from './descriptor-chain.ts';
import { misread, type Misreading } from './passing-memory.fixture.ts';

/** One thing that a walk does wrong. */
export interface Fault {
  /** Where it begins. */
  readonly start?: (state: WalkState) => WalkState;
  /** Where it stands before each step. */
  readonly before?: (state: WalkState) => WalkState;
  /** Where it stands before a step into a table. */
  readonly beforeTable?: (state: WalkState) => WalkState;
  /** Where it stands after each step. */
  readonly after?: (state: WalkState, before: WalkState) => WalkState;
  /** What it makes of the descriptors that it reads. */
  readonly read?: Misreading;
  /** Each descriptor that it yields. */
  readonly yields?: (desc: Descriptor) => Descriptor;
  /** Whether it takes readable descriptors for writable ones. */
  readonly swapped?: true;
}

const ZERO: Descriptor = {
  addr: domain.u64(0),
  len: domain.u32(0),
  flags: domain.u16(0),
  next: domain.u16(0),
};

const atTable =
  (change: (desc: Descriptor) => Partial<Descriptor>): Misreading =>
  (desc) =>
    desc && (valueOf(desc.flags) & BigInt(INDIRECT)) !== 0n ? { ...desc, ...change(desc) } : desc;

const entering =
  (change: (state: WalkState, before: WalkState) => Partial<WalkState>) =>
  (state: WalkState, before: WalkState): WalkState =>
    state.indirect === before.indirect ? state : { ...state, ...change(state, before) };

/** By what is wrong, in words. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  'the limit is one too high': { start: (s) => ({ ...s, remaining: s.remaining.add(1) }) },
  'the limit is one too low': { start: (s) => ({ ...s, remaining: s.remaining.sub(1) }) },
  'an index may be the number of entries': { start: (s) => ({ ...s, entries: s.entries.add(1) }) },
  'an index is taken modulo the number of entries': {
    before: (s) => ({ ...s, index: s.index.rem(s.entries) }),
  },
  'lengths are not added up': { before: (s) => ({ ...s, bytes: domain.u32(0) }) },
  'lengths may add up to 2^32': {
    before: (s) => ({ ...s, bytes: domain.select(s.bytes.eq(0), s.bytes, s.bytes.sub(1)) }),
  },
  'lengths are added up afresh in a table': { beforeTable: (s) => ({ ...s, bytes: domain.u32(0) }) },
  'the limit of the queue goes on in a table': {
    after: entering((now, before) => ({
      remaining: domain.select(now.remaining.eq(0), now.remaining, before.remaining.sub(1)),
    })),
  },
  'tables in tables are followed': { before: (s) => ({ ...s, indirect: domain.bool(false) }) },
  'tables are not followed': { read: atTable(({ flags }) => ({ flags: flags.and(~INDIRECT & 0xffff) })) },
  'the length of a table is rounded': { read: atTable(({ len }) => ({ len: len.shr(4).shl(4) })) },
  'the length of a table is cut': { read: atTable(({ len }) => ({ len: len.and(0xf_ffff) })) },
  'the address of a table is aligned': { read: atTable(({ addr }) => ({ addr: addr.shr(4).shl(4) })) },
  'missing bytes of a descriptor are 0': { read: (desc) => desc ?? ZERO },
  'unused flags are dropped': { yields: (desc) => ({ ...desc, flags: desc.flags.and(7) }) },
  'an unused next is dropped': {
    yields: (desc) => ({ ...desc, next: domain.select(desc.flags.and(1).eq(0), domain.u16(0), desc.next) }),
  },
  'readable and writable are swapped': { swapped: true },
};

/** A chain that is walked with a fault. */
class FaultyChain extends DescriptorChain {
  readonly #fault: Fault;

  constructor(fields: ChainFields, fault: Fault) {
    super(domain, fields);
    this.#fault = fault;
  }

  override get walk(): FaultyChain {
    return new FaultyChain(this, this.#fault);
  }

  override readable(): DescriptorChainRwIter {
    return this.#fault.swapped ? super.writable() : super.readable();
  }

  override writable(): DescriptorChainRwIter {
    return this.#fault.swapped ? super.readable() : super.writable();
  }

  override next(mem: GuestMemory): Result<Descriptor | undefined, ChainError> {
    const { before, beforeTable, after, yields } = this.#fault;
    const here = placeOf(this);
    const start = before?.(here) ?? here;
    let { place, step } = this.#step(start, mem);
    if (beforeTable !== undefined && place.indirect !== start.indirect)
      ({ place, step } = this.#step(beforeTable(start), mem));
    Object.assign(this, after?.(place, start) ?? place);
    if (!step.ok || step.value === undefined || yields === undefined) return step;
    return { ok: true, value: yields(step.value) };
  }

  #step(state: WalkState, mem: GuestMemory) {
    const { read } = this.#fault;
    const walk = new DescriptorChain(domain, { ...state, head: this.head });
    const step = walk.next(read === undefined ? mem : misread(mem, read));
    return { place: placeOf(walk), step };
  }
}

/** A chain as it was popped, to be walked with a fault. */
export function faulty(chain: DescriptorChain, fault: Fault): FaultyChain {
  const place = placeOf(chain);
  return new FaultyChain({ head: chain.head, ...(fault.start?.(place) ?? place) }, fault);
}

/** Where a walk stands. */
function placeOf({ table, entries, index, remaining, bytes, indirect }: WalkState): WalkState {
  return { table, entries, index, remaining, bytes, indirect };
}
