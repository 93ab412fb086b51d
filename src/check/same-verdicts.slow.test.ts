import { describe, expect, test } from 'vitest';
import { rustVmm } from '../../models/rust-vmm/index.ts';
import { allProofs } from '../../proofs/all.fixture.ts';
import { IS_FULL } from '../full.fixture.ts';
import type { Proof } from '../index.ts';
import { DEFAULT_CHECK_OPTIONS, type CheckOptions } from '../prover/options.ts';
import type { ProofResult } from '../result/verdict.ts';
import { nativeVersion } from '../solver/native.ts';
import { checkProof } from './check.ts';

/** Some of each kind; that all of them are confirmed by other solvers is for `prove --cross-check` to say. */
const REPRESENTATIVE: readonly string[] = [
  'memory/round-trip',
  'split/add-used',
  'split/add-used-order',
  'split/add-used-unmapped',
  'split/add-used-valid',
  'split/pop',
  'split/pop-reports-idx',
  'split/used-notification',
  'split/used-notification-flags',
];

/** The sample: with the embedded solver and the other ones, not on bit-vectors, which take ten seconds each. */
const SAMPLE: readonly string[] = ['split/add-used', 'split/add-used-order', 'split/used-notification'];

const PROOFS = (await allProofs()).filter(({ id }) => (IS_FULL ? REPRESENTATIVE : SAMPLE).includes(id));

const run = (proof: Proof, options: Partial<CheckOptions> = {}): Promise<ProofResult> =>
  checkProof(proof, proof.family === null ? null : rustVmm, { ...DEFAULT_CHECK_OPTIONS, ...options });

const plainResults = new Map<Proof, Promise<ProofResult>>();

/** The result with no options, found once. */
function plain(proof: Proof): Promise<ProofResult> {
  const result = plainResults.get(proof) ?? run(proof);
  plainResults.set(proof, result);
  return result;
}

/** What a result says that does not depend on the clock, on who answers, or on the example found. */
function essence({ verdict, failure, paths, obligations, decidedByRewriting, covers }: ProofResult) {
  return { verdict, message: failure?.message, paths, obligations, decidedByRewriting, covers };
}

describe('the same proof, run again', () => {
  test.each(PROOFS)('should have the same result: $id', async (proof) => {
    const first = await plain(proof);
    expect(first.verdict).toBe(first.expected);
    for (const again of [await run(proof), await run(proof)]) {
      expect(essence(again)).toEqual(essence(first));
    }
  });
});

/** Half a minute and more each: run where RINGPROOF_SLOW_TESTS is set. */
const SLOW_ON_BIT_VECTORS: readonly string[] = [
  'memory/round-trip',
  'split/add-used',
  'split/add-used-unmapped',
  'split/add-used-valid',
  'split/pop',
  'split/pop-reports-idx',
  'split/used-notification',
];

describe.runIf(IS_FULL)('on bit-vectors', () => {
  test.each(PROOFS.filter(({ id }) => !SLOW_ON_BIT_VECTORS.includes(id)))(
    'should have the same verdict: $id',
    async (proof) => {
      expect(essence(await run(proof, { encoding: 'bv' }))).toEqual(essence(await plain(proof)));
    },
  );

  test
    .skipIf(process.env['RINGPROOF_SLOW_TESTS'] === undefined)
    .each(PROOFS.filter(({ id }) => SLOW_ON_BIT_VECTORS.includes(id)))(
    'should have the same verdict: $id (slow: only with RINGPROOF_SLOW_TESTS)',
    async (proof) => {
      const { verdict, expected } = await run(proof, { encoding: 'bv' });
      expect(verdict).toBe(expected);
    },
  );
});

describe.each(['z3', 'cvc5'] as const)('with a native %s', (solver) => {
  const absent = nativeVersion(solver) === undefined;
  const why = absent ? ' (skipped: it is not on PATH)' : '';

  test.skipIf(absent).each(PROOFS)(`should have the same verdict: $id${why}`, async (proof) => {
    const native = await run(proof, { solver });
    expect(essence(native)).toEqual(essence(await plain(proof)));
    // Of some proofs nothing is left to ask.
    if (native.solver !== null) expect(native.solver).toMatch(new RegExp(`^${solver} `));
  });
});
