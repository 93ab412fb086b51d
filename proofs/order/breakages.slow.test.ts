import './breakages.test.ts';
import { expect, test } from 'vitest';
import { protocolOf } from 'ringproof/virtio/protocol';
import { specDriver } from '../../models/spec-driver/index.ts';
import { spec } from '../../models/spec/index.ts';
import { fencesOf } from '../../src/check/fences.ts';
import { DEFAULT_CHECK_OPTIONS } from '../../src/prover/options.ts';
import { allProofs } from '../all.fixture.ts';

test('the full fence before the device looks at what the driver asks for should be needed on x86', async () => {
  const proof = (await allProofs()).find(({ id }) => id === 'order/interrupt');
  if (proof === undefined) throw new Error('there is no such proof');

  const { places, failure } = await fencesOf(proof, protocolOf(specDriver, spec), {
    ...DEFAULT_CHECK_OPTIONS,
    memoryModels: ['tso'],
  });

  expect(failure).toBe(null);
  const [fence] = places.filter((one) => one.function === 'SpecQueue.needsNotification');
  expect(fence).toMatchObject({ file: 'models/spec/queue.ts', kind: 'fence', ordering: 'seq-cst' });
  expect(fence?.needs.flatMap(({ weaker }) => weaker.map(({ verdict }) => verdict))).toEqual([
    ...['refuted', 'refuted', 'refuted', 'refuted'],
  ]);
  expect(fence?.needs[0]?.weaker[0]?.execution?.memoryModel).toBe('tso');
});
