import type { ObservedMemory } from '../../memory/observed-memory.ts';
import type { ProofContext } from '../../proof/context.ts';
import type { Proof } from '../../proof/declare.ts';
import type { Asked } from '../../proof/model.ts';
import { ownProofs, type OwnOperation } from '../../proof/own-proofs.ts';
import { anySetUp, isNextElementHonest, outstanding } from './any-driver.ts';
import { OPERATIONS, type DriverCall } from './calls.ts';
import { claimBooks, claimUnused, isBelow, isSameBatch, staysAs } from './claims.ts';
import type { Driver, SplitDriver, SplitDriverModel } from './interface.ts';

type Operation = OwnOperation<SplitDriver>;

/** The tool's own proofs of the driver side: states, the phase `active`, side tables, and operations that keep to them. */
export function splitDriverProofs(on: Asked<SplitDriver, SplitDriverModel>): readonly Proof[] {
  return ownProofs<SplitDriver, SplitDriverModel>(on, {
    phases: (['any', 'active'] as const).map((name) => {
      const phase = name === 'any' ? null : name;
      return {
        ...{ id: `${name}-driver`, phase },
        start: (p: ProofContext, device: SplitDriver, memory: ObservedMemory) =>
          device.driver(p, { phase, memory, probesPrivate: true }),
      };
    }),
    makers: [
      {
        id: 'make',
        run: (p, device, memory) => {
          const made = device.make(p, anySetUp(p), memory);
          return made.ok ? made.value : undefined;
        },
      },
    ],
    operations: [
      {
        id: 'set-up',
        // The device does not know of the queue yet: nothing but the areas matters.
        start: (p, device, memory) => {
          const made = device.make(p, anySetUp(p), memory);
          if (!made.ok) return undefined;
          p.assume(device.hasPremise(made.value, 'active', memory));
          return made.value;
        },
        run: (p, device, driver: Driver, memory) => {
          const index = p.any.u16('any_index');
          driver.setUp(memory);
          claimBooks(p, device, driver, memory, index);
          claimUnused(p, driver, index);
          return true;
        },
        establishes: 'active',
      },
      ...OPERATIONS.map((operation): Operation => {
        const { id, needs, given } = operation;
        return {
          ...{ id, needs, keeps: 'active' },
          start: (p, device, memory) =>
            device.driver(p, { phase: 'active', memory, given: given?.(p) ?? {} }),
          run: (p, device, driver: Driver, memory) => keepingBooks(p, device, driver, memory, operation),
        };
      }),
      {
        id: 'reset',
        needs: ['reset'],
        start: (p, device, memory) => device.driver(p, { phase: 'active', memory }),
        run: (p, device, driver: Driver, memory) => {
          const index = p.any.u16('any_index');
          const before = { chain: driver.chain(index), state: driver.state };
          const isDone = driver.reset?.(memory, p.any.bool('is_complete')).ok === true;
          // Where it is done, the queue is set up anew before all else.
          if (isDone) driver.setUp(memory);
          claimBooks(p, device, driver, memory, index);
          if (isDone) claimUnused(p, driver, index);
          else {
            const { chain, state } = before;
            const isSame = isBelow(driver, index).implies(staysAs(chain, driver.chain(index)));
            p.assert('a reset that is refused leaves chains as they are', isSame);
            p.assert(
              'a reset that is refused leaves counts as they are',
              driver.state.numFree.eq(state.numFree).and(outstanding(driver.state).eq(outstanding(state))),
            );
          }
          p.assert('it is in use, or in use again', device.isIn(driver, 'active', memory));
          return isDone;
        },
      },
    ],
  });
}

/**
 * The claims of an operation: the books hold of an arbitrary index, and sums change as chains do. An operation changes one chain at
 * most, and what is not free and the distance of the indices by just that. So what is not free is always the sum of what outstanding
 * chains have, each of which has one descriptor at least: neither one chain nor the number of them is more than that sum.
 */
function keepingBooks(
  p: ProofContext,
  device: SplitDriver,
  driver: Driver,
  memory: ObservedMemory,
  { isHonest, call }: DriverCall,
): boolean {
  const index = p.any.u16('any_index');
  const before = {
    ...driver.chain(index),
    numFree: driver.state.numFree,
    outstanding: outstanding(driver.state),
    state: driver.state,
  };
  if (isHonest === true) p.assume(isNextElementHonest(driver, memory));
  const { succeeds, changed, collected } = call(p, driver, memory);
  claimBooks(p, device, driver, memory, index);
  const [after, { numFree }] = [driver.chain(index), driver.state];
  const isChanged = changed === undefined ? p.domain.bool(false) : changed.eq(index);
  const stays = staysAs(before, after);
  // Else nothing would be claimed of what changed.
  if (changed !== undefined) p.assert('the head is in the table', isBelow(driver, changed));
  p.assert('other chains stay', isBelow(driver, index).and(isChanged.not()).implies(stays));
  p.assert(
    'an outstanding chain has a descriptor',
    isBelow(driver, index).and(after.isOutstanding).implies(after.count.ne(0)),
  );
  const counted = p.domain
    .bool(true)
    .and(
      after.isOutstanding
        .and(before.isOutstanding.not())
        .implies(numFree.le(before.numFree).and(before.numFree.sub(numFree).eq(after.count))),
      before.isOutstanding
        .and(after.isOutstanding.not())
        .implies(numFree.ge(before.numFree).and(numFree.sub(before.numFree).eq(before.count))),
      after.isOutstanding.iff(before.isOutstanding).implies(numFree.eq(before.numFree).and(stays)),
    );
  const [out, was] = [outstanding(driver.state), before.outstanding];
  const isOneMore = after.isOutstanding.and(before.isOutstanding.not());
  p.assert(
    'the indices count the outstanding chains',
    changed === undefined
      ? out.eq(was)
      : isBelow(driver, index)
          .and(isChanged)
          .implies(p.domain.select(isOneMore, was.add(1), was.sub(1)).eq(out)),
  );
  if (device.negotiatesInOrder === true && collected === undefined)
    p.assert('a batch stays as it is', isSameBatch(before.state, driver.state));
  if (changed === undefined) p.assert('as many are free as before', numFree.eq(before.numFree));
  else p.assert('free descriptors are counted', isBelow(driver, index).and(isChanged).implies(counted));
  return succeeds;
}
