import { expect, test } from 'vitest';
import { proof, type ProofContext } from '../index.ts';
import { DEFAULT_CHECK_OPTIONS } from '../prover/options.ts';
import { checkProof } from './check.ts';

/** What is shown of a body in which several assertions break: the first of them, and whether it is shown with a smallest state. */
async function shownOf(
  body: (p: ProofContext<string, 'demand'>) => void,
): Promise<readonly [message: string | undefined, details: readonly string[] | undefined, x: unknown]> {
  const broken = proof({
    ...{ id: 'telling', title: 'telling', doesNotProve: 'anything.', covers: [] },
    requirements: ['demand'],
    body,
  });
  const { verdict, failure, counterexample } = await checkProof(broken, null, DEFAULT_CHECK_OPTIONS);
  expect(verdict).toBe('refuted');
  expect(counterexample?.minimal).toBe(true);
  return [failure?.message, failure?.details, counterexample?.inputs['x']];
}

const MUST = { requirement: 'demand' } as const;

test('should show what the specification demands before a promise that the same run breaks', async () => {
  const shown = await shownOf((p) => {
    const x = p.any.u8('x');
    p.assert('a promise', x.lt(5));
    p.assert('should be', x.lt(4), { kind: 'should' });
    p.assert('must be', x.lt(3), MUST);
    p.assert('must be, too', x.lt(5), MUST);
  });

  // A smallest state of the demand's own.
  expect(shown).toEqual([
    "assertion 'must be' does not hold",
    ['Also broken: a promise, should be, must be, too.'],
    '3',
  ]);
});

test('should keep to the first one if the others are broken only elsewhere, or are of its kind', async () => {
  const elsewhere = await shownOf((p) => {
    const x = p.any.u8('x');
    p.assert('a promise', x.ne(7));
    p.assert('must be', x.ne(8), MUST);
  });
  const ofOneKind = await shownOf((p) => {
    const x = p.any.u8('x');
    p.assert('one', x.lt(5), MUST);
    p.assert('other', x.lt(4), MUST);
  });

  expect(elsewhere).toEqual(["assertion 'a promise' does not hold", ['Also broken: must be.'], '7']);
  expect(ofOneKind).toEqual(["assertion 'one' does not hold", ['Also broken: other.'], '5']);
});
