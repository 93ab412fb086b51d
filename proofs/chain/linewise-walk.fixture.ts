import {
  bool,
  ok,
  u16,
  u32,
  u64,
  type Bool,
  type Domain,
  type GuestMemory,
  type Model,
  type OperationsOn,
  type Result,
  type U16,
  type U32,
  type U64,
} from 'ringproof';
import {
  DESC_F_INDIRECT,
  DESC_F_NEXT,
  splitDevice,
  walkPart,
  type ChainError,
  type Descriptor,
  type PoppedChain,
  type QueueOperations,
  type WalkState,
} from 'ringproof/virtio/split';
import { findings } from '../../models/rust-vmm/findings.ts';
import { rustVmmDevice } from '../../models/rust-vmm/index.ts';
import { Queue } from '../../models/rust-vmm/queue.ts';
import { withOperations } from '../broken-device.fixture.ts';

/** The lines that a walk consists of, each open to be replaced by a wrong one. */
export interface WalkLines {
  readonly begins: (domain: Domain, state: WalkState) => WalkState;
  /** Lines that only the walks of popped chains have. */
  readonly popped: Partial<WalkLines>;
  readonly isOver: (state: WalkState) => Bool;
  /** What a walk that is over leaves. */
  readonly ends: (state: WalkState) => WalkState;
  readonly address: (table: U64, index: U16) => U64 | undefined;
  readonly read: (mem: GuestMemory, address: U64, state: WalkState, domain: Domain) => Descriptor | undefined;
  readonly refersToTable: (descriptor: Descriptor) => Bool;
  readonly mayEnter: (state: WalkState, descriptor: Descriptor) => Bool;
  readonly isTableLength: (descriptor: Descriptor) => Bool;
  readonly enter: (domain: Domain, state: WalkState, descriptor: Descriptor) => WalkState;
  /** `previousFlags`: of the descriptor before it, 0 where there is none. */
  readonly mayYield: (descriptor: Descriptor, previousFlags: U16) => Bool | true;
  readonly sum: (bytes: U32, len: U32) => U32 | undefined;
  readonly hasNext: (descriptor: Descriptor) => Bool;
  readonly advance: (domain: Domain, state: WalkState, descriptor: Descriptor, hasNext: Bool) => WalkState;
}

/** All of a descriptor, or nothing. */
export function readAll(mem: GuestMemory, address: U64): Descriptor | undefined {
  const copied = mem.read(address, [64, 32, 16, 16]);
  if (!copied.ok) return undefined;
  const [addr, len, flags, next] = copied.value;
  return { addr, len, flags, next };
}

export const offsetOf = (index: U16): U64 => index.zeroExtend(64).mul(16);

/** Every line as it should be: the walk of the rust-vmm model, taken apart. */
export const RIGHT_LINES: WalkLines = {
  begins: (_, state) => state,
  popped: {},
  isOver: ({ remaining, index, entries }) => remaining.eq(0).or(index.ge(entries)),
  ends: (state) => state,
  address: (table, index) => table.checkedAdd(offsetOf(index)),
  read: readAll,
  refersToTable: ({ flags }) => flags.and(DESC_F_INDIRECT).ne(0),
  mayEnter: ({ indirect }) => indirect.not(),
  isTableLength: ({ len }) => len.and(15).eq(0).and(len.div(16).le(65535)),
  enter: (domain, { bytes }, { addr, len }) => {
    const entries = len.div(16).truncate(16);
    return {
      table: addr,
      entries,
      index: domain.u16(0),
      remaining: entries,
      bytes,
      indirect: domain.bool(true),
    };
  },
  mayYield: () => true,
  sum: (bytes, len) => bytes.checkedAdd(len),
  hasNext: ({ flags }) => flags.and(DESC_F_NEXT).ne(0),
  advance: (domain, state, { next }, hasNext) => ({
    ...state,
    index: domain.select(hasNext, next, state.index),
    remaining: domain.select(hasNext, state.remaining.sub(1), domain.u16(0)),
  }),
};

/** What a walk by lines remembers: where it stands, and two fields that the interface knows nothing of. */
interface LinewiseFields extends WalkState {
  /** Of the descriptor that it yielded last; 0 where there is none. */
  readonly previousFlags: U16;
  /** Whether it is the walk of a popped chain. */
  readonly isPopped: Bool;
}

