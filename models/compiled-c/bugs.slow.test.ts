import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { bugsOf, moduleOf } from '../../scripts/compiled/bugs.ts';
import { checkProof } from '../../src/check/check.ts';
import { DEFAULT_CHECK_OPTIONS } from '../../src/prover/options.ts';
import { splitDeviceProofs } from '../../proofs/all.fixture.ts';
import { modelOf } from './module.fixture.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const proofs = await splitDeviceProofs();

/** What is asked of a module in which nothing is broken. */
const HARMLESS = 'split/add-used';

describe('a planted mistake', () => {
  test.each(bugsOf(folder))('should be refuted and replayed: $name', async (bug) => {
    const model = modelOf(moduleOf(folder, bug));
    const id = bug.refutedBy ?? HARMLESS;
    const proof = [...proofs, ...model.ownProofs].find((each) => each.id === id);
    if (proof === undefined) throw new Error(`no proof has the id '${id}'`);

    const { verdict, failure } = await checkProof(proof, model, DEFAULT_CHECK_OPTIONS);

    expect({ verdict, message: failure?.message ?? '' }).toEqual(
      bug.refutedBy === null
        ? { verdict: 'proved', message: '' }
        : { verdict: 'refuted', message: expect.stringContaining('does not hold') as string },
    );
  });
});

test('should be proved without one', async () => {
  const model = modelOf(`${folder}queue.wasm`);
  for (const id of ['split/add-used', 'split/used-notification', 'chain/terminates']) {
    const proof = proofs.find((each) => each.id === id);
    if (proof === undefined) throw new Error(`no proof has the id '${id}'`);
    expect((await checkProof(proof, model, DEFAULT_CHECK_OPTIONS)).verdict).toBe('proved');
  }
});
