import { describe, expect, test } from 'vitest';
import { explore, type Exploration } from '../explore/explore.ts';
import type { Run } from '../explore/run.ts';
import type { Answer, Solver } from '../solver/solver.ts';
import { startEmbeddedZ3 } from '../solver/z3-wasm.ts';
import { Terms } from '../term/terms.ts';
import { Prover } from './prover.ts';

const z3 = await startEmbeddedZ3();

/** A prover, and what its solver is asked. */
function asking(answer?: (text: string) => Answer): { prover: Prover; asked: string[] } {
  const asked: string[] = [];
  const solver: Solver = {
    name: 'counting',
    check: (text, symbols, limits) => {
      asked.push(text);
      return answer?.(text) ?? z3.check(text, symbols, limits);
    },
  };
  return { prover: new Prover(new Terms(), () => solver, 'int'), asked };
}

describe('whether conditions can hold together', () => {
  test('should cost nothing where a known model says so, or one near it', () => {
    const { prover, asked } = asking(() => ({ status: 'unknown', reason: 'not to be asked' }));
    const t = prover.terms;
    const [x, y] = [t.var('x', 0n, 65_535n), t.var('y', 0n, 65_535n)];
    const path = [t.le(t.const(7n), x), t.lt(x, y)];
    expect(prover.feasible(path)).toBe('feasible');
    expect(prover.feasible([...path, t.eq(y, t.const(500n))])).toBe('feasible');
    expect(prover.feasible([...path, t.not(t.eq(y, t.const(500n)))])).toBe('feasible');
    expect(asked).toEqual([]);
  });

  test('should be asked once of what contradicts, whatever else the path says', () => {
    const { prover, asked } = asking();
    const t = prover.terms;
    const [x, y, z] = [t.var('x', 0n, 65_535n), t.var('y', 0n, 65_535n), t.var('z', 0n, 65_535n)];
    const [low, above, high] = [t.le(x, y), t.le(y, t.const(9n)), t.le(t.const(10n), x)];
    const others = [t.le(t.const(7n), z), t.le(t.const(8n), z), t.eq(z, t.const(70n))];
    for (const other of others) expect(prover.feasible([low, other, above])).toBe('feasible');
    // Only what is about x: y ≤ 9 says nothing of it, so that all are asked as well.
    expect(prover.feasible([low, others[0] ?? t.true, above, high])).toBe('infeasible');
    const first = asked.length;
    expect(first).toBe(2);
    expect(prover.feasible([t.true, others[0] ?? t.true, low, above, others[2] ?? t.true, high])).toBe(
      'infeasible',
    );
    expect(asked.length).toBe(first);
    expect(asked[0]).not.toContain('in.z');
  });

  test('should not take one contradiction for another', () => {
    const { prover } = asking();
    const t = prover.terms;
    const x = t.var('x', 0n, 17_016n);
    const rest = (by: bigint, is: bigint) => t.eq(t.rem(x, t.const(by)), t.const(is));
    expect(prover.feasible([rest(121n, 0n), rest(11n, 2n)])).toBe('infeasible');
    // Just 1234, which no search near the ends finds.
    expect(prover.feasible([rest(7n, 2n), rest(13n, 12n), rest(17n, 10n), rest(11n, 2n)])).toBe('feasible');
  });
});

/** Decides much that it has decided already, in other words, as compiled code does. */
function machine(run: Run, t: Terms): void {
  const [x, y] = [t.var('x', 0n, 65_535n), t.var('y', 0n, 65_535n)];
  run.assume(t.lt(x, y));
  if (!run.decide(t.le(y, t.const(1000n)))) return;
  for (let bound = 1000n; bound < 1020n; bound += 1n) {
    // Not so: x < y ≤ 1000, of which no single bound is known.
    if (run.decide(t.le(t.const(2n * bound), t.add(x, y)))) run.decide(t.eq(x, t.const(3n)));
  }
  run.assert('below', t.lt(x, t.const(1000n)));
}

describe('a run that asks early', () => {
  const explored = (early: boolean): { found: Exploration; asked: string[] } => {
    const { prover, asked } = asking();
    const { terms } = prover;
    const found = explore(
      (run) => {
        if (early) run.askEarly();
        machine(run, terms);
      },
      { terms, feasible: (conditions) => prover.feasible(conditions), maxPaths: 200_000 },
    );
    expect(prover.decide(found.uncovered)).toBe('unsat');
    return { found, asked };
  };

  test('should take few paths that are none, at no more questions than there are such sides', () => {
    const { found, asked } = explored(true);
    // Two are some; of 16 it is not asked.
    expect(found.paths.length).toBeLessThanOrEqual(2 + 16);
    // Each impossible side is one or two; one more is whether a case was lost.
    expect(asked.length).toBeLessThanOrEqual(2 * 20 + 1);
  });
});
