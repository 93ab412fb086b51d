import { describe, expect, test } from 'vitest';
import { checkProof } from '../src/check/check.ts';
import { stateOf } from '../src/replay/rebuild.fixture.ts';
import { replay } from '../src/replay/replay.ts';
import { DEFAULT_CHECK_OPTIONS } from '../src/prover/options.ts';
import { allProofs } from './all.fixture.ts';
import { BROKEN_REPLAYS } from './broken-replay.fixture.ts';
import { casesOf } from './refuting.fixture.ts';

const proofs = await allProofs();

const cases = casesOf(BROKEN_REPLAYS);

describe('a wrong queue with which a property looks where no region is', () => {
  test.each(cases)('should be refuted by $id: $what', async ({ model, id, assertion }) => {
    const proof = proofs.find((one) => one.id === id);
    if (proof === undefined) throw new Error(`no proof has the id '${id}'`);

    const { verdict, failure, counterexample } = await checkProof(proof, model, DEFAULT_CHECK_OPTIONS);

    expect({ verdict, message: failure?.message }).toEqual({
      verdict: 'refuted',
      message: `assertion '${assertion}' does not hold`,
    });
    if (counterexample === null) throw new Error('no counterexample');
    expect(replay(proof, model, stateOf(counterexample)).violated).toContain(assertion);
  });
});
