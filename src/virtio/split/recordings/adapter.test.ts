import { expect, test } from 'vitest';
import { firecracker } from '../../../../models/firecracker/index.ts';
import { rustVmm } from '../../../../models/rust-vmm/index.ts';
import { spec } from '../../../../models/spec/index.ts';
import { parseCase } from '../../../conform/recording.ts';
import { replayCase } from '../../../conform/replay.ts';
import { Tally } from '../../../conform/tally.ts';
import type { Model } from '../../../proof/model.ts';
import { CHAIN, splitCase } from './recordings.fixture.ts';

function replay(model: Model, line: string): Tally {
  const { conformance } = model;
  if (conformance === undefined) throw new Error('no adapter');
  const tally = new Tally();
  replayCase(parseCase(line, 'file:12', conformance.format), conformance, tally);
  return tally;
}

const MODELS = [rustVmm, firecracker, spec];

/** A recorded run through the operations that every model has. */
const RUN = [
  { op: 'activate', result: { ok: null }, state: {} },
  { op: 'pop', result: { ok: CHAIN }, state: { next_avail: 1 } },
  { op: 'pop', result: { ok: null }, state: {} },
  { op: 'undo_pop', result: { ok: null }, state: { next_avail: 0 } },
  { op: 'pop', result: { ok: CHAIN }, state: { next_avail: 1 } },
  {
    ...{ op: 'add_used', args: { head: 1, len: 7 }, result: { ok: null } },
    state: { next_used: 1, num_added: 1 },
    writes: [
      { addr: '0x3002', hex: '01' },
      { addr: '0x3004', hex: '01' },
      { addr: '0x3008', hex: '07' },
    ],
  },
  { op: 'needs_notification', result: { ok: true }, state: { num_added: 0 } },
  { op: 'mem_write', args: { writes: [{ addr: '0x2002', hex: '0200' }] } },
  { op: 'pop' },
];

test.each(MODELS)('should run the operations of the interface on $name', (model) => {
  const queue = { event_idx: true, next_avail: 0, next_used: 0, num_added: 0 };
  const tally = replay(model, splitCase(RUN, queue, { family: 'split-device', name: 'a run' }));

  expect(tally.firstMismatches).toEqual([]);
  expect(tally).toMatchObject({ operations: 7, driverWrites: 1, notRecorded: 1 });
});

test.each(MODELS)('should find another value at its step in what $name does', (model) => {
  const wrong = RUN.map((op, i) => (i === 5 ? { ...op, writes: [] } : op));
  const queue = { event_idx: true, next_avail: 0, next_used: 0, num_added: 0 };
  const { firstMismatches, mismatches } = replay(model, splitCase(wrong, queue));

  expect(mismatches).toBe(1);
  expect(firstMismatches).toMatchObject([{ index: 5, op: 'add_used', differences: [{ what: 'writes' }] }]);
});

test('should compare only those fields of the queue that the case has', () => {
  const add = { op: 'add_used', args: { head_index: 1, len: 0 }, result: { ok: null } };
  expect(replay(spec, splitCase([add])).mismatches).toBe(0);
  expect(replay(spec, splitCase([{ ...add, state: { size: 2 } }])).firstMismatches).toMatchObject([
    { differences: [{ what: 'writes' }] },
  ]);
});

test.each(MODELS)('should set up, save and restore a queue of $name', (model) => {
  const set = (field: string, value: unknown): object => ({
    ...{ op: 'set_up', args: { field, value }, result: { ok: null } },
    state: { [field]: value },
  });
  const queue = { ...{ max_size: 4, ready: false, event_idx: false }, desc_table: '0x0' };
  const areas = { desc_table: '0x1000', avail_ring: '0x2000', used_ring: '0x3000' };
  const ops = [
    ...[set('desc_table', '0x1000'), set('event_idx', true), set('size', 4), set('ready', true)],
    { op: 'activate', result: { ok: null } },
    { op: 'save' },
    { op: 'reset', result: { ok: null }, state: { ...queue, size: 4, avail_ring: '0x0', used_ring: '0x0' } },
    {
      op: 'restore',
      result: { ok: null },
      state: { ...queue, ...areas, size: 4, ready: true, event_idx: true },
    },
  ];
  const tally = replay(model, splitCase(ops, queue));

  expect(tally.firstMismatches).toEqual([]);
});

