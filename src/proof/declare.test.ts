import { describe, expect, test } from 'vitest';
import { checkProof } from '../check/check.ts';
import { ModelKind, proof, type Proof, type ProofContext } from '../index.ts';
import { DEFAULT_CHECK_OPTIONS } from './options.ts';
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
      message: "no path comes to the covers 'success', 'more'",
    });
  });
});