/** The walk of rust-vmm with some lines replaced. */
class LinewiseWalk implements LinewiseFields {
  readonly #domain: Domain;
  readonly #lines: WalkLines;
  readonly table: U64;
  readonly entries: U16;
  readonly index: U16;
  readonly remaining: U16;
  readonly bytes: U32;
  readonly indirect: Bool;
  readonly previousFlags: U16;
  readonly isPopped: Bool;

  constructor(domain: Domain, fields: LinewiseFields, lines: WalkLines) {
    this.#domain = domain;
    this.table = fields.table;
    this.entries = fields.entries;
    this.index = fields.index;
    this.remaining = fields.remaining;
    this.bytes = fields.bytes;
    this.indirect = fields.indirect;
    this.previousFlags = fields.previousFlags;
    this.isPopped = fields.isPopped;
    const { popped } = lines;
    const isOther = Object.keys(popped).length > 0 && domain.decide(this.isPopped);
    this.#lines = isOther ? { ...lines, ...popped } : lines;
  }

  next(mem: GuestMemory): Result<Descriptor | undefined, ChainError> {
    const [domain, lines, state] = [this.#domain, this.#lines, placeOf(this)];
    if (domain.decide(lines.isOver(state))) {
      Object.assign(this, lines.ends(state));
      return ok(undefined);
    }
    const address = lines.address(state.table, state.index);
    if (address === undefined) return ok(undefined);
    const descriptor = lines.read(mem, address, state, domain);
    if (descriptor === undefined) return ok(undefined);
    if (domain.decide(lines.refersToTable(descriptor))) {
      if (!domain.decide(lines.mayEnter(state, descriptor))) return ok(undefined);
      if (!domain.decide(lines.isTableLength(descriptor))) return ok(undefined);
      Object.assign(this, lines.enter(domain, state, descriptor));
      return this.next(mem);
    }
    if (!domain.decide(lines.mayYield(descriptor, this.previousFlags))) return ok(undefined);
    const bytes = lines.sum(state.bytes, descriptor.len);
    if (bytes === undefined) return ok(undefined);
    Object.assign(this, lines.advance(domain, state, descriptor, lines.hasNext(descriptor)));
    Object.assign(this, { bytes, previousFlags: descriptor.flags });
    return ok(descriptor);
  }
}

/** The fields of a walk that the interface knows. */
function placeOf({ table, entries, index, remaining, bytes, indirect }: WalkState): WalkState {
  return { table, entries, index, remaining, bytes, indirect };
}

/** The rust-vmm queue, whose chains are walked by lines. */
class PoppingQueue extends Queue {
  popWalk(memory: GuestMemory, lines: WalkLines): PoppedChain | undefined {
    const chain = this.popDescriptorChain(memory);
    if (chain === undefined) return undefined;
    const { domain } = this;
    const place = lines.begins(domain, placeOf(chain));
    const fields = { ...place, previousFlags: domain.u16(0), isPopped: domain.bool(true) };
    return { head: chain.head, walk: new LinewiseWalk(domain, fields, lines) };
  }
}

/** The rust-vmm device with these lines in its walk instead of the right ones. */
export function linewiseWalkModel(changed: Partial<WalkLines> = {}): Model {
  const lines = { ...RIGHT_LINES, ...changed };
  const right = rustVmmDevice((domain, fields) => new PoppingQueue(domain, fields));
  const pop: OperationsOn<PoppingQueue, QueueOperations>['pop'] = (popping, memory) =>
    ok(popping.popWalk(memory, lines));
  return splitDevice.implement(
    { name: 'linewise-walk', source: 'models/rust-vmm', findings },
    {
      make: (domain, maxSize) => right.make(domain, maxSize),
      queue: withOperations(right.queue, { pop }),
      walk: walkPart({
        state: {
          table: u64(),
          entries: u16(),
          index: u16(),
          remaining: u16(),
          bytes: u32(),
          indirect: bool(),
          previousFlags: u16(),
          isPopped: bool(),
        },
        phases: { reachable: { holds: ({ remaining, entries }) => remaining.le(entries) } },
        instance: (domain, fields) => new LinewiseWalk(domain, fields, lines),
        view: placeOf,
        operations: { next: (walk, memory) => walk.next(memory) },
      }),
      checksEachAccess: true,
      followsIndirect: true,
      sumsLengths: true,
    },
  );
}