test('should walk each chain of an iterator before the next step', () => {
  const iterate = (...steps: readonly string[]): object => ({
    ...{ op: 'iterate', args: { steps } },
    result: { ok: [CHAIN, null, null, CHAIN].slice(0, steps.length) },
  });
  const ops = [iterate('next', 'next', 'previous', 'next')];

  expect(replay(spec, splitCase(ops)).firstMismatches).toEqual([]);
  expect(replay(rustVmm, splitCase(ops)).firstMismatches).toEqual([]);
});

test('should keep operations of an upstream API beside those of the interface', () => {
  const ops = [
    { op: 'pop_descriptor_chain', result: { ok: CHAIN } },
    { op: 'go_to_previous_position', result: { ok: null } },
    { op: 'pop', result: { ok: CHAIN } },
    { op: 'try_set_size', args: { size: 3 }, result: { err: 'InvalidSize' } },
    { op: 'new', args: { max_size: 16 }, result: { ok: null } },
    { op: 'pop', result: { ok: null } },
  ];
  expect(replay(rustVmm, splitCase(ops)).firstMismatches).toEqual([]);
});

test('should say where a walk of a malformed chain ends', () => {
  const bytes = { op: 'mem_write', args: { writes: [{ addr: '0x101e', hex: '0500' }] } };
  const { firstMismatches } = replay(spec, splitCase([bytes, { op: 'pop', result: { ok: null } }]));

  expect(firstMismatches).toMatchObject([
    { differences: [{ got: { ok: { count: 0, error: 'NextOutOfRange' } } }] },
  ]);
});

test.each([
  [
    [{ op: 'add_used', args: { head: 'x', len: 1 } }],
    {},
    'ops[0].args.head: expected a whole number from 0 to 65535, got "x"',
  ],
  [
    [{ op: 'add_used', args: { len: 1 } }],
    {},
    'ops[0].args: expected {"head": number, "len": number}, got {"len":1}',
  ],
  [
    [{ op: 'add_used', args: { head: 1, lenght: 1 } }],
    {},
    'ops[0].args.len: expected a whole number from 0 to 4294967295, but it is missing',
  ],
  [[{ op: 'pop', args: { head: 1 } }], {}, 'ops[0].args.head: unknown field'],
  [[{ op: 'pop', args: [] }], {}, 'ops[0].args: expected an object, got []'],
  [
    [{ op: 'set_up', args: { field: 'sice', value: 1 } }],
    {},
    'ops[0].args.field: expected one of size, ready, event_idx',
  ],
  [
    [{ op: 'set_up', args: { field: 'size', value: true } }],
    {},
    'ops[0].args.value: expected a whole number',
  ],
  [
    [{ op: 'adused', args: {} }],
    {},
    "ops[0].op: the model has no operation 'adused'; did you mean 'add_used'?",
  ],
  [[], { sise: 4 }, "queue.sise: unknown field; did you mean 'size'?"],
  [[], { size: undefined }, 'queue.size: expected a whole number from 0 to 65535, but it is missing'],
  [
    [],
    { size: 3, max_size: 4 },
    'queue.size: expected a power of two from 1 to 32768, which the model declares, got 3',
  ],
  [[], { desc_table: '0x1001' }, 'queue.desc_table: expected a multiple of 16'],
  [
    [{ op: 'pop', state: { num_added: 1 } }],
    {},
    'ops[0].state.num_added: the queue of the case has no num_added',
  ],
])('should refuse %j with a queue of %j', (ops, queue, message) => {
  expect(() => replay(spec, splitCase(ops, queue))).toThrow(`file:12: ${message}`);
});

test('should refuse a case of another family', () => {
  expect(() => replay(spec, splitCase([], {}, { family: 'packed' }))).toThrow(
    'file:12: family: expected "split-device", got "packed"',
  );
});

test('should say that a model traps', () => {
  const pop = { op: 'pop', result: { ok: null } };
  const { firstMismatches } = replay(firecracker, splitCase([pop], { avail_ring: '0x9000' }));

  expect(firstMismatches).toMatchObject([
    { differences: [{ what: 'result', got: { trap: 'host pointer' } }] },
  ]);
  expect(() => replay(firecracker, splitCase([{ op: 'pop' }], { avail_ring: '0x9000' }))).toThrow(
    'file:12: ops[0]: the model traps in pop: {"trap":"host pointer"',
  );
  expect(
    replay(firecracker, splitCase([{ ...pop, result: { trap: 'panic' } }], { avail_ring: '0x9000' })),
  ).toMatchObject({ mismatches: 0 });
});
