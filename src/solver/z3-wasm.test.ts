import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { IS_FULL } from '../full.fixture.ts';
import { SolverError, type Solver } from './solver.ts';
import { startEmbeddedZ3 } from './z3-wasm.ts';

let solver: Solver;
beforeAll(async () => {
  solver = await startEmbeddedZ3();
});

const CONTRADICTION = '(declare-const a Int)(assert (< a 1))(assert (> a 1))';

describe('the embedded Z3', () => {
  it.each([
    'garbage',
    '(assert',
    '(assert (= a 1))',
    '(declare-const a Int)(assert (+ a 1))',
    '(declare-const a (_ BitVec 8))(assert (= a 1))',
    `${CONTRADICTION}(assert (undeclared a))`,
    `(assert (undeclared a))${CONTRADICTION}`,
    `${CONTRADICTION})`,
    '(declare-const |in.a Int)(assert false)',
  ])('rejects %j', (text) => {
    expect(() => solver.check(text, [], {})).toThrow(SolverError);
  });

  it('answers as before once it has rejected a text', () => {
    expect(() => solver.check('(assert (= a 1))', [], {})).toThrow(SolverError);
    expect(solver.check(CONTRADICTION, [], {})).toMatchObject({ status: 'unsat' });
    expect(solver.check('(declare-const a Int)(assert (= a 7))', ['a'], {})).toMatchObject({
      status: 'sat',
      model: new Map([['a', 7n]]),
    });
  });

  it('keeps nothing from one question to the next', () => {
    expect(solver.check(CONTRADICTION, [], {}).status).toBe('unsat');
    expect(solver.check('(declare-const a Bool)(assert a)', ['a'], {})).toMatchObject({
      status: 'sat',
      model: new Map([['a', true]]),
    });
  });

  it.each([
    ['(declare-const |in.a b| Int)(assert (= |in.a b| (- 3)))', '|in.a b|', -3n],
    ['(declare-const a (_ BitVec 64))(assert (= a #xffffffffffffffff))', 'a', 18446744073709551615n],
    ['(declare-const a Bool)(assert (not a))', 'a', false],
  ])('reads the model of %j', (text, symbol, value) => {
    expect(solver.check(text, [symbol], {})).toMatchObject({
      status: 'sat',
      model: new Map([[symbol, value]]),
    });
  });

  const factors = (product: bigint): string => {
    const bits = (value: bigint): string => `(_ bv${value} 64)`;
    return ['a', 'b']
      .map(
        (name) =>
          `(declare-const ${name} (_ BitVec 64))(assert (bvult ${bits(1n)} ${name} ))(assert (bvult ${name} ${bits(1n << 31n)}))`,
      )
      .join('')
      .concat(`(assert (= (bvmul a b) ${bits(product)}))`);
  };

  it.runIf(IS_FULL)('asks again with another seed where the first loses itself', () => {
    const text = readFileSync(new URL('unlucky-seed.fixture.smt2', import.meta.url), 'utf8');
    const answers = [100_000, 2_000_000, 8_000_000].map((rlimit) => solver.check(text, [], { rlimit }));
    const [tooFew, enough, more] = answers;
    expect(tooFew).toMatchObject({ status: 'unknown' });
    expect(enough).toMatchObject({ status: 'sat' });
    // The way does not depend on the limit, so an answer that was kept is good for every greater one.
    expect(more?.steps).toBe(enough?.steps);
  });

  it('gives up for good on what more steps do not help with', () => {
    const text =
      '(declare-fun f (Int) Int)(assert (forall ((x Int)) (= (f (f x)) (+ (* x x) 1))))(assert (> (f 3) 4))';
    expect(solver.check(text, [], { rlimit: 400_000 })).toMatchObject({ status: 'unknown' });
  });

  it('says that it does not know where its steps run out, whatever the answer is', () => {
    const [composite, prime] = [2147483629n * 2147483587n, 2305843009213693951n];
    for (const product of [composite, prime])
      expect(solver.check(factors(product), [], { rlimit: 20_000 }).status).toBe('unknown');
    expect(solver.check(CONTRADICTION, [], {}).status).toBe('unsat');
  });

  it('answers with more steps what a limit cut short', () => {
    const text = '(declare-const a (_ BitVec 8))(assert (bvult #x02 a))(assert (= (bvmul a a) #x31))';
    const { steps = 0 } = solver.check(text, [], {});

    expect(solver.check(text, [], { rlimit: steps - 1 }).status).toBe('unknown');
    expect(solver.check(text, [], {})).toMatchObject({ status: 'sat', steps });
  });

  it.runIf(IS_FULL)('takes as many steps every time, and decides within as many and not within fewer', () => {
    const satisfiable = factors(2147483629n * 3n);
    const { steps = 0 } = solver.check(satisfiable, [], {});

    expect(steps).toBeGreaterThan(100);
    for (const other of [CONTRADICTION, factors(35n)]) solver.check(other, [], {});
    expect(solver.check(satisfiable, [], {}).steps).toBe(steps);
    expect(solver.check(satisfiable, [], { rlimit: steps }).status).toBe('sat');
    expect(solver.check(satisfiable, [], { rlimit: steps - 1 }).status).toBe('unknown');
  });
});
