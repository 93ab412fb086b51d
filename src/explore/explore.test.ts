import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Evaluator } from '../term/evaluate.ts';
import type { BoolTerm } from '../term/term.ts';
import { Terms } from '../term/terms.ts';
import { explore, type Exploration } from './explore.ts';
import { evaluatorOf, execute, randomBody, tried, VALUATIONS, type Body } from './random-body.fixture.ts';
import type { Feasibility, Run } from './run.ts';

class Ended extends Error {}

interface Executed {
  readonly survives: boolean;
  readonly claims: readonly string[];
}

/** What a body does for given values. */
function executed(body: Body, t: Terms, evaluator: Evaluator): Executed {
  const claims: string[] = [];
  const claim = (name: string, condition: BoolTerm): void => {
    claims.push(`${name} ${evaluator.bool(condition)}`);
  };
  try {
    execute(body, t, {
      decide: (condition) => evaluator.bool(condition),
      assume: (condition) => {
        if (!evaluator.bool(condition)) throw new Ended();
      },
      assert: claim,
      cover: claim,
    });
    return { survives: true, claims };
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
    return { survives: false, claims };
  }
}

/** What an exploration says of given values. */
function explored({ paths, obligations, covers, survived, uncovered }: Exploration, evaluator: Evaluator) {
  const holds = (conditions: readonly BoolTerm[]): boolean =>
    conditions.every((condition) => evaluator.bool(condition));
  const claims = [...obligations.map((o) => ({ ...o, condition: o.goal })), ...covers]
    .filter(({ premise }) => holds(premise))
    .map(({ name, condition }) => `${name} ${evaluator.bool(condition)}`);
  return {
    paths: paths.filter(({ condition }) => holds(condition)).length,
    survives: evaluator.bool(survived),
    uncovered: evaluator.bool(uncovered),
    claims: claims.sort(),
  };
}

/** Enough assumptions that hold anyway for each further decision to be asked about. */
const WARM_UP = 64;

describe.each<[string, number, () => (conditions: readonly BoolTerm[]) => Feasibility]>([
  ['by nothing', 0, () => () => 'undecided'],
  ['by somebody who knows', WARM_UP, () => tried],
  ['by nobody who knows', WARM_UP, () => () => 'undecided'],
])('a random body, decisions forced %s', (_, warmUp, feasibleOf) => {
  it('does along its paths what it does for all values', () => {
    fc.assert(
      fc.property(randomBody, (body) => {
        const terms = new Terms();
        const found = explore(
          (run) => {
            for (let i = 0; i < warmUp; i++) run.assume(terms.boolVar(`w${i}`));
            execute(body, terms, run);
          },
          { terms, feasible: feasibleOf() },
        );
        for (const valuation of VALUATIONS) {
          const evaluator = evaluatorOf(valuation);
          const { survives, claims } = executed(body, terms, evaluator);
          expect(explored(found, evaluator)).toEqual({
            paths: survives ? 1 : 0,
            survives,
            uncovered: false,
            claims: [...claims].sort(),
          });
        }
      }),
      { seed: 20260719, numRuns: 60 },
    );
  });
});

function exploration(body: (run: Run, t: Terms) => void, feasible = tried): Exploration {
  const terms = new Terms();
  return explore((run) => body(run, terms), { terms, feasible });
}

describe('paths', () => {
  it('are one for each answer to each decision', () => {
    const { paths, runs } = exploration((run, t) => {
      if (run.decide(t.boolVar('k'))) run.decide(t.boolVar('l'));
    });
    expect(paths.map(({ steps }) => steps.map(({ answer }) => answer))).toEqual([
      [true, true],
      [true, false],
      [false],
    ]);
    expect(runs.length).toBe(3);
  });

  it('do not fork where what is known decides', () => {
    const { paths } = exploration((run, t) => {
      const x = t.var('x', 0n, 3n);
      if (run.decide(t.le(x, t.const(1n)))) expect(run.decide(t.eq(x, t.const(2n)))).toBe(false);
    });
    expect(paths.map(({ steps }) => steps.length)).toEqual([1, 1]);
  });

  it('have a step that is forced where only the solver can tell', () => {
    const { paths, uncovered } = exploration((run, t) => {
      for (let i = 0; i < WARM_UP; i++) run.assume(t.boolVar(`w${i}`));
      const [x, y] = [t.var('x', 0n, 3n), t.var('y', 0n, 3n)];
      run.assume(t.eq(t.add(x, y), t.const(6n)));
      run.decide(t.eq(x, t.const(2n)));
      run.decide(t.eq(y, t.const(3n)));
    });
    expect(paths.map(({ steps }) => steps.slice(-2).map(({ answer, forced }) => [answer, forced]))).toEqual([
      [
        [false, true],
        [true, true],
      ],
    ]);
    expect(tried([uncovered])).toBe('infeasible');
  });

  it('that a solver forces wrongly are not covered', () => {
    const { uncovered } = exploration(
      (run, t) => {
        for (let i = 0; i < WARM_UP; i++) run.assume(t.boolVar(`w${i}`));
        run.decide(t.boolVar('k'));
      },
      () => 'infeasible',
    );
    expect(tried([uncovered])).toBe('feasible');
  });

  it('end where assumptions contradict each other', () => {
    const { paths, runs, obligations } = exploration((run, t) => {
      if (!run.decide(t.boolVar('k'))) run.assume(t.boolVar('k'));
      run.assert('k', t.boolVar('k'));
    });
    expect([paths.length, runs.length, obligations.length]).toEqual([1, 2, 1]);
  });
});
