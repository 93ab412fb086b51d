import type { Bool, BoolOperand } from '../../domain/word.ts';
import type { ProofContext } from '../../proof/context.ts';
import type { Lifecycle, Step } from '../../proof/lifecycle.ts';
import { areAllocated } from '../split-driver/any-driver.ts';
import { sidesInUse } from './beginnings.ts';
import type { BothSides, SeenSides, SplitProtocol, SplitProtocolModel } from './interface.ts';
import { splitProtocol } from './kind.ts';
import { protocolLifecycle } from './lifecycle.ts';

/** Both sides of a queue that the device has reset and that is not enabled again. */
export interface ResettingSides extends BothSides {
  /** Whether what the device did last left guest memory alone and sent no notification; left out where it did nothing. */
  readonly isQuiet?: Bool;
}

/** The same at one moment. */
export interface SeenResetting {
  readonly sides: SeenSides;
  readonly isQuiet: BoolOperand;
}

type ResettingStep<Args, Result> = Step<SplitProtocol, ResettingSides, Args, Result>;

/** The device is not ready, in any state else; the driver has the queue set up, as before the reset or anew. */
function driverHasQueue(p: ProofContext, { driver, device }: SplitProtocol): ResettingSides {
  const memory = p.memory();
  const front = driver.driver(p, { phase: 'active', memory });
  p.assume(areAllocated(front.state, memory));
  return { driver: front, queue: disabled(p, device, memory), memory };
}

/** The driver has taken the queue back; where its rings were is any memory, and so is the place where they will be. */
function driverHasNone(p: ProofContext, { driver, device }: SplitProtocol): ResettingSides {
  const memory = p.memory();
  const front = driver.driver(p, { phase: null, memory, given: { isSetUp: p.domain.bool(false) } });
  p.assume(driver.hasPremise(front, 'active', memory));
  return { driver: front, queue: disabled(p, device, memory), memory };
}

function disabled(
  p: ProofContext,
  device: SplitProtocol['device'],
  memory: ResettingSides['memory'],
): ResettingSides['queue'] {
  return device.queue({ phase: null, memory, given: { ready: p.domain.bool(false) } });
}

/** A step of both sides in use, of a driver that goes on while the queue is not enabled. */
function ofDriver<Args, Result>(
  step: Step<SplitProtocol, BothSides, Args, Result>,
): ResettingStep<Args, Result> {
  return { ...step, start: driverHasQueue };
}

/** Operations that device code may still be in the middle of, one of which is called. */
type Work = (sides: ResettingSides, args: WorkArgs) => unknown;

const WORK: Readonly<Record<string, Work>> = {
  addUsed: ({ queue, memory }, { head, len }) => queue.addUsed(memory, head, len),
  writeUsed: ({ queue, memory }, { count, head, len }) => queue.writeUsed?.(memory, count, head, len),
  publishUsed: ({ queue, memory }, { count }) => queue.publishUsed?.(memory, count),
  enableNotification: ({ queue, memory }) => queue.enableNotification(memory),
  disableNotification: ({ queue, memory }) => queue.disableNotification?.(memory),
  pop: ({ queue, memory }) => queue.pop(memory),
};

function anyWork(p: ProofContext) {
  const called = Object.keys(WORK).find((name) => p.domain.decide(p.any.bool(`calls.${name}`)));
  return { called, head: p.any.u16('head'), len: p.any.u32('len'), count: p.any.u16('count') };
}
type WorkArgs = ReturnType<typeof anyWork>;

/** Calls one of these, or else asks whether the driver is to be notified. The answer is whether it is. */
function work({ domain }: SplitProtocol, sides: ResettingSides, args: WorkArgs): Bool {
  const { queue, memory } = sides;
  const call = args.called === undefined ? undefined : WORK[args.called];
  if (call === undefined) {
    const answer = queue.needsNotification(memory);
    return answer.ok ? answer.value : domain.bool(false);
  }
  call(sides, args);
  return domain.bool(false);
}

const none = (): undefined => undefined;
const { add, publish, shouldKick, collect, enableUsed, disableUsed } = protocolLifecycle.steps;

const steps = {
  add: ofDriver(add),
  publish: ofDriver(publish),
  shouldKick: ofDriver(shouldKick),
  collect: ofDriver(collect),
  enableUsed: ofDriver(enableUsed),
  disableUsed: ofDriver(disableUsed),
  /** The driver looks whether the queue is reset, and it is. */
  verify: {
    ...{ needs: ['driver.reset'], args: none, start: driverHasQueue },
    run: ({ domain }, on) => ({ on, result: on.driver.reset?.(on.memory, domain.bool(true)) }),
  } satisfies ResettingStep<undefined, unknown>,
  /** It sets the queue up again, before it tells the device of it. */
  setUpAgain: {
    ...{ args: none, start: driverHasNone },
    run: (_protocol, on) => {
      on.driver.setUp(on.memory);
      return { on, result: undefined };
    },
  } satisfies ResettingStep<undefined, undefined>,
  deviceWorks: {
    ...{ needs: ['device.checksEachAccess'], args: anyWork },
    start: (p, { driver, device }) => {
      const memory = p.memory();
      const front = driver.driver(p, { phase: null, memory });
      return { driver: front, queue: disabled(p, device, memory), memory };
    },
    run: (protocol, on, args) => {
      const before = on.memory.snapshot();
      const notifies = work(protocol, on, args);
      const { events } = on.memory;
      const isQuiet = events.reads().isEmpty().and(events.writes().isEmpty(), notifies.not());
      // Where it is quiet, which is to be proved, this is the memory that there is.
      return { on: { ...on, isQuiet, looked: () => before }, result: undefined };
    },
  } satisfies ResettingStep<WorkArgs, undefined>,
} as const;

const makers = {
  deviceResets: {
    needs: ['device.reset'],
    make: (p: ProofContext, protocol: SplitProtocol): ResettingSides => {
      const sides = sidesInUse(p, protocol);
      protocol.device.reset?.(sides.queue);
      return sides;
    },
  },
} as const;

/**
 * All that can become of a queue from the moment at which the device says that it is reset up to the one at which it is enabled again:
 * what the driver does before it has verified that, what it does after it has set the queue up, and what device code still tries.
 */
export const resettingLifecycle: Lifecycle<
  SplitProtocol,
  SplitProtocolModel,
  ResettingSides,
  SeenResetting,
  typeof steps,
  typeof makers
> = {
  on: splitProtocol,
  seen: ({ isQuiet = true, ...sides }) => ({ sides: protocolLifecycle.seen(sides), isQuiet }),
  start: driverHasQueue,
  makers,
  steps,
  // Each side writes what is its own by its operations.
  other: null,
};
