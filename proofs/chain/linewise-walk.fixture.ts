import {
  ok,
  type Bool,
  type Domain,
  type GuestMemory,
  type Model,
  type Result,
  type U32,
  type U64,
  type U16,
} from 'ringproof';
import {
  DESC_F_INDIRECT,
  DESC_F_NEXT,
  type ChainError,
  type ChainWalk,
  type Descriptor,
  type DescriptorChain,
  type WalkState,
} from '../../models/descriptor-chain.ts';
import { findings } from '../../models/rust-vmm/findings.ts';
import { Queue } from '../../models/rust-vmm/queue.ts';
import {
  splitDevice,
  type QueueError,
  type SetUp,
  type SetupError,
  type SplitDevice,
  type SplitDeviceQueue,
  type SplitDeviceState,
} from '../../models/split-device.ts';

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
  readonly mayYield: (descriptor: Descriptor, previous: Descriptor | undefined) => Bool | true;
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

/** The walk of rust-vmm with some lines replaced. */
export class LinewiseWalk implements ChainWalk {
  readonly #domain: Domain;
  readonly #lines: WalkLines;
  #state: WalkState;
  #previous: Descriptor | undefined;

  constructor(domain: Domain, state: WalkState, lines: WalkLines) {
    this.#domain = domain;
    this.#state = state;
    this.#lines = lines;
  }

  get state(): WalkState {
    return this.#state;
  }

  next(mem: GuestMemory): Result<Descriptor | undefined, ChainError> {
    const [domain, lines, state] = [this.#domain, this.#lines, this.#state];
    if (domain.decide(lines.isOver(state))) {
      this.#state = lines.ends(state);
      return ok(undefined);
    }
    const address = lines.address(state.table, state.index);
    if (address === undefined) return ok(undefined);
    const descriptor = lines.read(mem, address, state, domain);
    if (descriptor === undefined) return ok(undefined);
    if (domain.decide(lines.refersToTable(descriptor))) {
      if (!domain.decide(lines.mayEnter(state, descriptor))) return ok(undefined);
      if (!domain.decide(lines.isTableLength(descriptor))) return ok(undefined);
      this.#state = lines.enter(domain, state, descriptor);
      return this.next(mem);
    }
    if (!domain.decide(lines.mayYield(descriptor, this.#previous))) return ok(undefined);
    const bytes = lines.sum(state.bytes, descriptor.len);
    if (bytes === undefined) return ok(undefined);
    this.#state = { ...lines.advance(domain, state, descriptor, lines.hasNext(descriptor)), bytes };
    this.#previous = descriptor;
    return ok(descriptor);
  }
}

/** The rust-vmm queue, whose chains are walked by these lines. */
class LinewiseQueue implements SplitDeviceQueue {
  readonly #domain: Domain;
  readonly #queue: Queue;
  readonly #lines: WalkLines;

  constructor(domain: Domain, queue: Queue, lines: WalkLines) {
    this.#domain = domain;
    this.#queue = queue;
    this.#lines = lines;
  }

  get state(): SplitDeviceState {
    return this.#queue.state;
  }

  setUp(change: SetUp): Result<void, SetupError> {
    return this.#queue.setUp(change);
  }

  activate(memory: GuestMemory): Result<void, QueueError> {
    return this.#queue.activate(memory);
  }

  pop(memory: GuestMemory): Result<DescriptorChain | undefined, QueueError> {
    const result = this.#queue.pop(memory);
    if (!result.ok || result.value === undefined) return result;
    const { head } = result.value;
    const begin = this.#lines.begins(this.#domain, result.value.walk().state);
    const lines = { ...this.#lines, ...this.#lines.popped };
    return ok({ head, walk: () => new LinewiseWalk(this.#domain, begin, lines) });
  }

  addUsed(memory: GuestMemory, head: U16, len: U32): Result<void, QueueError> {
    return this.#queue.addUsed(memory, head, len);
  }

  needsNotification(memory: GuestMemory): Result<Bool, QueueError> {
    return this.#queue.needsNotification(memory);
  }

  enableNotification(memory: GuestMemory): Result<Bool, QueueError> {
    return this.#queue.enableNotification(memory);
  }
}

/** The rust-vmm device with these lines in its walk instead of the right ones. */
export function linewiseWalkModel(changed: Partial<WalkLines> = {}): Model {
  const lines = { ...RIGHT_LINES, ...changed };
  const device: SplitDevice<LinewiseQueue> = {
    make: (domain, maxSize) => {
      const made = Queue.new(domain, maxSize);
      return made.ok ? ok(new LinewiseQueue(domain, made.value, lines)) : made;
    },
    create: (domain, state) => new LinewiseQueue(domain, new Queue(domain, state), lines),
    walk: (domain, state) => new LinewiseWalk(domain, state, lines),
    checksEachAccess: true,
    followsIndirect: true,
    sumsLengths: true,
  };
  return splitDevice.implement({ name: 'linewise-walk', source: 'models/rust-vmm', findings }, device);
}
