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

type SideStep<Args, Result> = Step<SplitProtocol, BothSides, Args, Result>;

/** An operation of either side of a queue in use, called with arguments of its own. */
function calls<Args, Result>(
  args: (p: ProofContext) => Args,
  call: (sides: BothSides, args: Args, protocol: SplitProtocol) => Result,
  needs: readonly string[] = [],
): SideStep<Args, Result> {
  return {
    ...{ needs, args },
    start: (p, protocol) => sidesInUse(p, protocol),
    run: (protocol, on, given) => ({ on, result: call(on, given, protocol) }),
  };
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
      const { result, looked } = writingContents(domain, driver.state, memory, (contents) =>
        add(driver, contents, buffers),
      );
      return { on: { ...on, looked }, result };
    },
  };
}

const none = (): undefined => undefined;

/** The chain that a device uses, as its code says. */
function used(p: ProofContext): { readonly head: U16; readonly len: U32 } {
  return { head: p.any.u16('head'), len: p.any.u32('len') };
}

/** Elements that are published together, as many as a queue can have at most. */
function batch(p: ProofContext): { readonly count: U16 } {
  return { count: p.any.u16('count', { min: 1, max: 32768 }) };
}

/** Nothing is called: a notification gets there, or a side goes on of its own accord. */
const waking = calls(none, none);

const steps = {
  add: adding((driver, memory, buffers) => driver.add(memory, buffers)),
  addIndirect: {
    ...adding((driver, memory, buffers) => driver.addIndirect?.(memory, buffers), ['driver.addIndirect']),
    start: (p: ProofContext, protocol: SplitProtocol): BothSides =>
      sidesInUse(p, protocol, { indirectDesc: p.domain.bool(true) }),
  },
  publish: calls(none, ({ driver, memory }) => driver.publish?.(memory), ['driver.publish']),
  shouldKick: calls(none, ({ driver, memory }) => driver.shouldKick(memory)),
  collect: calls(none, ({ driver, memory }) => driver.collect(memory)),
  enableUsed: calls(none, ({ driver, memory }) => driver.enableUsed?.(memory), ['driver.enableUsed']),
  disableUsed: calls(none, ({ driver, memory }) => driver.disableUsed?.(memory), ['driver.disableUsed']),
  driverWakes: waking,
  pop: calls(none, ({ queue, memory }) => queue.pop(memory)),
  undoPop: calls(none, ({ queue }) => queue.undoPop?.(), ['device.undoPop']),
  addUsed: calls(used, ({ queue, memory }, { head, len }) => queue.addUsed(memory, head, len)),
  writeUsed: calls(
    (p) => ({ ...used(p), offset: p.any.u16('offset') }),
    ({ queue, memory }, { offset, head, len }) => queue.writeUsed?.(memory, offset, head, len),
    ['device.writeUsed'],
  ),
  publishUsed: calls(batch, ({ queue, memory }, { count }) => queue.publishUsed?.(memory, count), [
    'device.publishUsed',
  ]),
  needsNotification: calls(none, ({ queue, memory }) => queue.needsNotification(memory)),
  enableNotification: calls(none, ({ queue, memory }) => queue.enableNotification(memory)),
  disableNotification: calls(none, ({ queue, memory }) => queue.disableNotification?.(memory), [
    'device.disableNotification',
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
  seen: ({ driver, queue, memory, looked }) => ({
    driver: driver.state,
    device: queue.state,
    deviceDisables: queue.disableNotification !== undefined,
    memory: looked ?? memory.snapshot(),
  }),
  start: (p, protocol) => sidesInUse(p, protocol),
  makers,
  steps,
  // Each side writes what is its own by its operations.
  other: null,
};
