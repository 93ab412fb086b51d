import { describe, expect, test } from 'vitest';
import { ModelKind, proof, type Finding, type Model, type ProofContext } from '../index.ts';
import { surprisesOf } from '../result/expectation.ts';
import { DEFAULT_CHECK_OPTIONS } from '../prover/options.ts';
import type { ProofResult } from '../result/verdict.ts';
import { exitCode } from '../report/exit-code.ts';
import { checkProof } from './check.ts';

const kind = new ModelKind<{ readonly least: number; readonly works: boolean }>('findings-test');

const about = { reason: 'it is so', affects: 'host', reference: 'a.c:1' } as const;

function model(finding: Pick<Finding, 'breaks' | 'unreached'> | null, least = 0, works = true): Model {
  const findings: Record<string, Finding> =
    finding === null ? {} : { 'test/finding': { ...about, ...finding } };
  return kind.implement({ name: 'm', source: 'a test', findings }, { least, works });
}

type Body = (p: ProofContext<'low'>, model: { readonly least: number; readonly works: boolean }) => void;

/** `x` is any number from `least` on: 'not 0' and 'not 1' are broken by 0 and 1, 'even more' by nothing. */
const BODY: Body = (p, { least, works }) => {
  const x = p.any.u8('x', { min: least });
  if (!works) return;
  p.assert('not 0', x.ne(0));
  p.assert('not 1', x.ne(1));
  p.assert('less than 256', x.add(1).ne(x));
  p.cover('low', x.lt(3));
};

async function judge(
  model: Model,
  body: Body = BODY,
  options = DEFAULT_CHECK_OPTIONS,
): Promise<ProofResult & { readonly code: number }> {
  const declared = proof({
    ...{ id: 'test/finding', title: 't', requirements: [], doesNotProve: 'more' },
    ...{ on: kind, covers: ['low'] as const, body },
  });
  const result = await checkProof(declared, model, options);
  return { ...result, code: exitCode({ results: [result], loadFailures: [] }) };
}

const withoutTimes = (result: object): object => ({ ...result, timeMs: 0, solverMs: 0, phases: null });

const verdicts = ({ assertions }: ProofResult): readonly string[] =>
  assertions.map(({ name, verdict }) => `${name}: ${verdict}`);

describe('checking briefly', () => {
  const judgeBriefly = async (finding: Pick<Finding, 'breaks'> | null): Promise<ProofResult> =>
    judge(model(finding), BODY, { ...DEFAULT_CHECK_OPTIONS, until: 'first' });

  test('should end with the first refutation, as it is found', async () => {
    const result = await judgeBriefly(null);

    expect(result).toMatchObject({
      verdict: 'refuted',
      counterexample: { assertion: 'not 0', minimal: false },
    });
    expect(verdicts(result)).toEqual(['not 0: refuted', 'not 1: unknown', 'less than 256: unknown']);
  });

  test('should settle all, and make no state smaller, where that is asked for', async () => {
    const result = await judge(model(null), BODY, { ...DEFAULT_CHECK_OPTIONS, until: 'settled' });

    expect(result).toMatchObject({
      verdict: 'refuted',
      counterexample: { assertion: 'not 0', minimal: false },
    });
    expect(verdicts(result)).toEqual(['not 0: refuted', 'not 1: refuted', 'less than 256: proved']);
  });

  test('should go on after what a finding names', async () => {
    expect(surprisesOf(await judgeBriefly({ breaks: ['not 0'] }))).toEqual([
      { kind: 'broken', name: 'not 1' },
    ]);
    expect(surprisesOf(await judgeBriefly({ breaks: ['not 0', 'not 1'] }))).toEqual([]);
  });

  test('should leave out the counterexample of what is as a finding says, and of nothing else', async () => {
    const judgeUnshown = async (breaks: readonly string[] | null, least = 0): Promise<readonly unknown[]> => {
      const [shown, unshown] = await Promise.all(
        (['smallest', 'expected'] as const).map(async (until) => {
          const finding = breaks && { breaks };
          return judge(model(finding, least), BODY, { ...DEFAULT_CHECK_OPTIONS, until });
        }),
      );
      expect(withoutTimes({ ...unshown, counterexample: null })).toEqual(
        withoutTimes({ ...shown, counterexample: null }),
      );
      return [unshown?.code, unshown?.counterexample?.minimal];
    };

    expect(await judgeUnshown(['not 0', 'not 1'])).toEqual([0, undefined]);
    expect(await judgeUnshown(['not 0'])).toEqual([1, true]);
    expect(await judgeUnshown(['not 0', 'not 1'], 1)).toEqual([1, true]);
    expect(await judgeUnshown(['not 0', 'not 1'], 2)).toEqual([1, undefined]);
    expect(await judgeUnshown(null)).toEqual([1, true]);
  });
});

