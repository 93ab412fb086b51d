import { expect, test } from 'vitest';
import { rustVmmDevice } from '../models/rust-vmm/index.ts';
import { splitDevice } from 'ringproof/virtio/split';
import { checkProof } from '../src/check/check.ts';
import { surprisesOf } from '../src/result/expectation.ts';
import { DEFAULT_CHECK_OPTIONS } from '../src/prover/options.ts';
import { exitCode } from '../src/report/exit-code.ts';
import type { QueueClass } from './broken-device.fixture.ts';
import { AlwaysHead0, ArmsInPop } from './masked-fault.fixture.ts';
import { pop } from './split/pop.proof.ts';

const finding = {
  breaks: ['no byte changes'],
  reason: 'pop writes avail_event, which 2.7.10.2 allows.',
  affects: 'misbehaving peer',
  reference: 'this test',
} as const;

async function popOf(queue: QueueClass) {
  const model = splitDevice.implement(
    { name: 'arms in pop', source: 'this test', findings: { 'split/pop': finding } },
    rustVmmDevice((domain, fields) => new queue(domain, fields)),
  );
  const result = await checkProof(pop, model, DEFAULT_CHECK_OPTIONS);
  return { result, code: exitCode({ results: [result], loadFailures: [] }) };
}

test('a finding that pop writes avail_event should be as expected', async () => {
  expect((await popOf(ArmsInPop)).code).toBe(0);
});

test('a finding that pop writes avail_event should not hide that it always gives head 0', async () => {
  const { result, code } = await popOf(AlwaysHead0);

  expect(code).toBe(1);
  expect(surprisesOf(result)).toEqual([{ kind: 'broken', name: 'the head is the entry at next_avail' }]);
  expect(result.failure?.message).toBe("assertion 'the head is the entry at next_avail' does not hold");
  expect(result.failure?.details).toEqual(['Broken as the finding says: no byte changes.']);
  expect(result.counterexample?.assertion).toBe('the head is the entry at next_avail');
});
