import { describe, expect, test } from 'vitest';
import { check } from './check.fixture.ts';

describe('a false statement', () => {
  test('should be refuted with the one value that breaks it', async () => {
    const { verdict, failure, counterexample, covers, solver } = await check((p) => {
      const x = p.any.u16('x');
      p.assert('x is not 1234', x.ne(1234));
    });

    expect({ verdict, covers }).toEqual({ verdict: 'refuted', covers: [] });
    expect(failure?.message).toBe("assertion 'x is not 1234' does not hold");
    expect(counterexample).toMatchObject({ assertion: 'x is not 1234', inputs: { x: '1234' }, memory: [] });
    expect(solver).toMatch(/^z3 .* \(wasm\)$/);
  });

  test('should be refuted with values that break it together', async () => {
    const { counterexample } = await check((p) => {
      const [a, b, c] = [p.any.u64('a', { multipleOf: 8 }), p.any.powerOfTwo('b'), p.any.bool('c')];
      p.assert('not these', a.ne(0x1238).or(b.ne(4096), c.not()));
    });

    expect(counterexample?.inputs).toEqual({ a: '0x1238', b: '4096', c: true });
  });

  test('should be refuted with the bytes of memory that break it', async () => {
    const { counterexample } = await check((p) => {
      const memory = p.memory('ram');
      const loaded = memory.load(p.domain.u64(0x1000), 32, 'acquire');
      p.assert('not this word', loaded.ok ? loaded.value.ne(0x01020304) : true);
    });

    expect(counterexample?.memory).toMatchObject([
      { name: 'ram', bytes: [{ addr: '0x1000', hex: '04030201' }] },
    ]);
    expect(counterexample?.trace).toEqual(['load 0x1000 16909060:u32 acquire']);
  });

  test('should be refuted on the one path where it is false, after all assumptions', async () => {
    const { counterexample } = await check((p) => {
      const x = p.any.u8('x');
      p.assume(x.gt(9));
      if (p.domain.decide(x.lt(20))) p.assert('left', x.ne(17));
      else p.assert('right', x.gt(19));
    });

    expect(counterexample).toMatchObject({ assertion: 'left', inputs: { x: '17' } });
  });

  test('should be named first among all that are false, with the others', async () => {
    const { failure, counterexample } = await check((p) => {
      const x = p.any.u8('x');
      p.assert('one', x.ne(1));
      p.assert('true', x.ge(0));
      p.assert('two', x.ne(2));
    });

    expect(counterexample?.assertion).toBe('one');
    expect(failure?.details).toEqual(['Also broken: two.']);
  });

  test('should be refuted, not vacuous, where its covers are not reached either', async () => {
    const { verdict } = await check(
      (p) => {
        p.assert('false', p.any.u8('x').ne(1));
        p.cover('never', false);
      },
      { covers: ['never'] },
    );
    expect(verdict).toBe('refuted');
  });
});

describe('a true statement', () => {
  test('should be proved without a solver where rewriting decides it', async () => {
    const result = await check((p) => {
      const [x, y] = [p.any.u32('x'), p.any.u32('y')];
      p.assert('sums do not care for order', x.add(y).sub(x).eq(y));
      p.assert('a byte is less than 256', x.byte(0).zeroExtend(16).lt(256));
    });

    expect(result).toMatchObject({
      ...{ verdict: 'proved', failure: null, counterexample: null },
      ...{ solver: null, solverMs: 0, paths: 1, obligations: 2, decidedByRewriting: 2 },
    });
  });

  test('should be proved by the solver where rewriting does not, and say so', async () => {
    const { verdict, solver, obligations, decidedByRewriting } = await check((p) => {
      const [x, y] = [p.any.u32('x'), p.any.u32('y')];
      p.assert('one is not greater', x.le(y).or(y.le(x)));
      p.assert(
        'transitive',
        x
          .lt(y)
          .and(y.lt(p.any.u32('z')))
          .implies(x.ne(0xffff_fffe)),
      );
    });

    expect(verdict).toBe('proved');
    expect(obligations - decidedByRewriting).toBeGreaterThan(0);
    expect(solver).toMatch(/^z3/);
  });

  test('should be proved where its body throws only on a path that nothing takes', async () => {
    const { verdict, failure } = await check((p) => {
      const [x, y] = [p.any.u16('x'), p.any.u16('y')];
      p.assert('x is x', x.eq(x));
      // Rewriting does not see through this.
      if (p.domain.decide(x.lt(y)) && p.domain.decide(y.lt(p.any.u16('z')))) {
        if (p.domain.decide(p.any.bool('b')) && !p.domain.decide(x.add(1).le(y))) throw new Error('never');
      }
    });

    expect({ verdict, failure }).toEqual({ verdict: 'proved', failure: null });
  });
});