describe('checking', () => {
  test('should go on after a refutation: each assertion has a verdict of its own', async () => {
    const result = await judge(model(null));

    expect(result).toMatchObject({ verdict: 'refuted', expected: 'proved', code: 1 });
    expect(verdicts(result)).toEqual(['not 0: refuted', 'not 1: refuted', 'less than 256: proved']);
    expect(result.assertions.map(({ decidedBy }) => decidedBy)).toEqual(['solver', 'solver', 'rewriting']);
  });

  test('should tell an assertion that no state gets to from one that holds', async () => {
    const result = await judge(model(null, 2), (p, { least }) => {
      BODY(p, { least, works: true });
      const [x, y, z] = [p.any.u8('a'), p.any.u8('b'), p.any.u8('c')];
      if (p.domain.decide(x.lt(y).and(y.lt(z), z.lt(x)))) p.assert('never', false);
    });

    expect(result.verdict).toBe('proved');
    expect(verdicts(result)).toContain('never: not-reached');
  });
});

describe('a finding', () => {
  test('should be as expected where exactly what it names breaks', async () => {
    const result = await judge(model({ breaks: ['not 0', 'not 1'] }));

    expect(result).toMatchObject({ verdict: 'refuted', expected: 'refuted', code: 0 });
    expect(result.covers).toEqual([{ name: 'low', reached: true }]);
    expect(result.counterexample).toMatchObject({ assertion: 'not 0', minimal: true });
  });

  test('should hide no other break: it is named, and its counterexample is shown', async () => {
    const result = await judge(model({ breaks: ['not 0'] }));

    expect(result).toMatchObject({ verdict: 'refuted', expected: 'refuted', code: 1 });
    expect(surprisesOf(result)).toEqual([{ kind: 'broken', name: 'not 1' }]);
    expect(result.failure?.message).toBe("assertion 'not 1' does not hold");
    expect(result.failure?.details).toEqual(['Broken as the finding says: not 0.']);
    expect(result.counterexample).toMatchObject({ assertion: 'not 1', inputs: { x: '1' }, minimal: true });
  });

  test('should be out of date where one of what it names holds, and where all do', async () => {
    const one = await judge(model({ breaks: ['not 0', 'not 1'] }, 1));
    const all = await judge(model({ breaks: ['not 0', 'not 1'] }, 2));

    expect(one).toMatchObject({ verdict: 'refuted', code: 1 });
    expect(one.failure).toMatchObject({
      message: "the finding is out of date: assertion 'not 0' no longer breaks",
      details: ["Still broken: assertion 'not 1' does not hold."],
    });
    expect(all).toMatchObject({ verdict: 'proved', expected: 'refuted', code: 1 });
    expect(all.failure?.details).toEqual(["Also: assertion 'not 1' no longer breaks."]);
  });

  test('should be vacuous where nothing gets to what it names, on a path or by a state', async () => {
    const noPath = await judge(model({ breaks: ['not 0'], unreached: ['low'] }, 0, false));
    const noState = await judge(model({ breaks: ['never'] }, 2), (p, { least }) => {
      BODY(p, { least, works: true });
      const [x, y, z] = [p.any.u8('a'), p.any.u8('b'), p.any.u8('c')];
      if (p.domain.decide(x.lt(y).and(y.lt(z), z.lt(x)))) p.assert('never', false);
    });

    for (const [result, name] of [
      [noPath, 'not 0'],
      [noState, 'never'],
    ] as const) {
      expect(result).toMatchObject({ verdict: 'vacuous', code: 2 });
      expect(result.failure?.message).toContain(`no state reaches the assertion '${name}'`);
    }
  });

  test('should not excuse a cover that it does not list, nor one that it lists and is reached', async () => {
    const body: Body = (p, { least }) => {
      const x = p.any.u8('x', { min: least });
      p.assert('not 9', x.ne(9));
      p.cover('low', x.lt(3));
    };
    const unlisted = await judge(model({ breaks: ['not 9'] }, 4), body);
    const listed = await judge(model({ breaks: ['not 9'], unreached: ['low'] }, 4), body);
    const stale = await judge(model({ breaks: ['not 9'], unreached: ['low'] }), body);

    expect(unlisted).toMatchObject({ verdict: 'vacuous', code: 2 });
    expect(listed).toMatchObject({ verdict: 'refuted', code: 0 });
    expect(stale).toMatchObject({ verdict: 'refuted', code: 1 });
    expect(stale.failure?.message).toBe("the finding is out of date: the cover 'low' is reached");
  });

  test('should be able to say that covers are out of reach, and nothing else', async () => {
    const body: Body = (p, { least }) => {
      const x = p.any.u8('x', { min: least });
      p.assert('less than 256', x.add(1).ne(x));
      p.cover('low', x.lt(3));
    };
    const only = { breaks: [], unreached: ['low'] };
    const bare = await judge(model(null, 4), body);
    const declared = await judge(model(only, 4), body);
    const stale = await judge(model(only), body);
    const refuted = await judge(model(only, 1), (p, { least }) =>
      p.assert('not 1', p.any.u8('x', { min: least }).ne(1)),
    );

    expect(bare).toMatchObject({ verdict: 'vacuous', code: 2 });
    expect(declared).toMatchObject({ verdict: 'proved', expected: 'proved', failure: null, code: 0 });
    expect(stale).toMatchObject({ verdict: 'proved', expected: 'proved', code: 1 });
    expect(stale.failure?.message).toBe("the finding is out of date: the cover 'low' is reached");
    expect(refuted).toMatchObject({ verdict: 'refuted', expected: 'proved', code: 1 });
  });

  test('should be shown, ready to copy, where a cover is not reached', async () => {
    const noPath = await judge(model(null, 0), (p) => {
      p.assert('true', p.any.bool('b').or(true));
      if (p.domain.decide(p.domain.bool(false))) p.cover('low');
    });
    const noState = await judge(model(null, 4), (p, { least }) => {
      const x = p.any.u8('x', { min: least });
      p.assert('at least 4', x.ge(4));
      p.cover('low', x.lt(3));
    });
    const more = await judge(model({ breaks: ['not 9'] }, 4), (p, { least }) => {
      const x = p.any.u8('x', { min: least });
      p.assert('not 9', x.ne(9));
      p.cover('low', x.lt(3));
    });

    const text = "  'test/finding': { breaks: [], unreached: ['low'], reason: '...', reference: '...' },";
    for (const { verdict, failure } of [noPath, noState]) {
      expect(verdict).toBe('vacuous');
      expect(failure?.hints).toContain(`If the model has no such state, say so in its findings:\n${text}`);
    }
    expect(more.failure?.hints).toContain(
      "If the model has no such state, say so in the finding:\n  unreached: ['low'],",
    );
  });

  test('should be an error where it names what the proof does not have, or nothing', async () => {
    const message = async (finding: object): Promise<string | undefined> => {
      // What a file without types may hold.
      const { verdict, failure, code } = await judge(model(finding as Pick<Finding, 'breaks'>));
      expect({ verdict, code }).toEqual({ verdict: 'error', code: 4 });
      return failure?.message;
    };

    expect(await message({ breaks: ['not 2'] })).toBe(
      "the finding of the model names the assertion 'not 2', which the proof does not have; did you mean 'not 0' or 'not 1'? Its assertions are 'not 0', 'not 1', 'less than 256'",
    );
    expect(await message({ breaks: ['not 0'], unreached: ['lowest'] })).toBe(
      "the finding of the model names the cover 'lowest', which the proof does not declare; its covers are 'low'",
    );
    expect(await message({})).toContain('names no assertions');
    expect(await message({ breaks: [] })).toContain('names no assertions');
    expect(await message({ breaks: ['not 0'], unreached: 'low' })).toContain("unreached: ['...']");
  });

  test('should not be believed of a claim that comes after the body returned', async () => {
    const late = await judge(model({ breaks: ['not 0'] }), (p, { least }) => {
      const x = p.any.u8('x', { min: least });
      p.assert('not 0', x.ne(0));
      p.cover('low', x.lt(3));
      void Promise.resolve()
        .then(() => p.assert('late', false))
        .catch(() => {});
    });

    expect(late).toMatchObject({ verdict: 'error', code: 4 });
  });
});
