import type { Model, Proof } from 'ringproof';
import { describe, expect, test } from 'vitest';
import { checkProof } from '../src/check/check.ts';
import { oneIn } from '../src/full.fixture.ts';
import { DEFAULT_CHECK_OPTIONS } from '../src/prover/options.ts';
import { everySplitDeviceProof } from './all.fixture.ts';
import { ALLOWED } from './allowed.fixture.ts';
import { REQUIREMENTS } from './requirements.ts';

/** Whether a requirement is a MUST of the device's. */
function isMust(id: string): boolean {
  const { level, role } = REQUIREMENTS[id] ?? {};
  return role === 'device' && level?.startsWith('MUST') === true;
}

const demanding = (await everySplitDeviceProof()).filter(({ requirements }) => requirements.some(isMust));
/** Each of the models with those of some proofs that it has what they need for. */
function pairs(proofsOf: (model: Model) => readonly Proof[]) {
  return ALLOWED.flatMap((model) =>
    proofsOf(model)
      .filter(({ needs }) => needs.every((member) => model.capabilities.includes(member)))
      .map((proof) => ({ model, proof })),
  );
}

const own = pairs(({ ownProofs }) => ownProofs);
const asked = pairs(() => demanding);

describe('what the text allows', () => {
  test.each(oneIn(97, asked))(
    'should keep every must of $proof.id: $model.name',
    async ({ model, proof }) => {
      const { assertions, verdict } = await checkProof(proof, model, {
        ...DEFAULT_CHECK_OPTIONS,
        contract: ['must'],
      });

      expect(['proved', 'vacuous', 'refuted']).toContain(verdict);
      expect(assertions.filter(({ verdict }) => verdict === 'refuted')).toEqual([]);
    },
  );

  test.each(oneIn(101, own))(
    'should be a queue that keeps to its states: $model.name, $proof.id',
    async ({ model, proof }) => {
      const { verdict, failure } = await checkProof(proof, model, DEFAULT_CHECK_OPTIONS);

      expect({ verdict, failure }).toEqual({ verdict: 'proved', failure: null });
    },
  );
});
