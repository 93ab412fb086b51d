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

  test('should cost one question a path where they hold', () => {
    const prover = answering(() => unsat);
    const goals = ['a', 'b', 'c', 'd', 'e'].map((name) => prover.terms.not(hard(prover, name)));

    const settled = discharge(prover, [
      ...goals.map((goal, i) => claim(`first ${i}`, goal, 0)),
      ...goals.map((goal, i) => claim(`second ${i}`, goal, 1)),
    ]);

    expect(settled).toEqual({ decidedByRewriting: 0, refuted: [], open: [] });
    expect(prover.queries).toBe(2);
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
