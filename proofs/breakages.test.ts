import { describe, expect, test } from 'vitest';
import { rustVmm } from '../models/rust-vmm/index.ts';
import { checkProof } from '../src/check/check.ts';
import { replay } from '../src/counterexample/replay.ts';
import { stateOf } from '../src/counterexample/rebuild.fixture.ts';
import { DEFAULT_CHECK_OPTIONS } from '../src/proof/options.ts';
import { SPLIT_DEVICE_PROOFS } from './all.fixture.ts';
import { BROKEN_ELEMENT } from './broken-element.fixture.ts';
import { BROKEN_NOTIFICATION } from './broken-notification.fixture.ts';
import { BROKEN_STEPS } from './broken-steps.fixture.ts';
import { linewiseModel } from './linewise.fixture.ts';

const proofNamed = (id: string) => {
  const found = SPLIT_DEVICE_PROOFS.find((proof) => proof.id === id);
  if (found === undefined) throw new Error(`no proof has the id '${id}'`);
  return found;
};

describe.each([
  ['the rust-vmm queue', rustVmm],
  ['the same queue, taken apart', linewiseModel()],
])('%s', (_, model) => {
  test.each(SPLIT_DEVICE_PROOFS)('should be judged as expected by $id', async (proof) => {
    const result = await checkProof(proof, model, DEFAULT_CHECK_OPTIONS);

    expect(result.failure).toEqual(result.expected === 'proved' ? null : expect.anything());
    expect(result.verdict).toBe(result.expected);
  });
});

const cases = [...BROKEN_ELEMENT, ...BROKEN_STEPS, ...BROKEN_NOTIFICATION].flatMap(
  ({ what, lines, refutes }) =>
    Object.entries(refutes).map(([id, assertion]) => ({ what, lines, id, assertion })),
);

describe('a queue with one line wrong', () => {
  test.each(cases)('should be refuted by $id: $what', async ({ lines, id, assertion }) => {
    const [proof, model] = [proofNamed(id), linewiseModel(lines)];

    const { verdict, failure, counterexample } = await checkProof(proof, model, DEFAULT_CHECK_OPTIONS);

    expect({ verdict, message: failure?.message }).toEqual({
      verdict: 'refuted',
      message: `assertion '${assertion}' does not hold`,
    });
    if (counterexample === null) throw new Error('no counterexample');
    expect(counterexample.assertion).toBe(assertion);
    expect(counterexample.inputs).toMatchObject({
      size: expect.stringMatching(/^\d+$/),
      next_used: expect.stringMatching(/^\d+$/),
      used_ring: expect.stringMatching(/^0x[\da-f]+$/),
      event_idx: expect.any(Boolean),
    });
    const state = stateOf(counterexample);
    expect(replay(proof, model, state).violated).toContain(assertion);
    // The fault is the line's: from the same state the right queue breaks nothing.
    expect(replay(proof, rustVmm, state)).toMatchObject({ violated: [], stopped: null });
  });
});
