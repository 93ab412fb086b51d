import { expect, test } from 'vitest';
import { checkProof } from '../../src/check/check.ts';
import { DEFAULT_CHECK_OPTIONS } from '../../src/prover/options.ts';
import { encode } from '../../src/memory/model/encode/encode.ts';
import { readLitmus } from '../../src/memory/model/litmus/read.ts';
import { MEMORY_MODELS } from '../../src/proof/ordered.ts';
import { Prover } from '../../src/prover/prover.ts';
import { startEmbeddedZ3 } from '../../src/solver/z3-wasm.ts';
import { Terms } from '../../src/term/terms.ts';
import { ROWS } from './broken.fixture.ts';
import { kick } from './notification.proof.ts';

test('should show a bad execution in columns, with its cycle and the fence that is missing', async () => {
  const wrong = ROWS.find(({ what }) => what === 'the driver has an acquiring load in place of the fence');
  if (wrong === undefined) throw new Error('there is no such pair');

  const { counterexample } = await checkProof(kick, wrong.model, DEFAULT_CHECK_OPTIONS);

  const notes = (counterexample?.trace ?? [])
    .filter((line) => /^(d\d|v\d|cycle|a full|driver)/.test(line))
    // Whichever lines of the files these are.
    .map((line) => line.replaceAll(/(?<=\.ts:)\d+(?=\))/g, (digits) => 'N'.repeat(digits.length)));
  expect(notes).toMatchInlineSnapshot(`
    [
      "driver                                               | device",
      "d1 fence, release (driver.ts:NNN)                    | kick-taken-found kick = 0, acq-rel",
      "d2 avail.idx := 0, release (broken.fixture.ts:NN)    | kick-taken kick := 0, acq-rel",
      "d3 avail_event = 0, acquire (broken.fixture.ts:NN)   | v1 avail_event := 65535, relaxed (ring-access.ts:NN)",
      "d3 reads an older value than v1 stores",
      "v3 reads an older value than d2 stores",
      "cycle: d2 -> d3 -> v1 -> v3 -> d2",
      "a full fence between d2 and d3 forbids this under all of the models",
    ]
  `);

  // Read again, the litmus test is allowed by those models that the claim breaks under, and by no other.
  const orders = counterexample?.orders ?? [];
  const solver = await startEmbeddedZ3();
  const allowing = (text: string): readonly string[] => {
    const terms = new Terms();
    const program = readLitmus(terms, text);
    const prover = new Prover(terms, () => solver, 'int');
    return MEMORY_MODELS.filter(
      (model) => prover.possible(encode(terms, program, model).violation) === 'sat',
    );
  };
  expect(orders.map(({ memoryModel }) => memoryModel)).toEqual(['tso', 'armv8', 'rvwmo', 'rc11']);
  for (const { litmus } of orders) expect(allowing(litmus)).toEqual(['tso', 'armv8', 'rvwmo', 'rc11']);
  expect(orders[0]?.cycle).toEqual(['d2', 'd3', 'v1', 'v3']);
  expect(orders[0]?.litmus).toContain('avail.idx');
});
