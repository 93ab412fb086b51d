import type { Integer } from '../../domain/integer.ts';
import type { Result } from '../../domain/result.ts';
import type { Bool, U16, U32 } from '../../domain/word.ts';
import type { MemoryView, ObservedMemory } from '../../memory/observed-memory.ts';
import type { ProofContext } from '../../proof/context.ts';
import type { Lifecycle, Step } from '../../proof/lifecycle.ts';
import { anyChange, anyHalf, CHANGES } from './changes.ts';
import type { DescriptorChain } from './descriptor-chain.ts';
import { splitDevice } from './device.ts';
import type {
  SetUp,
  SetUpHalf,
  SetupError,
  SplitDevice,
  SplitDeviceModel,
  SplitDeviceQueue,
  SplitDeviceState,
} from './interface.ts';

/** A queue and the guest memory that its operations are called with. */
export interface OnQueue {
  readonly queue: SplitDeviceQueue;
  readonly memory: ObservedMemory;
}

/** A queue and its memory at one moment. */
export interface SeenQueue {
  readonly state: SplitDeviceState;
  readonly memory: MemoryView;
  /** As of the memory itself: its regions stay. */
  readonly accessible: ObservedMemory['accessible'];
}

type QueueStep<Args, Result> = Step<SplitDevice, OnQueue, Args, Result>;

/** A queue in any state in which every device takes set-up, and in which one that checks each access takes all calls. */
function inAnyState(p: ProofContext, device: SplitDevice, phase: 'active' | null = null): OnQueue {
  const memory = p.memory();
  return { queue: device.queue({ phase, memory }), memory };
}

/** Of an operation that devices call on queues in use. */
const IN_USE = {
  assumes: 'the device code operates activated queues only',
  start: (p: ProofContext, device: SplitDevice): OnQueue => inAnyState(p, device, 'active'),
};

/** An operation of a queue in use, called with arguments of its own. */
function calls<Args, Result>(
  args: (p: ProofContext) => Args,
  call: (on: OnQueue, args: Args) => Result,
  needs: readonly string[] = [],
): QueueStep<Args, Result> {
  return { ...IN_USE, needs, args, run: (_device, on, given) => ({ on, result: call(on, given) }) };
}

/** One that may be called at any time. */
function atAnyTime<Args, Result>(step: QueueStep<Args, Result>): QueueStep<Args, Result> {
  const { assumes: _, ...called } = step;
  return { ...called, start: (p, device) => inAnyState(p, device) };
}

const none = (): undefined => undefined;

/** What a driver sets up, field by field: `setUpSize` and its like. */
function setUp(field: (typeof CHANGES)[number]): QueueStep<SetUp, ReturnType<SplitDeviceQueue['setUp']>> {
  return atAnyTime(
    calls(
      (p) => anyChange(p, field),
      ({ queue }, change) => queue.setUp(change),
    ),
  );
}

/** The head of a chain that is put back: which one that is, the operation does not say. */
function putBack(p: ProofContext): { readonly head: U16 } {
  return { head: p.any.u16('put_back') };
}

/** Elements that are published together, as many as a queue can have at most, and how many of them name a chain that a property follows: the operation does not say. */
function batch(p: ProofContext): { readonly count: U16; readonly followed: Integer } {
  return { count: p.any.u16('count', { min: 1, max: 32768 }), followed: p.any.integer('followed') };
}

