import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { ProofContext } from '../proof/context.ts';
import { DEFAULT_CHECK_OPTIONS } from '../prover/options.ts';
import { checkProof } from './check.ts';
import { statement } from './check.fixture.ts';

/** Does something when the body is over, and lets nobody know what comes of it. */
function behind(work: () => void): void {
  void nextTick()
    .then(work)
    .catch(() => {});
}

async function nextTick(): Promise<void> {
  await Promise.resolve();
}

test.each<[string, (p: ProofContext<string>) => void]>([
  ['claims', (p) => behind(() => p.assert('late', false))],
  ['decides', (p) => behind(() => void p.domain.decide(p.any.u16('x').eq(0)))],
  ['assumes', (p) => behind(() => p.assume(false))],
])(
  'should be no proof where the body %s something behind its end, and swallows what is thrown',
  async (_, body) => {
    const proof = statement((p) => {
      p.assert('in time', true);
      body(p);
    });

    const { verdict, failure } = await checkProof(proof, null, DEFAULT_CHECK_OPTIONS);
    await nextTurn();

    expect(verdict).toBe('error');
    expect(failure?.message).toBe('a run of a body that is over is asked to decide or to claim something');
  },
);
