import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { nativeVersion } from '../solver/native.ts';
import { SolverError, type Answer, type CheckLimits, type Solver } from '../solver/solver.ts';
import type { Bool, Word } from '../domain/word.ts';
import { check, type Body } from './check.fixture.ts';
import { hostOf } from '../proof/run-host.ts';
import type { ProofContext } from '../index.ts';
import { COVER_LIMITS } from '../prover/prover.ts';
import { startSolver } from '../prover/solvers.ts';
import { WITNESS_LIMITS } from './witnesses.ts';

type Respond = (honest: Solver, text: string, symbols: readonly string[], limits: CheckLimits) => Answer;

const fake: { respond: Respond } = { respond: (honest, ...asked) => honest.check(...asked) };
const { respond: honestly } = fake;

// The one that every check of this process asks.
beforeAll(async () => {
  const solver = await startSolver('wasm');
  const honest: Solver = { name: solver.name, check: solver.check.bind(solver) };
  vi.spyOn(solver, 'check').mockImplementation((...asked) => fake.respond(honest, ...asked));
});

afterEach(() => {
  fake.respond = honestly;
});

afterAll(() => {
  vi.restoreAllMocks();
});

/** That a number is another one, said so that no search near the ends of its range finds that: a solver has to. */
const isJust = (x: Word<16>, value: number): Bool =>
  x.lt(2431).and(...[11, 13, 17].map((by) => x.rem(by).eq(value % by)));

/** Whether the path is one of the first, about whose decisions no solver is asked. */
function isOfFirst(p: ProofContext<string>): boolean {
  hostOf(p).askEarly();
  const z = p.any.u16('z');
  for (let i = 0; i < 16; i += 1) if (p.domain.decide(z.eq(i))) return true;
  return false;
}

const falseBody: Body = (p) => p.assert('x is not 1234', isJust(p.any.u16('x'), 1234).not());

