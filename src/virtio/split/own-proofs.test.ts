import { describe, expect, test } from 'vitest';
import { specDevice } from '../../../models/spec/index.ts';
import { checkProof } from '../../check/check.ts';
import type { Bool } from '../../domain/word.ts';
import type { ObservedMemory } from '../../memory/observed-memory.ts';
import { DEFAULT_CHECK_OPTIONS } from '../../prover/options.ts';
import { splitDevice } from './device.ts';
import type { SplitDeviceState } from './interface.ts';

type Premise = (state: SplitDeviceState, memory: ObservedMemory) => Bool;

/** What is broken of the own proof of queues in use, if the phase `active` has this premise; `null` where nothing is. */
async function brokenWith(premise: Premise): Promise<string | null> {
  const { queue } = specDevice;
  const { active } = queue.phases;
  if (active === undefined) throw new Error('the queue has no phase');
  const phase: typeof active = {
    ...active,
    premise: (state, memory, domain) => premise(queue.view(state, domain), memory),
  };
  const model = splitDevice.implement(
    { name: 'm', source: 'here' },
    { ...specDevice, queue: { ...queue, phases: { active: phase } } },
  );
  const proof = model.ownProofs.find(({ id }) => id === 'split-device/state/active-queue');
  if (proof === undefined) throw new Error('there is no such proof');
  const { verdict, counterexample } = await checkProof(proof, model, DEFAULT_CHECK_OPTIONS);
  return verdict === 'proved' ? null : (counterexample?.assertion ?? verdict);
}

describe('the own proofs of a queue', () => {
  test('should let a premise rest on what the device alone writes', async () => {
    const isUsedIdxKept: Premise = ({ usedRing, nextUsed }, memory) =>
      memory.peekWord(usedRing, 16, 2).eq(nextUsed);

    expect(await brokenWith(isUsedIdxKept)).toBeNull();
  });

  test('should be refuted where a premise rests on what the driver writes', async () => {
    const isAvailIdxBounded: Premise = ({ availRing, nextAvail, size }, memory) =>
      memory.peekWord(availRing, 16, 2).sub(nextAvail).le(size);

    expect(await brokenWith(isAvailIdxBounded)).toBe('it is in the phase whatever the driver writes');
  });
});
