import { expect, test } from 'vitest';
import { firecracker } from '../../../../models/firecracker/index.ts';
import { rustVmm } from '../../../../models/rust-vmm/index.ts';
import { spec } from '../../../../models/spec/index.ts';
import { perform, performedLines, type Performed } from '../../../conform/inputs-only.ts';
import { parseCase } from '../../../conform/recording.ts';
import { replayCase } from '../../../conform/replay.ts';
import { Tally } from '../../../conform/tally.ts';
import type { Model } from '../../../proof/model.ts';
import { CHAIN, splitCase } from './recordings.fixture.ts';

function run({ conformance }: Model, line: string): Performed {
  if (conformance === undefined) throw new Error('no adapter');
  return perform(parseCase(line, 'file:12', conformance.format), conformance);
}

/** A case with calls in place of steps. */
function called(calls: unknown, queue: object = {}): string {
  return JSON.stringify({ ...JSON.parse(splitCase([], queue)), ops: undefined, calls });
}

const CALLS = ['pop', ['add_used', 1, 7], 'needs_notification', 'mem_write 0x2002 0200', 'pop'];

test('should show what the model does in each step', () => {
  const lines = performedLines(run(spec, called(CALLS)));

  expect(lines.slice(2)).toEqual([
    '  ops[0]  pop',
    `      ok  ${JSON.stringify(CHAIN)}`,
    '      state  next_avail 0 -> 1',
    '  ops[1]  add_used head 1, len 7',
    '      ok  null',
    '      state  next_used 0 -> 1; num_added 0 -> 1',
    '      memory  0x3002: 01; 0x3004: 01; 0x3008: 07',
    '  ops[2]  needs_notification',
    '      ok  true',
    '  ops[3]  mem_write 0x2002: 0200',
    '  ops[4]  pop',
    `      ok  ${JSON.stringify({ ...CHAIN, head_index: 0, count: 1, total_len: 256, descs: CHAIN.descs.slice(1), readable: [], writable: [0] })}`,
    '      state  next_avail 1 -> 2',
  ]);
});

test.each([spec, rustVmm, firecracker])('should make a recording that $name agrees with', (model) => {
  const set = ['set_up size 1', ['set_up', 'avail_ring', '0x2100'], 'set_up ready false', 'activate'];
  const { json } = run(model, called([...CALLS, 'undo_pop', ...set], { event_idx: true }));
  const tally = new Tally();
  if (model.conformance !== undefined)
    replayCase(parseCase(JSON.stringify(json), 'again', model.conformance.format), model.conformance, tally);

  expect(json).toMatchObject({ version: 1, family: 'split-device', queue: { max_size: 2, num_added: 0 } });
  expect(tally).toMatchObject({ firstMismatches: [], operations: 9, notRecorded: 0 });
});

test('should stop where the model traps', () => {
  const performed = run(firecracker, called(['pop', 'pop'], { avail_ring: '0x9000' }));

  expect(performed).toMatchObject({ notRun: 1, json: { ops: [{ result: { trap: 'host pointer' } }] } });
  expect(performedLines(performed).at(-1)).toBe('  the model stops here; not run: 1');
});

test.each([
  [['add_used 3'], "calls[0]: expected 'add_used head len', got 1 arguments"],
  [['pop', 'add_used x 3'], 'calls[1].args.head: expected a whole number from 0 to 65535, got "x"'],
  [['iterate next nxt'], 'calls[0].args.steps[1]: expected one of next, previous, got "nxt"'],
  [['adused'], "ops[0].op: the model has no operation 'adused'; did you mean 'add_used'?"],
  [['adused 1 2'], "calls[0]: 'adused' is not an operation of split-device; did you mean 'add_used'?"],
  [[5], 'calls[0]: expected "name argument ..." or ["name", argument, ...], got 5'],
  ['pop', 'calls: expected a list, got "pop"'],
  [['mem_write 0x2002'], 'calls[0].args.writes[0].hex: expected bytes, two lower-case digits each, got null'],
])('should refuse the calls %j', (calls, message) => {
  expect(() => run(spec, called(calls))).toThrow(`file:12: ${message}`);
});

test('should refuse calls beside steps', () => {
  const line = JSON.stringify({ ...JSON.parse(splitCase([])), calls: [] });
  expect(() => run(spec, line)).toThrow('file:12: calls: expected either calls or ops, got both');
});
