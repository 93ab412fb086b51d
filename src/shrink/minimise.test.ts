import { describe, expect, test } from 'vitest';
import { IS_FULL } from '../full.fixture.ts';
import { nativeVersion } from '../solver/native.ts';
import { replay } from '../replay/replay.ts';
import type { ConcreteState } from '../context/concrete-state.ts';
import { proof } from '../index.ts';
import { wordInput } from '../proof/inputs.ts';
import { Terms } from '../term/terms.ts';
import { check } from '../check/check.fixture.ts';
import { Budget, MINIMISATION_LIMITS, type BudgetLimits } from './budget.ts';
import { minimise } from './minimise.ts';
import { Prover } from '../prover/prover.ts';
import { startSolver } from '../prover/solvers.ts';
import { SolverError, type CheckLimits, type Solver } from '../solver/solver.ts';

describe('a counterexample', () => {
  test('should have the least inputs, in the order of their declaration', async () => {
    const { counterexample } = await check((p) => {
      const [a, b] = [p.any.u16('a'), p.any.u32('b')];
      p.assert('small', a.zeroExtend(32).add(b).lt(1000));
    });

    // What is taken from `a` has to be made up for by `b`.
    expect(counterexample?.inputs).toEqual({ a: '0', b: '1000' });
  });

  test('should have the least sizes before anything else', async () => {
    const { counterexample } = await check((p) => {
      const [a, size] = [p.any.u16('a'), p.any.powerOfTwo('size')];
      p.assert('small', a.lt(5).or(a.rem(size).ne(3)));
    });

    expect(counterexample?.inputs).toEqual({ a: '7', size: '4' });
  });

  test('should be the least over all paths that state the assertion', async () => {
    const { counterexample } = await check((p) => {
      const [on, x] = [p.any.bool('on'), p.any.u64('x', { multipleOf: 8 })];
      if (p.domain.decide(x.gt(4096))) p.assert('same name', false);
      else p.assert('same name', x.ne(0x120).or(on));
    });

    expect(counterexample?.inputs).toEqual({ on: false, x: '0x120' });
  });

  test('should find values that only go together', async () => {
    const { counterexample } = await check((p) => {
      const [a, b, c] = [p.any.u32('a'), p.any.u32('b'), p.any.u32('c')];
      p.assume(a.eq(b).and(b.eq(c.add(7))));
      p.assert('small', a.lt(100));
    });

    expect(counterexample?.inputs).toEqual({ a: '100', b: '100', c: '93' });
  });

  test('should have no memory where none is needed', async () => {
    const { counterexample } = await check((p) => {
      const memory = p.memory();
      p.assert('it can be stored', memory.store(p.any.u64('at'), p.domain.u16(1), 'relaxed').ok);
    });

    expect(counterexample).toMatchObject({ inputs: { at: '0x0' }, memory: [{ regions: [], bytes: [] }] });
  });

  test('should have one region, no longer than what is touched', async () => {
    const { counterexample } = await check((p) => {
      const memory = p.memory();
      const at = p.any.u64('at', { min: 0x1000 });
      p.assert('it fails', !memory.read(at, [32, 16]).ok);
    });

    expect(counterexample?.inputs).toEqual({ at: '0x1000' });
    expect(counterexample?.memory).toMatchObject([{ regions: [{ base: '0x1000', size: '0x6' }], bytes: [] }]);
  });

  test('should have as many regions as it takes', async () => {
    const { counterexample } = await check((p) => {
      const memory = p.memory();
      const [low, high] = [p.domain.u64(0x100), p.domain.u64(0x110)];
      const both = memory.load(low, 16, 'relaxed').ok && memory.load(high, 16, 'relaxed').ok;
      if (both) p.assert('no hole', memory.checkRange(low, p.domain.u64(18)));
    });

    expect(counterexample?.memory).toMatchObject([
      {
        regions: [
          { base: '0x100', size: '0x2' },
          { base: '0x110', size: '0x2' },
        ],
      },
    ]);
  });

  test('should have the fewest bytes, the first ones of a word', async () => {
    const { counterexample } = await check((p) => {
      const memory = p.memory();
      const word = memory.load(p.domain.u64(0x40), 64, 'relaxed');
      p.assert('nothing is there', word.ok ? word.value.eq(0) : true);
    });

    expect(counterexample?.memory).toMatchObject([
      { regions: [{ base: '0x40', size: '0x8' }], bytes: [{ addr: '0x40', hex: '01' }] },
    ]);
  });

  test('should have bytes that depend on each other as small as they go', async () => {
    const { counterexample } = await check((p) => {
      const memory = p.memory();
      const [a, b] = [
        memory.load(p.domain.u64(0x40), 16, 'relaxed'),
        memory.load(p.domain.u64(0x80), 16, 'relaxed'),
      ];
      p.assert('different', a.ok && b.ok ? a.value.ne(b.value.add(3)).or(b.value.lt(300)) : true);
    });

    expect(counterexample?.memory).toMatchObject([
      {
        regions: [{ base: '0x40', size: '0x42' }],
        bytes: [
          { addr: '0x40', hex: '2f01' },
          { addr: '0x80', hex: '2c01' },
        ],
      },
    ]);
  });

  test('should have an address in its bytes as small as it goes, with what is there', async () => {
    const { counterexample } = await check((p) => {
      const memory = p.memory();
      const at = memory.load(p.domain.u64(0x40), 64, 'relaxed');
      if (!at.ok) return;
      const there = memory.load(at.value, 8, 'relaxed');
      p.assert('not 7', there.ok ? there.value.ne(7).or(at.value.lt(0x48)) : true);
    });

    expect(counterexample).toMatchObject({
      minimal: true,
      memory: [
        {
          regions: [{ base: '0x40', size: '0x9' }],
          bytes: [
            { addr: '0x40', hex: '48' },
            { addr: '0x48', hex: '07' },
          ],
        },
      ],
    });
  });

  test('should not take bytes that another path reads for ones that were asked about', async () => {
    const { counterexample } = await check((p) => {
      const memory = p.memory();
      const low = memory.load(p.domain.u64(0x40), 8, 'relaxed');
      if (!low.ok) return;
      if (p.domain.decide(low.value.eq(1))) return p.assert('neither', false);
      p.assume(low.value.eq(0));
      const high = memory.load(p.domain.u64(0x41), 8, 'relaxed');
      p.assert('neither', high.ok ? high.value.ne(5) : true);
    });

    // A 1 in the first byte is less than a 5 in the second.
    expect(counterexample).toMatchObject({
      ...{ minimal: false, repeatable: true },
      memory: [{ regions: [{ base: '0x40', size: '0x1' }], bytes: [{ addr: '0x40', hex: '01' }] }],
    });
  });

  describe('in so many counts', () => {
    const found = proof({
      ...{ id: 'x', title: 'x', requirements: [], doesNotProve: 'x', covers: [] },
      body: (p) => {
        const x = p.any.u16('x');
        // Halving from above stops at the gap.
        p.assert('small', x.lt(777).or(x.gt(800).and(x.lt(40_000))));
      },
    });
    const terms = new Terms();
    const term = terms.var('x', 0n, 65535n);
    const smaller: ConcreteState[] = [];
    const minimisable = {
      state: { inputs: new Map([['x', 40_900n]]), memories: new Map() },
      broken: terms.and(
        terms.le(terms.const(777n), term),
        terms.or(terms.le(term, terms.const(800n)), terms.le(terms.const(40_000n), term)),
      ),
      inputs: new Map([['x', { input: wordInput('x', 16), term }]]),
      memories: [],
      breaks: (candidate: ConcreteState) => replay(found, null, candidate).violated.length > 0,
      touched: () => [],
      onSmaller: (state: ConcreteState) => void smaller.push(state),
    };
    const never = (): Solver => {
      throw new Error('nothing is to be asked');
    };
    const least = (solver: () => Solver, limits: BudgetLimits) => {
      const budget = new Budget(limits);
      const { inputs } = minimise(new Prover(terms, solver, 'int'), minimisable, budget);
      return { x: inputs.get('x'), isWhole: budget.isComplete };
    };

    test('should be the least if they are enough, with each smaller one reported', async () => {
      const solver = await startSolver('wasm');
      expect(least(() => solver, MINIMISATION_LIMITS)).toEqual({ x: 777n, isWhole: true });
      expect(smaller.map(({ inputs }) => inputs.get('x'))).toContain(777n);
    });

    test('should be left as it is, and not be called the least, where it may not be run', () => {
      expect(least(never, { ...MINIMISATION_LIMITS, replays: 0 })).toEqual({ x: 40_900n, isWhole: false });
    });

    test('should be made smaller by runs alone where nothing may be asked', () => {
      const { x, isWhole } = least(never, { ...MINIMISATION_LIMITS, questions: 0 });
      expect(isWhole).toBe(false);
      expect(x).toBeLessThan(40_900n);
    });

    test('should not be called the least where a solver has no answer, or breaks', () => {
      const silent: Solver = { name: 'silent', check: () => ({ status: 'unknown', reason: 'tired' }) };
      const broken: Solver = {
        name: 'broken',
        check: () => {
          throw new SolverError('it broke');
        },
      };
      for (const solver of [silent, broken]) {
        const { x, isWhole } = least(() => solver, MINIMISATION_LIMITS);
        expect(isWhole).toBe(false);
        expect(x).toBeLessThan(40_900n);
      }
    });

    test('should put no clock to a question', () => {
      const limits: CheckLimits[] = [];
      const watched: Solver = {
        name: 'watched',
        check: (_text, _symbols, given) => {
          limits.push(given);
          // So that it is asked in every way.
          return { status: 'unknown', reason: 'tired' };
        },
      };
      least(() => watched, MINIMISATION_LIMITS);
      expect(limits.length).toBeGreaterThan(0);
      for (const { rlimit, timeoutMs } of limits)
        expect([typeof rlimit, timeoutMs]).toEqual(['number', undefined]);
    });
  });

  const natives = (['z3', 'cvc5'] as const).filter((name) => nativeVersion(name) !== undefined);
  test.runIf(IS_FULL && natives.length > 0).each(natives)('should be the same with %s', async (solver) => {
    const statement = (p: Parameters<Parameters<typeof check>[0]>[0]): void => {
      const [size, at] = [p.any.powerOfTwo('size'), p.any.u64('at', { multipleOf: 4 })];
      const [memory, index] = [p.memory(), p.any.u16('index')];
      const entry = memory.load(at.add(index.rem(size).zeroExtend(64).mul(8)), 32, 'acquire');
      p.assert('no entry', entry.ok ? entry.value.le(index.zeroExtend(32)).or(index.lt(10)) : true);
    };

    const [embedded, native] = [await check(statement), await check(statement, { solver })];

    expect(embedded.verdict).toBe('refuted');
    expect(native.counterexample).toEqual(embedded.counterexample);
  });
});
