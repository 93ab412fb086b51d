import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Terms } from '../term/terms.ts';
import { NonDeterminismError, PathEnd } from './errors.ts';
import { explore } from './explore.ts';
import { GuidedRun } from './guided-run.ts';
import type { StepOutcome, Obligation } from './path.ts';
import { evaluatorOf, execute, randomBody, tried, VALUATIONS, type Body } from './random-body.fixture.ts';

/** What a body claims along a path that an earlier run took, in terms that no rule has touched. */
function guided(body: Body, t: Terms, answers: readonly StepOutcome[]): readonly Obligation[] {
  const run = new GuidedRun(t, 0, answers);
  try {
    execute(body, t, run);
  } catch (error) {
    if (!(error instanceof PathEnd)) throw error;
  }
  return run.obligations;
}

const isDecision = ({ name }: Obligation): boolean => !name.startsWith('/');

describe('the paths of a random body, gone again with other terms', () => {
  it('claim the same, and that what was settled was settled rightly', () => {
    fc.assert(
      fc.property(randomBody, (body) => {
        const terms = new Terms();
        const { runs } = explore((run) => execute(body, terms, run), { terms, feasible: tried });
        const claims = runs.flatMap((answers) => guided(body, new Terms({ rewriting: false }), answers));
        for (const valuation of VALUATIONS) {
          const evaluator = evaluatorOf(valuation);
          const met = claims.filter(({ premise }) => premise.every((condition) => evaluator.bool(condition)));
          expect(met.filter((claim) => isDecision(claim) && !evaluator.bool(claim.goal))).toEqual([]);
          const asserted: string[] = [];
          const claim = (name: string): number => asserted.push(name);
          try {
            execute(body, terms, {
              decide: (condition) => evaluator.bool(condition),
              assume: (condition) => {
                if (!evaluator.bool(condition)) throw new PathEnd();
              },
              assert: claim,
              cover: () => 0,
              trapIf: (name, condition) => {
                claim(name);
                if (evaluator.bool(condition)) throw new PathEnd();
              },
            });
          } catch (error) {
            if (!(error instanceof PathEnd)) throw error;
          }
          const names = met.filter((each) => !isDecision(each)).map(({ name }) => name);
          expect(new Set(names)).toEqual(new Set(asserted));
        }
      }),
      { seed: 20260720, numRuns: 60 },
    );
  });
});

describe('a guided run', () => {
  const t = new Terms({ rewriting: false });
  const [k, l] = [t.boolVar('k'), t.boolVar('l')];

  it('claims what was settled, under what was decided before', () => {
    const run = new GuidedRun(t, 0, [
      { answer: false, settled: false },
      { answer: true, settled: true },
    ]);
    expect(run.decide(k)).toBe(false);
    expect(run.decide(l)).toBe(true);
    expect(run.obligations).toMatchObject([{ premise: [t.not(k)], goal: l }]);
  });

  it('claims that an assumption which ended the path contradicts it', () => {
    const run = new GuidedRun(t, 0, [{ answer: false, settled: true }]);
    expect(() => run.assume(k)).toThrow(PathEnd);
    expect(run.obligations).toMatchObject([{ premise: [], goal: t.not(k) }]);
  });

  it('claims that an operation does not trap, and goes on where it does not', () => {
    const run = new GuidedRun(t, 0, [
      { answer: false, settled: false },
      { answer: false, settled: true },
    ]);
    run.trapIf('no trap', k);
    run.trapIf('nor here', l);
    run.assert('after', k);
    expect(run.obligations).toMatchObject([
      { name: 'no trap', premise: [], goal: t.not(k) },
      { name: 'nor here', premise: [t.not(k)], goal: t.not(l) },
      { name: 'after', premise: [t.not(k)] },
    ]);
  });

  it('claims that a trap which ended the path was certain, and that nothing gets there', () => {
    const run = new GuidedRun(t, 0, [{ answer: true, settled: true }]);
    expect(() => run.trapIf('no trap', k)).toThrow(PathEnd);
    expect(run.obligations).toMatchObject([
      { name: 'no trap', premise: [], goal: t.not(k) },
      { name: 'trap 1', premise: [], goal: k },
    ]);
  });

  it('rejects a body that asks more than it did', () => {
    const run = new GuidedRun(t, 0, []);
    expect(() => run.decide(k)).toThrow(NonDeterminismError);
  });
});
