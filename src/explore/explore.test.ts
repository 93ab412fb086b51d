import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../full.fixture.ts';
import type { Evaluator } from '../term/evaluate.ts';
import type { BoolTerm } from '../term/term.ts';
import { Terms } from '../term/terms.ts';
import { explore, type Exploration } from './explore.ts';
import { evaluatorOf, execute, randomBody, tried, VALUATIONS, type Body } from './random-body.fixture.ts';
import type { Feasibility, Run } from './run.ts';

class Ended extends Error {}
class Trapped extends Error {}

interface Executed {
  /** Whether it is carried through the body. */
  readonly isThrough: boolean;
  /** Whether no assumption excludes it. */
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
      trapIf: (name, condition) => {
        const traps = evaluator.bool(condition);
        claims.push(`${name} ${!traps}`);
        if (traps) throw new Trapped();
      },
    });
    return { isThrough: true, survives: true, claims };
  } catch (error) {
    if (!(error instanceof Ended || error instanceof Trapped)) throw error;
    return { isThrough: false, survives: error instanceof Trapped, claims };
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
  ['by a solver', WARM_UP, () => tried],
  ['by a solver that never answers', WARM_UP, () => () => 'undecided'],
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
          const { isThrough, survives, claims } = executed(body, terms, evaluator);
          expect(explored(found, evaluator)).toEqual({
            paths: isThrough ? 1 : 0,
            survives,
            uncovered: false,
            claims: [...claims].sort(),
          });
        }
      }),
      { seed: 20260719, numRuns: runs(80) },
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

describe('a trap', () => {
  const x = (t: Terms) => t.var('x', 0n, 3n);

  it('is a claim, and no fork: the path goes on where it does not happen', () => {
    const { paths, obligations, covers, survived, uncovered } = exploration((run, t) => {
      run.trapIf('no trap', t.eq(x(t), t.zero));
      run.assert('not 0', t.not(t.eq(x(t), t.zero)));
      run.cover('1', t.eq(x(t), t.const(1n)));
    });
    expect([paths.length, covers.length]).toEqual([1, 1]);
    expect(paths[0]?.steps).toMatchObject([{ kind: 'trap', answer: true }]);
    expect(obligations).toMatchObject([
      { name: 'no trap', premise: [], isOfCall: true },
      { name: 'not 0', goal: { kind: 'truth', value: true } },
    ]);
    expect([survived, uncovered]).toMatchObject([{ value: true }, { value: false }]);
  });

  it('ends a path on which it is certain, and keeps its claim', () => {
    const { paths, runs, obligations, survived, uncovered } = exploration((run, t) => {
      if (run.decide(t.boolVar('k'))) run.trapIf('no trap', t.boolVar('k'));
      run.assert('not k', t.not(t.boolVar('k')));
    });
    expect([paths.length, runs.length]).toEqual([1, 2]);
    expect(obligations.map(({ name, goal }) => [name, goal.kind])).toEqual([
      ['no trap', 'truth'],
      ['not k', 'truth'],
    ]);
    expect(obligations[0]).toMatchObject({ goal: { value: false }, premise: [{ kind: 'boolvar' }] });
    expect([survived, uncovered]).toMatchObject([{ value: true }, { value: false }]);
  });

  it('hides no state that an assumption excludes', () => {
    const { survived } = exploration((run, t) => {
      run.assume(t.boolVar('k'));
      run.trapIf('no trap', t.boolVar('l'));
      run.assume(t.false);
    });
    const of = (k: boolean, l: boolean) => evaluatorOf({ k, l, x: 0n, y: 0n }).bool(survived);
    expect([of(true, true), of(true, false), of(false, true), of(false, false)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it('is of the paths that go through it, where only some are looked at', () => {
    const { paths, survivedOn } = exploration((run, t) => {
      if (run.decide(t.boolVar('k'))) run.trapIf('no trap', t.boolVar('l'));
    });
    const of = (index: number, k: boolean, l: boolean) =>
      evaluatorOf({ k, l, x: 0n, y: 0n }).bool(survivedOn(new Set([index])));
    expect(paths.map(({ steps }) => steps.length)).toEqual([2, 1]);
    expect([of(0, true, true), of(0, true, false), of(0, false, true)]).toEqual([true, true, false]);
    expect([of(1, true, true), of(1, true, false), of(1, false, true)]).toEqual([false, false, true]);
  });

  it('is followed by nothing, whatever the body makes of it', () => {
    const { obligations, covers } = exploration((run, t) => {
      try {
        run.trapIf('no trap', t.true);
      } catch {
        // Just what a model must not do.
      }
      try {
        run.assert('after', t.false);
        run.cover('after', t.true);
      } catch {
        throw new Error('a defect of the model');
      }
    });
    expect(obligations.map(({ name }) => name)).toEqual(['no trap']);
    expect(covers).toEqual([]);
  });
});
