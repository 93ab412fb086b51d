import type { Bool, BoolOperand, U16 } from '../../domain/word.ts';
import type { ObservedMemory } from '../../memory/observed-memory.ts';
import type { ProofContext } from '../../proof/context.ts';
import { outstanding } from './any-driver.ts';
import type { ChainEntry, Driver, DriverState, SplitDriver } from './interface.ts';

/** The books hold of an index. */
export function claimBooks(
  p: ProofContext,
  device: SplitDriver,
  driver: Driver,
  memory: ObservedMemory,
  index: U16,
): void {
  for (const [name, holds] of Object.entries(device.books(driver, index, memory)))
    p.assert(`books: ${name}`, isBelow(driver, index).implies(holds));
}

/** Nothing is lent, and the counts say so. */
export function claimUnused(p: ProofContext, driver: Driver, index: U16): void {
  const { state } = driver;
  p.assert('all descriptors are free', state.numFree.eq(state.size));
  p.assert(
    'no chain is outstanding',
    isBelow(driver, index).implies(driver.chain(index).isOutstanding.not()),
  );
  p.assert('the indices count none', outstanding(state).eq(0));
}

/** Whether a chain is what it was, and where it was in the order of chains. */
export function staysAs(
  before: Pick<ChainEntry, 'isOutstanding' | 'count' | 'added'>,
  after: typeof before,
): Bool {
  const isAsOld = before.added === undefined || (after.added?.eq(before.added) ?? false);
  return after.isOutstanding
    .iff(before.isOutstanding)
    .and(after.isOutstanding.implies(after.count.eq(before.count).and(isAsOld)));
}

/** Whether a batch that is being collected stays what it was. */
export function isSameBatch(before: DriverState, after: DriverState): BoolOperand {
  const { batchEnd, batchLen } = before;
  if (batchEnd === undefined || batchLen === undefined) return true;
  return after.batchEnd?.eq(batchEnd).and(after.batchLen?.eq(batchLen) ?? false) ?? false;
}

/** Whether an index is one of the table's. */
export function isBelow({ state: { size } }: Driver, index: U16): Bool {
  return index.lt(size);
}
