import { describe, expect, it } from 'vitest';
import {
  SolverSession,
  type AnswerStore,
  type KnownAnswer,
  type SessionOptions,
  type Stage,
} from './session.ts';
import type { Answer, CheckLimits, Solver } from './solver.ts';

const UNKNOWN: Answer = { status: 'unknown', reason: 'too hard' };
const UNSAT: Answer = { status: 'unsat' };

/** A solver with an answer to everything, which takes down what it is asked. */
function stage(
  name: string,
  answer: Answer,
  more: Partial<Stage> = {},
): Stage & { readonly asked: [string, CheckLimits][] } {
  const asked: [string, CheckLimits][] = [];
  const solver: Solver = {
    name,
    check: (text, _, limits) => {
      asked.push([text, limits]);
      return answer;
    },
  };
  return {
    identity: name,
    countsSteps: true,
    limited: true,
    limits: {},
    solver: () => solver,
    ...more,
    asked,
  };
}

const session = (stages: readonly Stage[], more: Partial<SessionOptions> = {}): SolverSession =>
  new SolverSession({ stages, store: null, rlimit: null, onAsk: () => {}, ...more });

function memoryStore(): AnswerStore {
  const known = new Map<string, KnownAnswer>();
  return {
    find: ({ solver, text }) => known.get(`${solver} ${text}`),
    keep: ({ solver, text }, answer) => void known.set(`${solver} ${text}`, answer),
  };
}

describe('a session', () => {
  it('asks the next solver where one has no answer, and no more where one has', () => {
    const stages = [stage('a', UNKNOWN), stage('b', UNSAT), stage('c', UNSAT)];
    const asked = session(stages);

    expect(asked.check('q', [], {})).toEqual(UNSAT);
    expect(stages.map((each) => each.asked.length)).toEqual([1, 1, 0]);
    expect(asked.name).toBe('a, b');
    expect(asked.unanswered).toEqual([]);
  });

  it('asks only those that answer quickly what has a budget of its own', () => {
    const stages = [stage('a', UNKNOWN), stage('b', UNSAT, { limited: false })];

    expect(session(stages).check('q', [], { rlimit: 5 }).status).toBe('unknown');
    expect(stages.map((each) => each.asked.length)).toEqual([1, 0]);
  });

  it('can be repeated as long as only solvers that count their steps were asked', () => {
    const asked = session([stage('a', UNKNOWN), stage('b', UNSAT, { limited: false, countsSteps: false })]);

    asked.check('q', [], { rlimit: 5 });
    expect(asked.isRepeatable).toBe(true);
    asked.check('q', [], {});
    expect(asked.isRepeatable).toBe(false);
  });

  it('keeps unanswered questions, except those with a budget of their own', () => {
    const asked = session([stage('a', UNKNOWN)]);
    asked.check('small', [], { rlimit: 5 });
    asked.check('large', [], {});

    expect(asked.unanswered).toEqual(['large']);
  });

  it('gives each question what is left of the budget for all, and then none', () => {
    const only = stage('a', { ...UNSAT, steps: 40 });
    const asked = session([only], { rlimit: 100 });
    const statuses = ['1', '2', '3', '4'].map((text) => asked.check(text, [], { rlimit: 70 }).status);

    expect(only.asked.map(([, { rlimit }]) => rlimit)).toEqual([70, 60, 20]);
    expect(statuses).toEqual(['unsat', 'unsat', 'unsat', 'unknown']);
    expect(asked.isSpent()).toBe(true);
    expect(asked.check('5', [], {})).toMatchObject({ reason: 'the budget of 100 steps is spent' });
  });

  it('needs no solver for what is known, which costs as many steps as it did', () => {
    const store = memoryStore();
    session([stage('a', { ...UNSAT, steps: 40 })], { store }).check('q', [], {});
    const idle = stage('a', UNKNOWN, {
      solver: () => {
        throw new Error('a solver was started');
      },
    });
    const asked = session([idle], { store, rlimit: 40 });

    expect(asked.check('q', [], {})).toMatchObject(UNSAT);
    expect({ asked: asked.asked, known: asked.known, name: asked.name }).toEqual({
      asked: 1,
      known: 1,
      name: 'a',
    });
    expect(asked.isSpent()).toBe(true);
  });

  it('says what a solver is working on, and when it is through', () => {
    const said: (string | null)[] = [];
    session([stage('a', UNSAT)], { onAsk: (text) => said.push(text) }).check('q', [], {});

    expect(said).toEqual(['q', null]);
  });
});
