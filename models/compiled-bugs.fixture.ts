import { join } from 'node:path';
import type { Model } from 'ringproof';
import { describe, expect, test } from 'vitest';
import { bugsOf, moduleOf } from '../scripts/compiled/bugs.ts';
import { compiledModel } from '../scripts/compiled/model.ts';
import { checkProof } from '../src/check/check.ts';
import { DEFAULT_CHECK_OPTIONS } from '../src/prover/options.ts';
import { splitDeviceProofs } from '../proofs/all.fixture.ts';

/** What is asked of a module in which nothing is broken. */
const HARMLESS = 'split/add-used';

const proofs = await splitDeviceProofs();

/** Declares the tests of a compiled queue's planted mistakes: each is refuted by the proof that `bugs.json` names. */
export function testBugs(folder: string): void {
  describe('a planted mistake', () => {
    test.each(bugsOf(folder))('should be refuted and replayed: $name', async (bug) => {
      const model = compiledModel(moduleOf(folder, bug));

      const { verdict, failure } = await check(model, bug.refutedBy ?? HARMLESS);

      expect({ verdict, message: failure?.message ?? '' }).toEqual(
        bug.refutedBy === null
          ? { verdict: 'proved', message: '' }
          : { verdict: 'refuted', message: expect.stringContaining('does not hold') as string },
      );
    });
  });

  test('should be proved without one', async () => {
    const model = compiledModel(join(folder, 'queue.wasm'));
    for (const id of ['split/add-used', 'split/used-notification', 'chain/terminates'])
      expect((await check(model, id)).verdict).toBe('proved');
  });
}

/** With native solvers where the embedded one takes long over a smaller counterexample, as the command has it. */
function check(model: Model, id: string): ReturnType<typeof checkProof> {
  const proof = [...proofs, ...model.ownProofs].find((each) => each.id === id);
  if (proof === undefined) throw new Error(`no proof has the id '${id}'`);
  return checkProof(proof, model, { ...DEFAULT_CHECK_OPTIONS, rlimit: 20_000_000, solver: 'auto' });
}
