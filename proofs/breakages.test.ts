import type { Proof } from 'ringproof';
import { splitDevice } from 'ringproof/virtio/split';
import { describe, expect, test } from 'vitest';
import { rustVmm } from '../models/rust-vmm/index.ts';
import { spec, specDevice } from '../models/spec/index.ts';
import { checkProof } from '../src/check/check.ts';
import { oneIn, unless } from '../src/full.fixture.ts';
import { DEFAULT_CHECK_OPTIONS } from '../src/prover/options.ts';
import { splitDeviceProofs } from './all.fixture.ts';
import { BROKEN_AVAILABLE } from './broken-available.fixture.ts';
import { BROKEN_CONTROL } from './broken-control.fixture.ts';
import { brokenModel } from './broken-device.fixture.ts';
import { BROKEN_ELEMENT } from './broken-element.fixture.ts';
import { BROKEN_IN_FLIGHT } from './broken-in-flight.fixture.ts';
import { BROKEN_NOTIFICATION } from './broken-notification.fixture.ts';
import { BROKEN_RESUME } from './broken-resume.fixture.ts';
import { BROKEN_STEPS } from './broken-steps.fixture.ts';
import { STUBS } from './broken-stubs.fixture.ts';
import { linewiseModel } from './linewise.fixture.ts';
import { casesOf, expectRefuted } from './refuting.fixture.ts';
import { toldApart } from './told-apart.fixture.ts';

const { capabilities } = linewiseModel();
const proofs = (await splitDeviceProofs()).filter(({ needs }) =>
  needs.every((name) => capabilities.includes(name)),
);

const proofNamed = (id: string): Proof => {
  const found = proofs.find((proof) => proof.id === id);
  if (found === undefined) throw new Error(`no proof has the id '${id}'`);
  return found;
};

describe('the rust-vmm queue, taken apart', () => {
  // Of the sample: those of walks are asked of a walk that is taken apart.
  test.each(unless(({ id }) => id.startsWith('chain/'), oneIn(12, proofs)))(
    'should be judged as expected by $id',
    async (proof) => {
      const result = await checkProof(proof, linewiseModel(), DEFAULT_CHECK_OPTIONS);

      expect(result.failure).toEqual(result.expected === 'proved' ? null : expect.anything());
      expect(result.verdict).toBe(result.expected);
    },
  );
});

const linewise = [...BROKEN_ELEMENT, ...BROKEN_STEPS, ...BROKEN_NOTIFICATION].map((broken) => ({
  ...broken,
  model: linewiseModel(broken.lines),
}));
const operations = [
  ...STUBS,
  ...BROKEN_AVAILABLE,
  ...BROKEN_CONTROL,
  ...BROKEN_IN_FLIGHT,
  ...BROKEN_RESUME,
].map((broken) => ({
  ...broken,
  model: brokenModel(broken),
}));
const cases = casesOf([...linewise, ...operations]);

describe('a queue with one line wrong', () => {
  test.each(oneIn(24, cases))('should be refuted by $id: $what', async ({ model, id, assertion }) => {
    await expectRefuted({ proof: proofNamed(id), model, right: rustVmm, assertion });
  });
});

test('a model that leaves states of a phase out should be told from one that has them', async () => {
  const { queue } = specDevice;
  const { active } = queue.phases;
  if (active === undefined) throw new Error('the reference has no phase');
  const narrow: typeof active = {
    ...active,
    holds: (state, memory, domain, owner) =>
      queue
        .view(state, domain)
        .size.gt(1)
        .and(active.holds(state, memory, domain, owner)),
  };
  const declared = { ...specDevice, queue: { ...queue, phases: { active: narrow } } };
  const left = splitDevice.implement({ name: 'narrow', source: 'no queue of one entry' }, declared);

  expect(await toldApart(spec, left)).toEqual(['split-device/diff/declared-states', expect.any(String)]);
});
