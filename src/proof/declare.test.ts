import { describe, expect, test } from 'vitest';
import { checkProof } from '../check/check.ts';
import { asExpected } from '../result/expectation.ts';
import type { AssertionKind } from './standing.ts';
import { ModelKind, proof, type Proof, type ProofContext } from '../index.ts';
import { DEFAULT_CHECK_OPTIONS } from '../prover/options.ts';
import type { Model } from './model.ts';

const INFO = { id: 'x', title: 'x', requirements: [], doesNotProve: 'x' };

const verdictOf = async (declared: Proof, model: Model | null = null) => {
  const { verdict, failure } = await checkProof(declared, model, DEFAULT_CHECK_OPTIONS);
  return { verdict, message: failure?.message };
};

const SHARED = ['shared'] as const;

/** Comes to a cover on behalf of the proofs that call it. */
function shared(p: ProofContext<(typeof SHARED)[number]>): void {
  p.cover('shared');
}

const NUMBERS = ['one', 'two'] as const;

describe('covers', () => {
  test('should be those that are declared, also where a function or a template names them', async () => {
    const declared = proof({
      ...INFO,
      covers: ['own', 'own one', 'own two', ...SHARED],
      body: (p) => {
        p.assert('it is so', true);
        p.cover('own', p.any.bool('b'));
        for (const number of NUMBERS) p.cover(`own ${number}`);
        shared(p);
      },
    });

    expect(await verdictOf(declared)).toEqual({ verdict: 'proved' });
    expect(declared.covers(null)).toEqual(['own', 'own one', 'own two', 'shared']);
  });

  test('should be an error, of the checker and of the compiler, where they are not declared', async () => {
    const declared = proof({
      ...INFO,
      covers: ['own'],
      body: (p) => {
        p.assert('it is so', true);
        p.cover('own');
        // @ts-expect-error It is not declared.
        p.cover('other');
        // @ts-expect-error What it needs declared is not.
        shared(p);
      },
    });

    expect(await verdictOf(declared)).toEqual({
      verdict: 'error',
      message: "the cover 'other' is not declared: put covers: ['own', 'other'] beside the body of the proof",
    });
  });

  test('should be an error where they are not declared, though nothing gets there or the body goes on', async () => {
    const unreached = proof({
      ...INFO,
      covers: [],
      body: (p) => {
        const [x, y, z] = [p.any.u8('x'), p.any.u8('y'), p.any.u8('z')];
        p.assert('it is so', x.eq(x));
        // @ts-expect-error It is not declared.
        if ([x.lt(y), y.lt(z), z.lt(x)].every((isLess) => p.domain.decide(isLess))) p.cover('never');
      },
    });
    const swallowed = proof({
      ...INFO,
      covers: [],
      body: (p) => {
        p.assert('it is so', true);
        try {
          // @ts-expect-error It is not declared.
          p.cover('never');
        } catch {
          // Whatever it is.
        }
      },
    });

    const error = {
      verdict: 'error',
      message: expect.stringContaining("the cover 'never' is not declared") as string,
    };
    expect(await verdictOf(unreached)).toEqual(error);
    expect(await verdictOf(swallowed)).toEqual(error);
  });

  test('should be declared by every proof', async () => {
    // @ts-expect-error Covers are missing.
    const declared = proof({ ...INFO, body: (p: ProofContext) => p.assert('it is so', true) });

    expect(await verdictOf(declared)).toEqual({
      verdict: 'error',
      message:
        "no covers are declared: put covers: ['...'] beside its body, with the name of each, or covers: []",
    });
  });

  test('should be names, each of its own', () => {
    const body = (): void => {};
    // @ts-expect-error A number is no name.
    expect(() => proof({ ...INFO, covers: [1], body }).covers(null)).toThrow(/names of covers are text.*1/);
    expect(() => proof({ ...INFO, covers: ['a', 'b', 'a'], body }).covers(null)).toThrow(
      "'a' is declared twice",
    );
  });
});

interface Device {
  readonly works: boolean;
  readonly hasMore?: true;
}

describe('covers on models', () => {
  const kind = new ModelKind<Device>('declare-test');
  const model = (name: string, device: Device): Model => kind.implement({ name, source: 'a test' }, device);
  const declared = proof({
    ...INFO,
    on: kind,
    covers: ({ hasMore }) => ['success', ...(hasMore ? ['more'] : [])],
    body: (p, { works, hasMore }) => {
      p.assert('it is so', true);
      if (!works) return;
      p.cover('success');
      if (hasMore) p.cover('more');
    },
  });

  test('should be those that the proof declares for each', async () => {
    expect(await verdictOf(declared, model('plain', { works: true }))).toEqual({ verdict: 'proved' });
    expect(await verdictOf(declared, model('more', { works: true, hasMore: true }))).toEqual({
      verdict: 'proved',
    });
  });

  test('should be missed on a model that never comes to them', async () => {
    expect(await verdictOf(declared, model('stub', { works: false, hasMore: true }))).toEqual({
      verdict: 'vacuous',
      message: "no path reaches the covers 'success', 'more'",
    });
  });
});

