import type { ProofContext } from '../../proof/context.ts';
import type { Given } from '../../proof/given.ts';
import type { SetUp, SplitDevice, SplitDeviceState } from '../split/interface.ts';
import { anySetUp, areAllocated } from '../split-driver/any-driver.ts';
import type { DriverSetUp, DriverState } from '../split-driver/interface.ts';
import type { BothSides, SplitProtocol } from './interface.ts';

/**
 * Both sides of a queue in use, each in any state of its own, with the size, places and features that they agree on. The driver has
 * allocated its areas apart from each other. `given`: what is known of fields that the driver alone has; `deviceGiven`: of those of the
 * device, the driver being in that state.
 */
export function sidesInUse(
  p: ProofContext,
  { driver, device }: SplitProtocol,
  given: Given<DriverState> = {},
  deviceGiven: (driver: DriverState) => Given<SplitDeviceState> = () => ({}),
): BothSides {
  const memory = p.memory();
  const live = { isLive: p.domain.bool(true), ...given };
  const front = driver.driver(p, { phase: 'active', memory, given: live });
  p.assume(areAllocated(front.state, memory));
  const queue = device.queue({
    ...({ phase: 'active', memory } as const),
    given: { ...agreed(p, front.state), ...deviceGiven(front.state) },
  });
  return { driver: front, queue, memory };
}

function agreed(p: ProofContext, state: DriverState): Given<SplitDeviceState> {
  const {
    size,
    descTable,
    availRing,
    usedRing,
    eventIdx,
    indirectDesc,
    inOrder = p.domain.bool(false),
  } = state;
  return {
    size,
    descTable,
    availRing,
    usedRing,
    eventIdx,
    indirectDesc,
    inOrder,
    ready: p.domain.bool(true),
  };
}

/** The driver is offered what the device can do. */
function offeredBy(
  p: ProofContext,
  { negotiatesInOrder }: SplitDevice,
  { inOrder, ...others }: DriverSetUp,
): DriverSetUp {
  return { ...others, inOrder: negotiatesInOrder === true ? inOrder : p.domain.bool(false) };
}

/** Both sides of a queue that is set up for the first time; `undefined` where a side refuses it. */
export function firstSetUp(p: ProofContext, { driver, device }: SplitProtocol): BothSides | undefined {
  const memory = p.memory();
  const wanted = offeredBy(p, device, anySetUp(p));
  const front = driver.make(p, wanted, memory);
  if (!front.ok) return undefined;
  p.assume(driver.hasPremise(front.value, 'active', memory));
  const queue = device.make(wanted.offered);
  return queue.ok ? setUp(p, { driver: front.value, queue: queue.value, memory }) : undefined;
}

/**
 * Both sides of a queue that was in use, after a reset of the device and set up again at the same places; `undefined` where a side refuses
 * it.
 */
export function setUpAfterReset(p: ProofContext, protocol: SplitProtocol): BothSides | undefined {
  return setUpAgain(p, protocol, sidesInUse(p, protocol));
}

/**
 * Both sides after the device or the queue was reset, which the driver has seen, and set up again at the same places; `undefined` where a
 * side refuses it.
 */
export function setUpAgain(
  p: ProofContext,
  { device }: SplitProtocol,
  { driver, queue, memory }: BothSides,
): BothSides | undefined {
  device.reset?.(queue);
  const taken = driver.reset?.(memory, p.domain.bool(true));
  return taken?.ok === true ? setUp(p, { driver, queue, memory }) : undefined;
}

/** The driver sets the rings up, tells the device of them, and sets DRIVER_OK; then the device goes into use. */
function setUp(p: ProofContext, sides: BothSides): BothSides | undefined {
  sides.driver.setUp(sides.memory);
  return enabled(p, sides) ? sides : undefined;
}

/** Tells the device of a queue that the driver has set up, sets DRIVER_OK, and activates it; false where the device refuses. */
export function enabled(p: ProofContext, { driver, queue, memory }: BothSides): boolean {
  const { size, descTable, availRing, usedRing, eventIdx, inOrder = p.domain.bool(false) } = driver.state;
  const changes: readonly SetUp[] = [
    { field: 'eventIdx', value: eventIdx },
    { field: 'size', value: size },
    { field: 'descTable', value: descTable },
    { field: 'availRing', value: availRing },
    { field: 'usedRing', value: usedRing },
    { field: 'ready', value: p.domain.bool(true) },
  ];
  // A device that cannot be told of IN_ORDER has not offered it.
  if (!(queue.setUpInOrder?.(inOrder).ok ?? !p.domain.decide(inOrder))) return false;
  for (const change of changes) if (!queue.setUp(change).ok) return false;
  driver.start?.(memory);
  return queue.activate(memory).ok;
}
