import type { ProofContext } from '../../../proof/context.ts';
import { sidesInUse } from '../beginnings.ts';
import type { SplitProtocol } from '../interface.ts';
import { usedCells } from './cells.ts';
import { handoverOf, type Handover } from './handover.ts';
import { knowCells } from './ring-words.ts';
import { sharedMemory } from './shared-memory.ts';
import { threadOf } from './thread.ts';

/**
 * The device returns a chain, and more; the driver collects it. `undefined` where a side reports an error, or the driver finds nothing.
 */
export function returned(p: ProofContext, protocol: SplitProtocol): Handover | undefined {
  const { driver, queue, memory } = sidesInUse(p, protocol, {}, ({ lastUsed }) => ({ nextUsed: lastUsed }));
  const { nextUsed } = queue.state;
  const { size, published, lastUsed } = driver.state;
  const count = p.any.u16('returned', { min: 1, max: 32768 });
  // No more is returned than was published.
  p.assume(count.le(published.sub(lastUsed)));
  const [head, len] = [p.any.u16('head', { max: 32767 }), p.any.u32('len')];
  // The device returns what it took.
  p.assume(head.lt(size).and(driver.chain(head).isOutstanding));
  const cells = usedCells(driver.state, nextUsed);
  knowCells(p, memory, cells);

  const shared = sharedMemory(memory, 'device');
  const front = threadOf(p, 'v', () => queue.addUsed(shared, head, len).ok);
  if (!front.value) return undefined;
  return handoverOf(p, sharedMemory(memory, 'driver'), {
    ...({ writer: 'device', steps: front.steps, cells } as const),
    ...{ before: lastUsed, after: lastUsed.add(count) },
    read: (shown) => void driver.collect(shown),
  });
}
