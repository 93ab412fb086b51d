import { describe, expect, test } from 'vitest';
import { recordingAdapter } from '../../../../models/rust-vmm/recording.ts';
import { firecracker } from '../../../../models/firecracker/index.ts';
import { rustVmm } from '../../../../models/rust-vmm/index.ts';
import { spec } from '../../../../models/spec/index.ts';
import {
  advanceNextUsed,
  advanceNumAdded,
  linewiseModel,
  LinewiseQueue,
  publishIdx,
  writeElement,
  type Lines,
} from '../../../../proofs/linewise.fixture.ts';
import { addUsed } from '../../../../proofs/split/add-used.proof.ts';
import { resumeTaken } from '../../../../proofs/split/resume.proof.ts';
import { RecordingError } from '../../../conform/errors.ts';
import { parseCase } from '../../../conform/recording.ts';
import { replayCase } from '../../../conform/replay.ts';
import { Tally } from '../../../conform/tally.ts';
import { proof, WriteError, type Model } from '../../../index.ts';
import { brokenAssertions } from '../../../replay/broken-assertions.ts';
import { describe as described } from '../../../replay/describe.ts';
import { stateOf } from '../../../replay/rebuild.ts';

import { replay } from '../../../replay/replay.ts';
import { ADDED, CASES, queueFrom, toWrite as caseToWrite } from './cases.fixture.ts';
import { write, type ToWrite } from '../../../export/write.ts';

/** A queue that stores idx before it advances. */
const STALE: Partial<Lines> = { addSteps: [writeElement, publishIdx, advanceNextUsed, advanceNumAdded] };
const ASSERTION = 'the idx in memory is next_used';

const START = ADDED;

const withAdapter = (lines: Partial<Lines>): Model => ({
  ...linewiseModel(lines),
  conformance: recordingAdapter((domain, state) => new LinewiseQueue(domain, state, lines)),
});

const toWrite = (model: Model): ToWrite =>
  caseToWrite({ proof: addUsed, assertion: ASSERTION, start: START }, model);

/** What is written; `null` if recordings cannot have it. */
function lineOf(written: () => string): string | null {
  try {
    return written();
  } catch (error) {
    if (error instanceof WriteError) return null;
    throw error;
  }
}

function mismatches(line: string, model: Model): number {
  const tally = new Tally();
  if (model.conformance === undefined) throw new Error('no adapter');
  replayCase(parseCase(line, 'case.jsonl:1', model.conformance.format), model.conformance, tally);
  expect(tally.operations).toBeGreaterThan(0);
  expect(tally.notReplayed).toEqual(new Map());
  return tally.mismatches;
}

describe('a recorded case', () => {
  test('should hold what the model it is written for does, and show a mismatch on a broken one', () => {
    const line = write('json', toWrite(rustVmm));

    expect(JSON.parse(line)).toMatchObject({
      memory: { regions: [{ base: '0x1000', size: 0x3000 }], bytes: [{ addr: '0x2006', hex: 'ff01' }] },
      queue: { size: 2, ready: true, next_used: 1, num_added: 3, used_ring: '0x3000' },
      ops: [
        { op: 'add_used', args: { head_index: 1, len: 513 }, result: { ok: null }, state: { next_used: 2 } },
      ],
    });
    expect(mismatches(line, rustVmm)).toBe(0);
    expect(mismatches(line, withAdapter(STALE))).toBe(1);
  });

  test.each(CASES.map((one) => [one.proof.id, one] as const))(
    'should be replayed without a mismatch by the model it is written for: %s',
    (_, one) => {
      expect(mismatches(write('json', caseToWrite(one, rustVmm)), rustVmm)).toBe(0);
    },
  );

  test.each(CASES.map((one) => [one.proof.id, one] as const))(
    'should be written of a model without an adapter of its own, or refused: %s',
    (_, one) => {
      for (const model of [firecracker, spec]) {
        const line = lineOf(() => write('json', caseToWrite(one, model)));
        if (line !== null) expect(mismatches(line, model)).toBe(0);
      }
    },
  );

  test('should be written of a model without an adapter of its own, under the names of the interface', () => {
    const written = CASES.map((one) => lineOf(() => write('json', caseToWrite(one, spec)))).join('');

    expect(written).toContain('"op":"pop"');
    expect(written).toContain('"op":"add_used"');
  });

  test('should be refused where recordings cannot give the model its state', () => {
    const restore = (): never => {
      throw new RecordingError('queue: it has a field that no recording holds');
    };
    const adapter = recordingAdapter((domain, state) => new LinewiseQueue(domain, state, STALE));
    const model = { ...rustVmm, conformance: { ...adapter, restore } };

    expect(() => write('json', { ...toWrite(rustVmm), model })).toThrow(
      new WriteError(
        'recordings cannot give the model its state (queue: it has a field that no recording holds); write it as vitest',
      ),
    );
  });

  test('should be refused of two queues, one of which takes the place of the other', () => {
    const start = queueFrom({ '0x2002': '01' }, { 'next.is_pop': true });
    const resumed = { proof: resumeTaken, assertion: 'it resumes', start };

    expect(() => write('json', caseToWrite(resumed, rustVmm))).toThrow(
      new WriteError('the proof makes 2 queues, but a recorded case has one'),
    );
  });

  test('should be refused where the model has no adapter', () => {
    const { conformance: _, ...bare } = rustVmm;
    expect(() => write('json', { ...toWrite(rustVmm), model: bare })).toThrow(
      /no conformance adapter.*--model/,
    );
  });

  test('should be refused of a proof that makes no queue', () => {
    const plain = proof({
      id: 'x',
      title: 'x',
      requirements: [],
      doesNotProve: 'x',
      covers: [],
      body: (p) => p.assert('a', p.any.bool('b')),
    });
    const counterexample = described(
      'a',
      stateOf({ inputs: {}, memory: [] }),
      replay(plain, null, stateOf({ inputs: {}, memory: [] }), true),
    );
    expect(() => write('json', { ...toWrite(rustVmm), counterexample })).toThrow(
      'starts neither from a queue in a given state',
    );
  });
});

describe('a written test', () => {
  test('should break on the broken model, and on no other', () => {
    expect(brokenAssertions(addUsed, linewiseModel(STALE), START)).toContain(ASSERTION);
    expect(brokenAssertions(addUsed, rustVmm, START)).toEqual([]);
  });

  test('should not pass if the state violates the proof’s assumptions', () => {
    const start = { ...START, memory: [] };
    expect(() => brokenAssertions(addUsed, rustVmm, start)).toThrow('this start violates the assumptions of');
  });

  test('should not pass where the start has other inputs than the proof asks for', () => {
    const { 'queue.size': _, ...inputs } = START.inputs;
    expect(() => brokenAssertions(addUsed, rustVmm, { ...START, inputs })).toThrow("'queue.size' is missing");
    const swapped = { ...START, inputs: { ...START.inputs, head: true } };
    expect(() => brokenAssertions(addUsed, rustVmm, swapped)).toThrow("'head' is true");
  });

  test('should be as it was for vitest', async () => {
    await expect(write('vitest', toWrite(rustVmm))).toMatchFileSnapshot('./written/vitest.txt');
  });

  test('should be as it was for the virtio-queue crate', async () => {
    await expect(write('rust', toWrite(rustVmm))).toMatchFileSnapshot('./written/rust.txt');
  });

  test('should be as it was in C', async () => {
    await expect(write('c', toWrite(rustVmm))).toMatchFileSnapshot('./written/c.txt');
  });
});
