import { describe, expect, test } from 'vitest';
import type { Obligation } from '../explore/path.ts';
import type { Answer } from '../solver/solver.ts';
import type { BoolTerm } from '../term/term.ts';
import { Terms } from '../term/terms.ts';
import { discharge } from './discharge.ts';
import { Prover } from './prover.ts';

/** A prover on a solver that answers by what the text of a question mentions. */
function answering(answer: (mentions: (name: string) => boolean) => Answer): Prover {
  const check = (text: string): Answer => answer((name) => text.includes(name));
  return new Prover(new Terms(), () => ({ name: 'a fake', check }), 'int');
}

const unsat: Answer = { status: 'unsat' };
const sat: Answer = { status: 'sat', model: new Map() };

/** A condition that no search near the ends of ranges finds a model of. */
function hard({ terms: t }: Prover, name: string): BoolTerm {
  const x = t.var(name, 0n, 17_016n);
  return t.and(...[7n, 11n, 13n, 17n].map((by) => t.eq(t.rem(x, t.const(by)), t.const(1234n % by))));
}

function claim(name: string, goal: BoolTerm, path = 0): Obligation {
  return { name, path, premise: [], goal };
}

describe('claims', () => {
  test('should cost nothing where rewriting decides them', () => {
    const prover = answering(() => sat);
    const t = prover.terms;
    const premise = [t.boolVar('p')];

    const settled = discharge(prover, [
      claim('true', t.true),
      { name: 'its own premise', path: 0, premise, goal: t.boolVar('p') },
    ]);

    expect(settled).toEqual({ decidedByRewriting: 2, refuted: [], open: [] });
    expect(prover.queries).toBe(0);
  });

  /** As many claims on each of two paths, all of which are hard to break. */
  const onTwoPaths = (prover: Prover, names: readonly string[]): readonly Obligation[] =>
    [0, 1].flatMap((path) =>
      names.map((name) => claim(`${name} ${path}`, prover.terms.not(hard(prover, name)), path)),
    );

  test('should cost one question where they hold, and have few terms', () => {
    const prover = answering(() => unsat);
    const settled = discharge(prover, onTwoPaths(prover, ['a', 'b', 'c']));
    expect(settled).toEqual({ decidedByRewriting: 0, refuted: [], open: [] });
    expect(prover.queries).toBe(1);
  });

  test('should cost one question a path where they hold, and have many terms', () => {
    const prover = answering(() => unsat);
    const names = Array.from({ length: 20 }, (_, i) => `claim${i}`);
    const settled = discharge(prover, [
      ...onTwoPaths(prover, names).filter(({ path }) => path === 0),
      ...onTwoPaths(
        prover,
        names.map((name) => `other ${name}`),
      ).filter(({ path }) => path === 1),
    ]);
    expect(settled).toEqual({ decidedByRewriting: 0, refuted: [], open: [] });
    expect(prover.queries).toBe(2);
  });

  test('should not be asked together with one that is expected to break', () => {
    const asked: number[] = [];
    const names = ['first', 'second', 'third'];
    const prover = answering((mentions) => {
      asked.push(names.filter(mentions).length);
      return mentions('second') ? sat : unsat;
    });
    const { refuted } = discharge(
      prover,
      names.map((name, path) => claim(name, prover.terms.not(hard(prover, name)), path)),
      () => [],
      (name) => name === 'second',
    );
    expect(refuted.map(({ obligation }) => obligation.name)).toEqual(['second']);
    // The other two together, and then that one: whether, and where.
    expect(asked).toEqual([2, 1, 1]);
  });

  test('should be refuted by a model that is known, whatever the solver says', () => {
    const prover = answering(() => unsat);
    const { refuted } = discharge(prover, [claim('false', prover.terms.boolVar('k'))]);
    expect(refuted.map(({ obligation }) => obligation.name)).toEqual(['false']);
    expect(prover.queries).toBe(0);
  });

  test('should each be found where they do not hold, among any number that do', () => {
    const names = Array.from({ length: 9 }, (_, i) => `claim${i}`);
    const broken = ['claim0', 'claim5', 'claim8'];
    const prover = answering((mentions) => (broken.some(mentions) ? sat : unsat));

    const { refuted, open } = discharge(
      prover,
      names.map((name) => claim(name, prover.terms.not(hard(prover, name)))),
    );

    expect(refuted.map(({ obligation }) => obligation.name)).toEqual(broken);
    expect(open).toEqual([]);
  });

  test('should be asked in quarters where they are too many at once', () => {
    const asked: number[] = [];
    const names = Array.from({ length: 8 }, (_, i) => `claim${i}`);
    const prover = answering((mentions) => {
      asked.push(names.filter(mentions).length);
      return asked.at(-1) === 8 ? { status: 'unknown', reason: 'too many' } : unsat;
    });

    const settled = discharge(
      prover,
      names.map((name) => claim(name, prover.terms.not(hard(prover, name)))),
    );

    expect(settled).toMatchObject({ refuted: [], open: [] });
    expect(asked).toEqual([8, 2, 2, 2, 2]);
  });

  test('should be sought a state for, of those that are expected to break, which tells which one breaks', () => {
    const asked: number[] = [];
    const names = Array.from({ length: 8 }, (_, i) => `claim${i}`);
    const prover = answering((mentions) => {
      asked.push(names.filter(mentions).length);
      return mentions('claim6') ? { status: 'sat', model: new Map([['|in.claim6|', 1234n]]) } : unsat;
    });

    const { refuted, open } = discharge(
      prover,
      names.map((name) => claim(name, prover.terms.not(hard(prover, name)))),
      ({ obligation }) => [obligation.name],
      (name) => name === 'claim5' || name === 'claim6',
    );

    expect(refuted.map(({ obligation }) => obligation.name)).toEqual(['claim6']);
    expect(open).toEqual([]);
    // All, the two, the one of them that the state does not break, and the others.
    expect(asked).toEqual([8, 2, 1, 6]);
  });

  test('should be open where the solver does not know, the others settled all the same', () => {
    const unknown: Answer = { status: 'unknown', reason: 'incomplete' };
    const prover = answering((mentions) => (mentions('hard') ? unknown : mentions('false') ? sat : unsat));

    const { refuted, open } = discharge(
      prover,
      ['holds', 'hard', 'false', 'too'].map((name) =>
        claim(name, prover.terms.not(hard(prover, `is-${name}`))),
      ),
    );

    expect(refuted.map(({ obligation }) => obligation.name)).toEqual(['false']);
    expect(open.map(({ obligation, reason }) => [obligation.name, reason])).toEqual([['hard', 'incomplete']]);
  });
});
