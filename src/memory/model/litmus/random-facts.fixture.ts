import type { FactEvent, LitmusFacts } from './facts.fixture.ts';

/** Numbers below a bound, the same ones for the same seed. */
export function dice(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761 + 1;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A random program of two threads with three accesses each to two cells, and few fences: with many nothing weak is left. */
export function randomFacts(seed: number): LitmusFacts {
  const roll = dice(seed);
  const pick = (orders: readonly string[]): string => orders[roll(orders.length)] ?? '';
  let value = 0;
  const threads = [0, 1].map(() => {
    const events = [0, 1, 2].map((i): FactEvent => {
      const loc = pick(['x', 'y']);
      const kind = pick(['load', 'load', 'load', 'store', 'store', 'store', 'rmw']);
      const order = pick(['relaxed', 'relaxed', 'relaxed', 'acq-rel', 'seq-cst']);
      if (kind === 'load') return { kind, loc, reg: `r${i}`, order: order === 'acq-rel' ? 'acquire' : order };
      value += 1;
      return kind === 'store'
        ? { kind, loc, value, order: order === 'acq-rel' ? 'release' : order }
        : { kind: 'rmw', op: 'swap', loc, reg: `r${i}`, value, order };
    });
    if (roll(3) === 0)
      events.splice(1 + roll(2), 0, { kind: 'fence', order: pick(['seq-cst', 'acq-rel', 'acquire']) });
    return events;
  });
  return { id: `random ${seed}`, arch: 'c11', threads, locations: { x: 0, y: 0 }, condition: [] };
}