const steps = {
  setUpSize: setUp('size'),
  setUpDescTable: setUp('desc-table'),
  setUpAvailRing: setUp('avail-ring'),
  setUpUsedRing: setUp('used-ring'),
  setUpReady: setUp('ready'),
  setUpEventIdx: setUp('event-idx'),
  setUpHalf: atAnyTime(
    calls(
      (p): SetUpHalf => anyHalf(p),
      ({ queue }, change): Result<void, SetupError> | undefined => queue.setUpHalf?.(change),
      ['setUpHalf'],
    ),
  ),
  setUpInOrder: atAnyTime(
    calls(
      (p): Bool => p.any.bool('is_negotiated'),
      ({ queue }, isNegotiated) => queue.setUpInOrder?.(isNegotiated),
      ['setUpInOrder'],
    ),
  ),
  activate: atAnyTime(calls(none, ({ queue, memory }) => queue.activate(memory))),
  reset: atAnyTime(calls(none, ({ queue }) => queue.reset?.(), ['reset'])),
  pop: calls(none, ({ queue, memory }) => queue.pop(memory)),
  undoPop: calls(putBack, ({ queue }) => queue.undoPop?.(), ['undoPop']),
  /** The chain that any iterator of the queue gives next. */
  iteratorNext: {
    ...{ ...IN_USE, needs: ['iterator'], args: none },
    run: (device, on) => ({ on, result: device.iterator?.(on.queue, on.memory).next() }),
  } satisfies QueueStep<undefined, DescriptorChain | undefined>,
  /** An iterator gives a chain, and puts it back. */
  iteratorPrevious: {
    ...{ ...IN_USE, needs: ['iterator'], args: none },
    run: (device, on) => {
      const iterator = device.iterator?.(on.queue, on.memory);
      if (iterator?.next() === undefined) return undefined;
      iterator.previous();
      return { on, result: undefined };
    },
  } satisfies QueueStep<undefined, undefined>,
  addUsed: calls(
    (p): { readonly head: U16; readonly len: U32 } => ({ head: p.any.u16('head'), len: p.any.u32('len') }),
    ({ queue, memory }, { head, len }) => queue.addUsed(memory, head, len),
  ),
  writeUsed: calls(
    (p): { readonly offset: U16; readonly head: U16; readonly len: U32 } => ({
      offset: p.any.u16('offset'),
      head: p.any.u16('head'),
      len: p.any.u32('len'),
    }),
    ({ queue, memory }, { offset, head, len }) => queue.writeUsed?.(memory, offset, head, len),
    ['writeUsed'],
  ),
  publishUsed: calls(batch, ({ queue, memory }, { count }) => queue.publishUsed?.(memory, count), [
    'publishUsed',
  ]),
  addUsedInOrder: calls(
    (p) => ({ ...batch(p), head: p.any.u16('head'), len: p.any.u32('len') }),
    ({ queue, memory }, { count, head, len }) => queue.addUsedInOrder?.(memory, count, head, len),
    ['addUsedInOrder'],
  ),
  needsNotification: calls(none, ({ queue, memory }) => queue.needsNotification(memory)),
  enableNotification: calls(none, ({ queue, memory }) => queue.enableNotification(memory)),
  disableNotification: calls(none, ({ queue, memory }) => queue.disableNotification?.(memory), [
    'disableNotification',
  ]),
  resume: calls(
    (p): { readonly nextAvail: U16 } => ({ nextAvail: p.any.u16('base') }),
    ({ queue, memory }, { nextAvail }) => queue.resume?.(memory, nextAvail),
    ['resume'],
  ),
  /** Saved, and restored over the same memory: from there on it is the restored queue. */
  saveAndRestore: {
    ...{ ...IN_USE, needs: ['save', 'saved'], args: none },
    run: (device, { queue, memory }) => {
      const restored = device.save?.(queue).restore(memory);
      return restored?.ok === true ? { on: { queue: restored.value, memory }, result: restored } : undefined;
    },
  } satisfies QueueStep<undefined, unknown>,
} as const;

const makers = {
  make: {
    make: (p: ProofContext, device: SplitDevice): OnQueue | undefined => {
      const made = device.make(p.any.u16('max_size'));
      return made.ok ? { queue: made.value, memory: p.memory() } : undefined;
    },
  },
} as const;

/** All that can become of a queue's device side, for invariants over it. */
export const queueLifecycle: Lifecycle<
  SplitDevice,
  SplitDeviceModel,
  OnQueue,
  SeenQueue,
  typeof steps,
  typeof makers
> = {
  on: splitDevice,
  seen: ({ queue, memory }) => ({
    state: queue.state,
    memory: memory.snapshot(),
    accessible: (address, width) => memory.accessible(address, width),
  }),
  start: (p, device) => inAnyState(p, device, 'active'),
  makers,
  steps,
  other: {
    name: 'driver',
    start: inAnyState,
    // All that any region can hold, the used ring included: the driver may break its duties.
    writes: (p, { memory }) => memory.havoc('driver', [{ start: p.domain.u64(0), length: 2n ** 64n - 1n }]),
  },
};
