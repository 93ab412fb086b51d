import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { ProofContext } from '../proof/context.ts';
import { DEFAULT_CHECK_OPTIONS } from '../prover/options.ts';
import { checkProof } from './check.ts';
import { statement } from './check.fixture.ts';

/** Does work after the body returned, and catches what it throws. */
function late(work: () => void): void {
  void nextTick()
    .then(work)
    .catch(() => {});
}

async function nextTick(): Promise<void> {
  await Promise.resolve();
}

test.each<[string, (p: ProofContext<string>) => void]>([
  ['claims', (p) => late(() => p.assert('late', false))],
  ['decides', (p) => late(() => void p.domain.decide(p.any.u16('x').eq(0)))],
  ['assumes', (p) => late(() => p.assume(false))],
])('should be no proof if the body %s after it returned, and catches what is thrown', async (_, body) => {
  const proof = statement((p) => {
    p.assert('in time', true);
    body(p);
  });

  const { verdict, failure } = await checkProof(proof, null, DEFAULT_CHECK_OPTIONS);
  await nextTurn();

  expect(verdict).toBe('error');
  expect(failure?.message).toBe('p or p.domain was used after the body returned');
});
