import { describe, expect, it } from 'vitest';
import { Terms } from '../term/terms.ts';
import { NonDeterminismError, PathEnd, PathLimitError } from './errors.ts';
import { explore, type Exploration, type ExploreOptions } from './explore.ts';
import type { Run } from './run.ts';

type Options = Partial<Pick<ExploreOptions, 'feasible' | 'maxPaths'>>;

function exploration(body: (run: Run, t: Terms) => void, options: Options = {}): Exploration {
  const terms = new Terms();
  return explore((run) => body(run, terms), { terms, feasible: () => 'undecided', ...options });
}

const swallow = (work: () => void): void => {
  try {
    work();
  } catch {
    // Just what a body must not do.
  }
};

describe('a body that is not deterministic', () => {
  const BODIES: Readonly<Record<string, (run: Run, t: Terms, turn: number) => void>> = {
    'takes a different decision': (run, t, turn) => {
      run.decide(t.boolVar(turn === 1 ? 'k' : 'l'));
    },
    'assumes where it decided': (run, t, turn) => {
      if (turn === 1) run.decide(t.boolVar('k'));
      else run.assume(t.boolVar('k'));
    },
    'ends earlier': (run, t, turn) => {
      if (turn === 1) run.decide(t.boolVar('k'));
    },
    'traps where it assumed': (run, t, turn) => {
      if (turn === 1) run.trapIf('no trap', t.not(t.boolVar('k')));
      else run.assume(t.boolVar('k'));
    },
    'traps on the way to a decision': (run, t, turn) => {
      if (turn > 1) run.trapIf('no trap', t.true);
      run.decide(t.boolVar('k'));
    },
    'traps on a different condition': (run, t, turn) => {
      run.trapIf('no trap', t.boolVar(turn === 1 ? 'k' : 'l'));
    },
    'makes a different claim': (run, t, turn) => {
      run.assert('claim', t.boolVar(turn === 1 ? 'k' : 'l'));
    },
    'claims under another name': (run, t, turn) => {
      run.assert(`claim ${turn}`, t.boolVar('k'));
    },
    'claims on another path': (run, t, turn) => {
      if (turn === 2) run.assume(t.boolVar('l'));
      run.assert('claim', t.boolVar('k'));
    },
  };

  it.each(Object.entries(BODIES))('that %s is rejected', (_, body) => {
    let turn = 0;
    expect(() => exploration((run, t) => body(run, t, (turn += 1)))).toThrow(NonDeterminismError);
  });

  it('is rejected even if it catches what is thrown', () => {
    let turn = 0;
    expect(() =>
      exploration((run, t) => {
        turn += 1;
        swallow(() => run.decide(t.boolVar(turn === 1 ? 'k' : 'l')));
      }),
    ).toThrow(NonDeterminismError);
  });
});

describe('an unbounded loop', () => {
  it('ends by the length of a path', () => {
    expect(() =>
      exploration((run, t) => {
        for (let i = 0; run.decide(t.boolVar(`k${i}`));) i += 1;
      }),
    ).toThrow(PathLimitError);
  });

  it('ends by the number of paths', () => {
    const body = (run: Run, t: Terms): void => {
      for (let i = 0; !run.decide(t.boolVar(`k${i}`));) i += 1;
    };
    expect(() => exploration(body, { maxPaths: 70 })).toThrow(PathLimitError);
  });
});

describe('a body that swallows', () => {
  it('what a failed decision throws fails all the same', () => {
    const fault = new Error('the solver is gone');
    const run = (body: (run: Run, t: Terms) => void): Exploration =>
      exploration(
        (inner, t) => {
          for (let i = 0; i < 64; i++) inner.assume(t.boolVar(`w${i}`));
          body(inner, t);
        },
        {
          feasible: () => {
            throw fault;
          },
        },
      );
    expect(() => run((inner, t) => swallow(() => inner.decide(t.boolVar('k'))))).toThrow(fault);
    expect(() =>
      run((inner, t) => {
        swallow(() => inner.decide(t.boolVar('k')));
        swallow(() => inner.decide(t.boolVar('l')));
        swallow(() => inner.assert('claim', t.boolVar('k')));
      }),
    ).toThrow(fault);
  });

  it('the end of its path claims nothing more, and its path stays ended', () => {
    const thrown: unknown[] = [];
    const note = (work: () => void): void => {
      try {
        work();
      } catch (error) {
        thrown.push(error);
      }
    };
    const { paths, runs, obligations, covers, survived } = exploration((run, t) => {
      note(() => run.assume(t.false));
      note(() => run.assert('claim', t.boolVar('k')));
      note(() => run.cover('cover', t.boolVar('k')));
      note(() => run.assume(t.boolVar('k')));
      note(() => run.decide(t.boolVar('k')));
    });
    expect([paths, obligations, covers]).toEqual([[], [], []]);
    expect(runs.length).toBe(1);
    expect(survived).toMatchObject({ kind: 'truth', value: false });
    // The body is run twice.
    expect(thrown.map((error) => error instanceof PathEnd)).toEqual(Array<boolean>(10).fill(true));
  });
});

describe('what a body throws itself', () => {
  const body = (run: Run, t: Terms): void => {
    if (!run.decide(t.boolVar('k'))) throw new TypeError('a defect of the model');
  };

  it('is rethrown if a state can get there, or if that is unknown', () => {
    for (const status of ['feasible', 'undecided'] as const)
      expect(() => exploration(body, { feasible: () => status })).toThrow('a defect of the model');
  });

  it('is no fault where nothing can get there', () => {
    const { paths, runs } = exploration(body, { feasible: () => 'infeasible' });
    expect([paths.length, runs.length]).toEqual([1, 2]);
  });
});

describe('a run that is over', () => {
  const USES: Readonly<Record<string, (run: Run, t: Terms) => unknown>> = {
    decides: (run, t) => run.decide(t.boolVar('k')),
    'decides what is known': (run, t) => run.decide(t.true),
    assumes: (run, t) => run.assume(t.boolVar('k')),
    claims: (run, t) => run.assert('late', t.boolVar('k')),
    traps: (run, t) => run.trapIf('late', t.boolVar('k')),
    covers: (run, t) => run.cover('late', t.boolVar('k')),
  };

  it.each(Object.entries(USES))('is refused whatever it is kept for: it %s', (_, use) => {
    let kept: Run | undefined;
    exploration((run) => (kept = run));
    const [over, terms] = [kept, new Terms()];
    if (over === undefined) throw new Error('no run');
    expect(() => use(over, terms)).toThrow('used after the body returned');
  });
});