describe('a solver that gives a wrong model', () => {
  test('should be an error where the claim holds there', async () => {
    fake.respond = () => ({ status: 'sat', model: new Map() });

    const { verdict, failure, counterexample } = await check(falseBody);

    expect(verdict).toBe('error');
    expect(failure?.message).toBe(
      "the solver's counterexample to 'x is not 1234' does not replay: it holds there",
    );
    expect(counterexample?.inputs).toEqual({ x: '0' });
  });

  test('should be an error where an assumption does not hold there', async () => {
    fake.respond = () => ({ status: 'sat', model: new Map() });

    const { verdict, failure } = await check((p) => {
      const x = p.any.u16('x');
      p.assume(x.gt(7));
      p.assert('false', isJust(x, 2321).not());
    });

    expect(verdict).toBe('error');
    expect(failure?.message).toMatch(/does not replay: an assumption does not hold$/);
  });

  test('should be an error where another claim is false there', async () => {
    fake.respond = (honest, text, symbols, limits) => {
      const answer = honest.check(text, symbols, limits);
      const [x] = symbols;
      return answer.status === 'sat' && x !== undefined
        ? { ...answer, model: new Map([[x, 1001n]]) }
        : answer;
    };

    const { verdict, failure } = await check((p) => {
      const x = p.any.u16('x');
      p.assert('not 1001', isJust(x, 1001).not());
      p.assert('not 2002', isJust(x, 2002).not());
    });

    expect(verdict).toBe('error');
    expect(failure?.message).toMatch(/^the solver's counterexample to 'not 2002' does not replay/);
  });
});

describe('a wrong model of a path', () => {
  const body: Body = (p) => {
    const [x, y] = [p.any.u16('x'), p.any.u16('y')];
    if (isOfFirst(p) || !p.domain.decide(isJust(x, 1234))) return;
    // What holds in the model of zeros that is no model of the path.
    p.assert('y', p.domain.decide(x.lt(1000)) ? y.ne(y) : y.lt(5));
  };

  test('should say nothing of what is feasible, nor of what is broken', async () => {
    const honest = await check(body);
    let lies = 0;
    fake.respond = (honestly, ...asked) => {
      const answer = honestly.check(...asked);
      if (answer.status !== 'sat' || asked[1].length === 0) return answer;
      lies += 1;
      return lies === 1
        ? { ...answer, model: new Map([...answer.model].map(([symbol]) => [symbol, 0n])) }
        : answer;
    };
    const { verdict, counterexample, paths } = await check(body);
    expect({ verdict, paths, inputs: counterexample?.inputs }).toEqual({
      verdict: 'refuted',
      paths: honest.paths,
      inputs: { x: '1234', y: '5', z: '16' },
    });
  });
});

describe('a solver that does not know', () => {
  test('should leave a claim undecided, and say why', async () => {
    fake.respond = () => ({ status: 'unknown', reason: 'too hard' });

    const { verdict, failure, solver } = await check(falseBody);

    expect({ verdict, solver }).toEqual({ verdict: 'unknown', solver: (await startSolver('wasm')).name });
    expect(failure).toMatchObject({
      message: "the solver gave no answer for 'x is not 1234'",
      details: ['Reason: too hard.'],
    });
  });

  test('should not keep another claim from being refuted', async () => {
    fake.respond = (honest, text, symbols, limits) =>
      text.includes('hard') ? { status: 'unknown', reason: 'too hard' } : honest.check(text, symbols, limits);

    const { verdict, counterexample } = await check((p) => {
      p.assert('undecided', isJust(p.any.u16('hard'), 2321).not());
      falseBody(p);
    });

    expect(verdict).toBe('refuted');
    expect(counterexample?.assertion).toBe('x is not 1234');
  });

  test('should not make a proof vacuous where it gives up on a cover or an end', async () => {
    fake.respond = (honest, text, symbols, limits) =>
      [COVER_LIMITS.rlimit, WITNESS_LIMITS.rlimit].includes(limits.rlimit)
        ? { status: 'unknown', reason: 'out of budget' }
        : honest.check(text, symbols, limits);

    const { verdict, covers } = await check(
      (p) => {
        const [x, y] = [p.any.u16('x'), p.any.u16('y')];
        p.assume(x.lt(y));
        p.assert('true', y.ne(0));
        p.cover('somewhere', isJust(x, 2321));
      },
      { covers: ['somewhere'] },
    );

    expect({ verdict, covers }).toEqual({
      verdict: 'proved',
      covers: [{ name: 'somewhere', reached: null }],
    });
  });
});

test('a solver that breaks should be an error', async () => {
  fake.respond = () => {
    throw new SolverError('line 1: unknown constant');
  };
  const { verdict, failure } = await check(falseBody);
  expect({ verdict, message: failure?.message }).toEqual({
    verdict: 'error',
    message: 'line 1: unknown constant',
  });
});

describe('a solver that calls impossible what is not', () => {
  test('should be caught where it makes the exploration lose a case', async () => {
    let lies = 0;
    fake.respond = (honest, text, symbols, limits) => {
      lies += 1;
      return lies === 1 ? { status: 'unsat' } : honest.check(text, symbols, limits);
    };

    const { verdict, failure } = await check((p) => {
      const x = p.any.u16('x');
      // So many decisions that the later ones are put to the solver.
      for (let i = 0; i < 70; i++) if (p.domain.decide(isJust(x, i))) return;
      p.assert('true', x.ne(1));
    });

    expect(lies).toBeGreaterThan(1);
    expect({ verdict, message: failure?.message }).toEqual({
      verdict: 'error',
      message: 'exploration lost a case: some state takes no path',
    });
  });

  test('should be caught where it makes known what is not a contradiction', async () => {
    let lies = 0;
    fake.respond = (honest, text, symbols, limits) => {
      const isFirst = lies === 0 && limits.rlimit === 400_000;
      if (isFirst) lies += 1;
      return isFirst ? { status: 'unsat' } : honest.check(text, symbols, limits);
    };

    const { verdict, failure } = await check((p) => {
      const [x, y] = [p.any.u16('x'), p.any.u16('y')];
      if (isOfFirst(p)) return;
      // On both sides of the first decision, the same is said to be impossible.
      p.domain.decide(y.gt(9));
      if (p.domain.decide(isJust(x, 1234))) p.assert('not reached', false);
    });

    expect(lies).toBe(1);
    expect({ verdict, message: failure?.message }).toEqual({
      verdict: 'error',
      message: 'exploration lost a case: some state takes no path',
    });
  });

  test('should leave all undecided if no solver answers whether a case was lost', async () => {
    let asked = 0;
    fake.respond = () => {
      asked += 1;
      return asked === 1 ? { status: 'unsat' } : { status: 'unknown', reason: 'too hard' };
    };

    const { verdict, failure } = await check((p) => {
      const x = p.any.u16('x');
      for (let i = 0; i < 70; i++) if (p.domain.decide(isJust(x, i))) return;
      p.assert('true', true);
    });

    expect({ verdict, message: failure?.message }).toEqual({
      verdict: 'unknown',
      message: 'the solver could not decide whether every state takes a path',
    });
  });

  const natives = (['cvc5', 'z3'] as const).filter((name) => nativeVersion(name) !== undefined);
  const missing = natives.length > 0 ? '' : ' (skipped: neither cvc5 nor z3 is on PATH)';

  test.skipIf(natives.length === 0)(`should be contradicted by a second opinion${missing}`, async () => {
    fake.respond = () => ({ status: 'unsat' });
    expect((await check(falseBody)).verdict).toBe('proved');

    const { verdict, failure, crossChecks } = await check(falseBody, { crossCheck: true });

    expect(verdict).toBe('error');
    expect(failure?.message).toMatch(/^(cvc5|z3) .* contradicts the verdict 'proved'$/);
    expect(failure?.details).toEqual(["It refutes 'x is not 1234'."]);
    expect(crossChecks).toMatchObject([{ confirmed: 0 }]);
  });
});
