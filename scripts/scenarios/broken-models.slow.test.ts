import { expect, test } from 'vitest';
import { firecracker } from '../../models/firecracker/index.ts';
import { rustVmm } from '../../models/rust-vmm/index.ts';
import { splitDeviceProofs } from '../../proofs/all.fixture.ts';
import { GUEST_TESTS, type GuestTest } from '../../proofs/split/scenarios/guest-tests.ts';
import { oneIn } from '../../src/full.fixture.ts';
import { BROKEN_MODELS } from './broken-models.fixture.ts';
import { tried } from './tried.ts';

const proofs = await splitDeviceProofs();

/** Whether one of a test's proofs refutes, in its scenario, an implementation with a finding of it or a queue with one line wrong. */
function isRefutedSomewhere(guestTest: GuestTest): boolean {
  const { by } = guestTest.answer;
  const isFound = tried(guestTest, [firecracker, rustVmm], proofs).trials.some(
    ({ broken }) => broken.length > 0,
  );
  const related = BROKEN_MODELS.filter(({ refutedBy }) => refutedBy.some((id) => by.includes(id)));
  return (
    isFound ||
    related.some(({ model }) =>
      tried(guestTest, [model()], proofs).trials.some(({ broken }) =>
        broken.some(({ isExpected }) => !isExpected),
      ),
    )
  );
}

const cases = GUEST_TESTS.filter(({ answer }) => answer.kind === 'implied');

test.each(oneIn(10, cases))(
  'should have a proof that refutes some queue in scenario $scenario',
  (guestTest) => {
    expect(isRefutedSomewhere(guestTest)).toBe(true);
  },
);
