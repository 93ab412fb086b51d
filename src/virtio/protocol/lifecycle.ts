import type { Domain } from '../../domain/domain.ts';
import type { U16, U32 } from '../../domain/word.ts';
import type { GuestMemory } from '../../memory/guest-memory.ts';
import type { ProofContext } from '../../proof/context.ts';
import type { Lifecycle, Step } from '../../proof/lifecycle.ts';
import type { Buffer, Driver } from '../split-driver/interface.ts';
import { anyBuffers } from '../split-driver/any-driver.ts';
import { firstSetUp, setUpAfterReset, sidesInUse } from './beginnings.ts';
import type { BothSides, SeenSides, SplitProtocol, SplitProtocolModel } from './interface.ts';
import { splitProtocol } from './kind.ts';
import { writingContents } from './ring-contents.ts';
import { slotsAfter, slotsIn, type Operation, type RingSlots, type Side } from './slots.ts';
import { notingWrites } from './writes.ts';

type SideStep<Args, Result> = Step<SplitProtocol, BothSides, Args, Result>;

/** Both sides, and the memory that an operation is called with. */
type CalledSides = Pick<BothSides, 'driver' | 'queue'> & { readonly memory: GuestMemory };

/** An operation of either side of a queue in use, called with arguments of its own. `slot`: of the one that it may write, if not the next. */
function calls<Args, Result>(
  side: Side,
  args: (p: ProofContext) => Args,
  call: (sides: CalledSides, args: Args) => Result,
  needs: readonly string[] = [],
  slot?: (sides: CalledSides, args: Args) => U16,
): SideStep<Args, Result> {
  return {
    ...{ needs, args },
    start: (p, protocol) => sidesInUse(p, protocol),
    run: ({ domain }, on, given) => {
      const slots = slotsOf(domain, on, side, slot?.(on, given));
      const { result, writes } = notingWrites(on.memory, (memory) => call({ ...on, memory }, given));
      return { on: { ...on, slots: slots(writes) }, result };
    },
  };
}

/** The slots of the rings after an operation of a side that is about to be called, and may write the slot of an index. */
function slotsOf(
  domain: Domain,
  { driver, queue, memory }: BothSides,
  side: Side,
  index = side === 'driver' ? driver.state.nextAvail : queue.state.nextUsed,
) {
  const place = driver.state;
  const before = slotsIn(place, memory.snapshot());
  return (writes: Operation['writes']): RingSlots =>
    slotsAfter(domain, before, memory.snapshot(), { place, side, index, writes });
}

/** An operation that lends a chain. */
function adding<Result>(
  add: (driver: Driver, memory: GuestMemory, buffers: readonly Buffer[]) => Result,
  needs: readonly string[] = [],
): SideStep<readonly Buffer[], Result> {
  return {
    ...{ needs, args: (p) => anyBuffers(p) },
    start: (p, protocol) => sidesInUse(p, protocol),
    run: ({ domain }, on, buffers) => {
      const { driver, memory } = on;
      const slots = slotsOf(domain, on, 'driver');
      const { result, writes, looked } = writingContents(domain, driver.state, memory, (contents) =>
        add(driver, contents, buffers),
      );
      return { on: { ...on, looked, slots: slots(writes) }, result };
    },
  };
}

const none = (): undefined => undefined;

/** The chain that a device uses, as its code says. */
function used(p: ProofContext): { readonly head: U16; readonly len: U32 } {
  return { head: p.any.u16('head'), len: p.any.u32('len') };
}

/** The same of a chain whose element is written for any index, so many after the next one. */
function written(p: ProofContext) {
  return { index: p.any.u16('index'), ...used(p) };
}

/** Elements that are published together, as many as a queue can have at most. */
function batch(p: ProofContext): { readonly count: U16 } {
  return { count: p.any.u16('count', { min: 1, max: 32768 }) };
}

/** Nothing is called: a notification gets there, or a side goes on of its own accord. */
const waking = calls('driver', none, none);

/** An operation that lends a chain by an indirect table. */
function addingIndirect(needs: readonly string[]) {
  return {
    ...adding(
      (driver, memory, buffers) => driver.addIndirect?.(memory, buffers),
      ['driver.addIndirect', ...needs],
    ),
    start: (p: ProofContext, protocol: SplitProtocol): BothSides =>
      sidesInUse(p, protocol, { indirectDesc: p.domain.bool(true) }),
  };
}

const PUBLISHES = ['driver.publish'];
const PUBLISHES_ITSELF = ['driver.publishesItself'];

