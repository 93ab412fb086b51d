import { describe, expect, test } from 'vitest';
import type { Model, Proof } from 'ringproof';
import { checkProof } from '../src/check/check.ts';
import { oneIn } from '../src/full.fixture.ts';
import { DEFAULT_CHECK_OPTIONS } from '../src/prover/options.ts';
import { splitDeviceProofs } from './all.fixture.ts';
import { losesElements, losesFlagOnRestore, neverRefreshed, shadow } from './hidden-state.fixture.ts';

const proofs = await splitDeviceProofs();

const proofNamed = (id: string): Proof => {
  const found = proofs.find((proof) => proof.id === id);
  if (found === undefined) throw new Error(`no proof has the id '${id}'`);
  return found;
};

describe('what a queue remembers and the interface does not know', () => {
  test.each<[Model, string, string]>([
    [losesElements, 'split/add-used', 'id is the head'],
    [neverRefreshed, 'split/pop', 'a usable chain is taken'],
    [losesFlagOnRestore, 'split/restore', 'all else that the implementation remembers is what it was'],
  ])('should not hide that $name is wrong: %s', async (model, id, assertion) => {
    const { verdict, assertions, counterexample } = await checkProof(
      proofNamed(id),
      model,
      DEFAULT_CHECK_OPTIONS,
    );

    expect(verdict).toBe('refuted');
    expect(counterexample).not.toBeNull();
    expect(assertions).toContainEqual(
      expect.objectContaining({ name: assertion, verdict: 'refuted', expected: 'proved' }),
    );
  });

  const asked = [...shadow.ownProofs, ...proofs].filter(
    ({ id, needs }) =>
      !id.startsWith('chain/') && needs.every((member) => shadow.capabilities.includes(member)),
  );
  test.each(oneIn(6, asked))(
    'should be no fault where it is kept right: $id of a shadow of idx',
    async (proof) => {
      const { verdict, expected, failure } = await checkProof(proof, shadow, DEFAULT_CHECK_OPTIONS);

      expect({ verdict, failure: expected === 'proved' ? failure : null }).toEqual({
        verdict: expected,
        failure: null,
      });
    },
  );
});
