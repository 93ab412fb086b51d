import { describe, expect, test } from 'vitest';
import { rustVmm } from '../../../../models/rust-vmm/index.ts';
import { recordingAdapter } from '../../../../models/rust-vmm/recording.ts';
import { endIsFinalForDriver } from '../../../../proofs/chain/termination.proof.ts';
import { LinewiseQueue, publishIdx, writeElement, type Lines } from '../../../../proofs/linewise.fixture.ts';
import { CASES, IDLE_CASE, toWrite, walkFrom, type WrittenCase } from './cases.fixture.ts';
import { recordedCase, type RecordedQueue } from './recorded-case.ts';

/** A case as the model's queue has it, or one of these lines. */
function recorded(one: WrittenCase, lines: Partial<Lines> = {}): RecordedQueue {
  const adapter = recordingAdapter((domain, state) => new LinewiseQueue(domain, state, lines));
  return recordedCase(toWrite(one, rustVmm).counterexample, adapter);
}

function caseOf(id: string): WrittenCase {
  const one = CASES.find(({ proof }) => proof.id === id);
  if (one === undefined) throw new Error(`no case of ${id}`);
  return one;
}

describe('a recorded case', () => {
  test('should be led to where a walk starts, what the walk meets being as it was', () => {
    const { recorded: led, isLedTo, brokenAfter } = recorded(caseOf('chain/reports-table-unmapped'));
    const [pop] = led.ops;

    // A slot right behind the descriptor would map the table that it refers to.
    expect(pop?.result).toMatchObject({ ok: { head_index: 3, count: 1 } });
    expect(led.queue).toMatchObject({ size: 4, desc_table: '0x0' });
    expect({ isLedTo, brokenAfter }).toEqual({ isLedTo: true, brokenAfter: 1 });
  });

  test('should be led into a table by what refers to it', () => {
    const { recorded: led } = recorded(caseOf('chain/reports-nested-indirect'));

    expect(led.ops).toMatchObject([{ op: 'pop_descriptor_chain', result: { ok: { count: 1 } } }]);
    expect(led.queue).toMatchObject({ size: 2, desc_table: '0x1000', avail_ring: '0x1020' });
  });

  test('should be refused where no chain leads to the walk', () => {
    const { proof, assertion } = caseOf('chain/full-length');
    const start = walkFrom(
      { '0x8': 'ffffffff' },
      { 'walk.bytes': '1', 'walk.entries': '3', 'walk.remaining': '2' },
    );

    expect(() => recorded({ proof, assertion, start })).toThrow('no chain was found that leads there');
  });

  test('should be refused where the driver writes while a chain is walked', () => {
    const start = walkFrom({ '0x8': '01', '0xc': '04' }, { 'walk.entries': '1' });
    const one = { proof: endIsFinalForDriver, assertion: 'the next step yields nothing', start };

    expect(() => recorded(one)).toThrow('here the driver writes meanwhile');
  });

  test('should be refused where the adapter does not follow the proof', () => {
    expect(() => recorded(caseOf('split/add-used'), { addSteps: [writeElement, publishIdx] })).toThrow(
      "after 'add_used', next_used is 2 in the proof and 1 where the model's adapter replays it",
    );
  });

  test('should be refused where the proof calls no operation', () => {
    expect(() => recorded(IDLE_CASE)).toThrow('the proof calls no operation that recordings have');
  });

  test('should be refused of two queues', () => {
    const { counterexample } = toWrite(caseOf('split/add-used'), rustVmm);
    const steps = [...counterexample.steps, ...counterexample.steps];
    const adapter = recordingAdapter((domain, state) => new LinewiseQueue(domain, state, {}));

    expect(() => recordedCase({ ...counterexample, steps }, adapter)).toThrow('the proof makes 2 queues');
  });

  test('should leave out bytes that no region holds, which only a property looks at', () => {
    const { counterexample } = toWrite(caseOf('split/add-used'), rustVmm);
    const adapter = recordingAdapter((domain, state) => new LinewiseQueue(domain, state, {}));
    const unmapped = { addr: '0xdead0000', hex: '4d' };
    const memory = counterexample.memory.map((one) => ({ ...one, bytes: [...one.bytes, unmapped] }));

    const { recorded: kept } = recordedCase({ ...counterexample, memory }, adapter);
    expect(kept).toEqual(recordedCase(counterexample, adapter).recorded);
  });

  test('should restore a queue from what is saved of it', () => {
    const { ops } = recorded(caseOf('split/restore')).recorded;

    expect(ops).toMatchObject([
      { op: 'try_from_state', args: { size: 1, next_used: 0 }, state: { num_added: 0 } },
    ]);
    expect(ops[0]?.args).not.toHaveProperty('num_added');
  });
});
