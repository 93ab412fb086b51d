import type { Model, Proof } from 'ringproof';
import { describe, expect, test } from 'vitest';
import { checkProof } from '../src/check/check.ts';
import { SymbolicContext } from '../src/context/symbolic-context.ts';
import { explore } from '../src/explore/explore.ts';
import { oneIn } from '../src/full.fixture.ts';
import { DEFAULT_CHECK_OPTIONS } from '../src/prover/options.ts';
import { MEMORY_MODELS } from '../src/proof/ordered.ts';
import { ASSERTION_KINDS } from '../src/proof/standing.ts';
import { Terms } from '../src/term/terms.ts';
import { splitDeviceProofs } from './all.fixture.ts';
import { FAILING_OPERATIONS } from './failing-operations.fixture.ts';

const proofs = await splitDeviceProofs();

/** Goes along all paths of a proof, and asks no solver. */
function walkThrough(proof: Proof, model: Model): void {
  const terms = new Terms();
  const { requirements } = proof;
  const declared = {
    covers: proof.covers(model),
    requirements,
    contract: ASSERTION_KINDS,
    memoryModels: MEMORY_MODELS,
    standings: new Map(),
    orders: new Map(),
  };
  explore((run) => void proof.body(new SymbolicContext(terms, run, declared), model), {
    terms,
    feasible: () => 'undecided',
  });
}

describe('a device on which one thing never comes about', () => {
  test.each(oneIn(6, FAILING_OPERATIONS))(
    'should be proved nothing that relies on it: $what',
    async (failing) => {
      const proved: string[] = [];
      for (const proof of proofs) {
        let calls = 0;
        const model = failing.model(() => (calls += 1));
        if (!proof.needs.every((member) => model.capabilities.includes(member))) continue;
        walkThrough(proof, model);
        if (calls === 0) continue;
        const { verdict } = await checkProof(proof, model, DEFAULT_CHECK_OPTIONS);
        if (verdict !== 'vacuous' && verdict !== 'refuted') proved.push(proof.id);
      }

      expect(proved.sort()).toEqual(failing.holds.toSorted());
    },
  );
});
