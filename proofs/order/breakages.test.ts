import { describe, expect, test } from 'vitest';
import { UNDER } from 'ringproof/virtio/protocol';
import { checkProof } from '../../src/check/check.ts';
import { oneIn } from '../../src/full.fixture.ts';
import { DEFAULT_CHECK_OPTIONS } from '../../src/prover/options.ts';
import { allProofs } from '../all.fixture.ts';
import { ROWS } from './broken.fixture.ts';
import { PAIRS } from './pairs.fixture.ts';

const proofs = await allProofs();
const cases = [...ROWS, ...PAIRS].flatMap(({ what, model, verdicts }) =>
  Object.entries(verdicts).map(([id, expected]) => ({ what, model, id, expected })),
);

const LETTERS: Readonly<Record<string, string>> = { proved: 'P', refuted: 'R' };

describe('a pair of sides', () => {
  test.each(oneIn(20, cases))('should have $expected of $id: $what', async ({ model, id, expected }) => {
    const proof = proofs.find((one) => one.id === id);
    if (proof === undefined) throw new Error(`there is no proof '${id}'`);

    const { verdict, failure, assertions } = await checkProof(proof, model, {
      ...DEFAULT_CHECK_OPTIONS,
      until: 'settled',
    });

    const found = Object.values(UNDER).map((name) => {
      const one = assertions.find((assertion) => assertion.name === name);
      return LETTERS[one?.verdict ?? 'missing'] ?? '?';
    });
    expect({ found: found.join(''), verdict, failure: failure?.message.split('\n')[0] }).toMatchObject({
      found: expected,
      verdict: expected.includes('R') ? 'refuted' : 'proved',
    });
  });
});