const steps = {
  add: adding((driver, memory, buffers) => driver.add(memory, buffers), PUBLISHES),
  addIndirect: addingIndirect(PUBLISHES),
  /** The same of a driver whose chains are there for the device at once. */
  addAtOnce: adding((driver, memory, buffers) => driver.add(memory, buffers), PUBLISHES_ITSELF),
  addIndirectAtOnce: addingIndirect(PUBLISHES_ITSELF),
  publish: calls('driver', none, ({ driver, memory }) => driver.publish?.(memory), PUBLISHES),
  shouldKick: calls('driver', none, ({ driver, memory }) => driver.shouldKick(memory)),
  collect: calls('driver', none, ({ driver, memory }) => driver.collect(memory)),
  enableUsed: calls('driver', none, ({ driver, memory }) => driver.enableUsed?.(memory), [
    'driver.enableUsed',
  ]),
  disableUsed: calls('driver', none, ({ driver, memory }) => driver.disableUsed?.(memory), [
    'driver.disableUsed',
  ]),
  /** The driver has asked for a reset and looks whether it is complete, which it is not: all goes on as before. */
  resetPending: calls(
    'driver',
    (p) => ({ isComplete: p.domain.bool(false) }),
    ({ driver, memory }, { isComplete }) => void driver.reset?.(memory, isComplete),
    ['driver.reset'],
  ),
  driverWakes: waking,
  pop: calls('device', none, ({ queue, memory }) => queue.pop(memory)),
  undoPop: calls('device', none, ({ queue }) => queue.undoPop?.(), ['device.undoPop']),
  addUsed: calls('device', used, ({ queue, memory }, { head, len }) => queue.addUsed(memory, head, len)),
  writeUsed: calls(
    'device',
    written,
    ({ queue, memory }, { index, head, len }) =>
      queue.writeUsed?.(memory, index.sub(queue.state.nextUsed), head, len),
    ['device.writeUsed'],
    (_sides, { index }) => index,
  ),
  publishUsed: calls('device', batch, ({ queue, memory }, { count }) => queue.publishUsed?.(memory, count), [
    'device.publishUsed',
  ]),
  /** The device returns any number of chains by one element. */
  addUsedInOrder: calls(
    'device',
    (p) => ({ ...batch(p), ...used(p) }),
    ({ queue, memory }, { count, head, len }) => queue.addUsedInOrder?.(memory, count, head, len),
    ['driver.negotiatesInOrder', 'device.addUsedInOrder'],
  ),
  needsNotification: calls('device', none, ({ queue, memory }) => queue.needsNotification(memory)),
  enableNotification: calls('device', none, ({ queue, memory }) => queue.enableNotification(memory)),
  disableNotification: calls('device', none, ({ queue, memory }) => queue.disableNotification?.(memory), [
    'device.disableNotification',
  ]),
  /** The device, suspended or stopped where it was, goes on, and looks at the ring. */
  resume: calls('device', none, ({ queue, memory }) => queue.resume?.(memory, queue.state.nextAvail), [
    'device.resume',
  ]),
  deviceWakes: waking,
} as const;

const makers = {
  setUp: { make: firstSetUp },
  reset: { needs: ['driver.reset', 'device.reset'], make: setUpAfterReset },
} as const;

/** All that can become of a queue between the two sides that use it, for invariants over both. */
export const protocolLifecycle: Lifecycle<
  SplitProtocol,
  SplitProtocolModel,
  BothSides,
  SeenSides,
  typeof steps,
  typeof makers
> = {
  on: splitProtocol,
  seen: ({ driver, queue, memory, looked, slots }) => {
    const now = memory.snapshot();
    return {
      driver: driver.state,
      device: queue.state,
      deviceDisables: queue.disableNotification !== undefined,
      get memory() {
        return looked?.() ?? now;
      },
      slots: slots ?? slotsIn(driver.state, now),
      chain: driver.chains(),
    };
  },
  start: (p, protocol) => sidesInUse(p, protocol),
  makers,
  steps,
  // Each side writes what is its own by its operations.
  other: null,
};

/** Without those of drivers that publish at once, or negotiate IN_ORDER. */
const { addAtOnce: _, addIndirectAtOnce: __, addUsedInOrder: ___, ...published } = steps;

/** The same with a driver that has `publish`, and takes one chain with each element. */
export const publishingLifecycle: Lifecycle<
  SplitProtocol,
  SplitProtocolModel,
  BothSides,
  SeenSides,
  typeof published,
  typeof makers
> = { ...protocolLifecycle, steps: published };