describe('requirements', () => {
  const on = async (declared: Proof) => (await verdictOf(declared)).message;

  test('should be cited by an assertion that says so, and of the kind that it says', async () => {
    const declared = proof({
      ...INFO,
      requirements: ['a', 'b'],
      covers: [],
      body: (p) => {
        const memory = p.memory();
        p.assert('it is so', true);
        p.assert('as the text demands', true, { requirement: 'a' });
        p.assert('as it advises', true, { requirement: 'b', kind: 'should' });
        p.assertUnchanged('no byte changes', memory.snapshot(), memory, [], { kind: 'may-cope' });
      },
    });
    const { assertions } = await checkProof(declared, null, DEFAULT_CHECK_OPTIONS);

    expect(assertions.map(({ kind, requirement }) => [kind, requirement])).toEqual([
      ...[
        ['promise', null],
        ['must', 'a'],
        ['should', 'b'],
      ],
      ['may-cope', null],
    ]);
  });

  test('should be an error, of the checker and of the compiler, where they are not declared', async () => {
    const declared = proof({
      ...INFO,
      requirements: ['a'],
      covers: [],
      body: (p) => {
        try {
          // @ts-expect-error It is not declared.
          p.assert('it is so', true, { requirement: 'b' });
        } catch {
          // Whatever it is.
        }
      },
    });

    expect(await on(declared)).toBe(
      "the assertion 'it is so' cites 'b', which is not declared: put requirements: ['a', 'b'] beside the body of the proof",
    );
  });

  test('should be an error where a kind is none, or one name stands for two things on two paths', async () => {
    const unknown = proof({
      ...{ ...INFO, covers: [] },
      // @ts-expect-error There is no such kind.
      body: (p) => p.assert('it is so', true, { kind: 'may' }),
    });
    const twice = proof({
      ...{ ...INFO, requirements: ['a'], covers: [] },
      body: (p) => {
        if (p.domain.decide(p.any.bool('b'))) p.assert('it is so', true, { requirement: 'a' });
        else p.assert('it is so', true);
      },
    });

    expect(await on(unknown)).toContain('must be one of must, should, may-cope, promise');
    expect(await on(twice)).toContain(
      "is of kind 'must' and cites 'a' in one place and of kind 'promise' in another",
    );
  });
});

describe('a contract', () => {
  const contract = (kinds: readonly AssertionKind[]) => ({ ...DEFAULT_CHECK_OPTIONS, contract: kinds });
  const declared = proof({
    ...{ ...INFO, requirements: ['a'], covers: [] },
    body: (p) => {
      p.assert('demanded', true, { requirement: 'a' });
      p.assert('promised', p.any.bool('b'));
    },
  });

  test('should be all that is judged', async () => {
    const all = await checkProof(declared, null, DEFAULT_CHECK_OPTIONS);
    const must = await checkProof(declared, null, contract(['must']));

    expect(all.verdict).toBe('refuted');
    expect(must).toMatchObject({ verdict: 'proved', obligations: 1, leftOut: ['promised'] });
  });

  test('should excuse a finding whose assertions it leaves out, and no other', async () => {
    const kind = new ModelKind<{ readonly least: number }>('contract-test');
    const finding = { breaks: ['promised'], reason: 'r', affects: 'host', reference: 'f' } as const;
    const model = kind.implement({ name: 'm', source: 's', findings: { x: finding } }, { least: 0 });
    const on = proof({
      ...{ ...INFO, requirements: ['a'], covers: [], on: kind },
      body: (p) => {
        p.assert('demanded', p.any.u8('x').ge(0), { requirement: 'a' });
        p.assert('promised', p.any.bool('b'));
      },
    });
    const judge = async (kinds: readonly AssertionKind[]) => {
      const result = await checkProof(on, model, contract(kinds));
      return { verdict: result.verdict, expected: result.expected, isExpected: asExpected(result) };
    };

    expect(await judge(['must'])).toEqual({ verdict: 'proved', expected: 'proved', isExpected: true });
    expect(await judge(['promise'])).toEqual({ verdict: 'refuted', expected: 'refuted', isExpected: true });
    expect(await judge(['must', 'promise'])).toEqual({
      ...{ verdict: 'refuted', expected: 'refuted', isExpected: true },
    });
  });
});
