import { describe, expect, test } from 'vitest';
import { counter, recordedCase } from './conform.fixture.ts';
import { ModelError, RecordingError } from './errors.ts';
import { replayCase } from './replay.ts';
import { Tally } from './tally.ts';

function replay(...ops: readonly object[]): Tally {
  const tally = new Tally();
  replayCase(recordedCase(...ops), counter, tally);
  return tally;
}

/** What differs in the first mismatch. */
function differing(tally: Tally): unknown {
  return tally.firstMismatches[0]?.differences;
}

const READ_5 = { op: 'read', result: { ok: 5 }, state: { count: 5 } };
const write = (addr: string, writes: readonly object[], result: object = { ok: null }): object => ({
  op: 'write',
  args: { addr },
  result,
  state: { count: 5 },
  ...(writes.length > 0 ? { writes } : {}),
});
const WRITTEN = write('0x10', [
  { addr: '0x10', hex: '05' },
  { addr: '0x12', hex: '05' },
]);

describe('a model that does as recorded', () => {
  test('should have no mismatch', () => {
    const add = { op: 'add', args: { by: 2 }, result: { ok: null }, state: { count: 7 } };
    const restart = { op: 'new', result: { ok: null }, state: { count: 0 } };

    const tally = replay(READ_5, WRITTEN, add, restart, { op: 'read', result: { ok: 0 }, state: {} });

    expect(tally).toMatchObject({ cases: 1, operations: 5, mismatches: 0, driverWrites: 0 });
  });

  test('should see what the driver wrote in between', () => {
    const driver = { op: 'mem_write', args: { writes: [{ addr: '0x10', hex: '05000500' }] } };
    expect(replay(driver, write('0x10', []))).toMatchObject({
      operations: 1,
      mismatches: 0,
      driverWrites: 1,
    });
  });

  test('should fail as recorded, with what was done before the failure', () => {
    const partial = { err: 'GuestMemory', cause: 'PartialBuffer', expected: 4, completed: 1 };
    const unmapped = { err: 'GuestMemory', cause: 'InvalidGuestAddress', addr: '0x30' };
    const ops = [write('0x2f', [{ addr: '0x2f', hex: '05' }], partial), write('0x30', [], unmapped)];
    expect(replay(...ops).mismatches).toBe(0);
  });
});

describe('a difference', () => {
  test.each([
    ['another value', { ok: 6 }, { ok: 5 }],
    ['an error', { err: 'GuestMemory' }, { ok: 5 }],
    ['null for a number', { ok: null }, { ok: 5 }],
  ])('should be found in the result: %s', (_, expected, got) => {
    expect(differing(replay({ ...READ_5, result: expected }))).toEqual([{ what: 'result', expected, got }]);
  });

  test('should be found in every detail of an error', () => {
    const expected = { err: 'GuestMemory', cause: 'InvalidGuestAddress', addr: '0x31' };
    const tally = replay(write('0x30', [], expected));
    expect(differing(tally)).toEqual([{ what: 'result', expected, got: { ...expected, addr: '0x30' } }]);
  });

  test('should be found in the state, also in a field that only one side has', () => {
    expect(differing(replay({ ...READ_5, state: { count: 6, more: 1 } }))).toEqual([
      { what: 'state.count', expected: 6, got: 5 },
      { what: 'state.more', expected: 1, got: undefined },
    ]);
  });

  test.each([
    [
      'a byte more',
      [
        { addr: '0x10', hex: '0500' },
        { addr: '0x12', hex: '05' },
      ],
    ],
    ['a byte less', [{ addr: '0x10', hex: '05' }]],
    [
      'another address',
      [
        { addr: '0x10', hex: '05' },
        { addr: '0x13', hex: '05' },
      ],
    ],
    [
      'another value',
      [
        { addr: '0x10', hex: '05' },
        { addr: '0x12', hex: '04' },
      ],
    ],
    ['none', []],
  ])('should be found in memory, to the byte: %s', (_, writes) => {
    expect(differing(replay(write('0x10', writes)))).toMatchObject([{ what: 'writes', expected: writes }]);
  });

  test('should be found where a run is not cut at the border of a region', () => {
    const ops = [{ op: 'add', args: { by: 0x1000 }, result: { ok: null }, state: { count: 0x1005 } }];
    const straddling = (writes: readonly object[]): object => ({
      ...write('0x1e', writes),
      state: { count: 0x1005 },
    });

    const cut = [
      { addr: '0x1e', hex: '0510' },
      { addr: '0x20', hex: '0510' },
    ];
    expect(replay(...ops, straddling(cut)).mismatches).toBe(0);
    expect(replay(...ops, straddling([{ addr: '0x1e', hex: '05100510' }])).mismatches).toBe(1);
  });

  test('should be told with its place, and count for its own step only', () => {
    const wrong = { op: 'add', args: { by: 1 }, result: { ok: null }, state: { count: 9 } };
    const tally = replay(wrong, { op: 'read', result: { ok: 9 }, state: { count: 9 } });

    expect(tally).toMatchObject({ operations: 2, mismatches: 1 });
    expect(tally.firstMismatches).toMatchObject([
      { location: 'file.jsonl:3', seed: 7, index: 0, op: 'add', args: { by: 1 }, before: { count: 5 } },
    ]);
  });

  test('should leave memory as recorded for the steps that follow', () => {
    const wrong = write('0x10', [{ addr: '0x10', hex: '0500' }]);
    const next = write('0x10', [{ addr: '0x12', hex: '05' }]);
    expect(replay(wrong, next)).toMatchObject({ operations: 2, mismatches: 1 });
  });
});

describe('an operation that is not modelled', () => {
  test.each(['pop', 'toString', '__proto__'])('should be counted, and its effect applied: %s', (op) => {
    const step = { op, result: { ok: 1 }, state: { count: 8 }, writes: [{ addr: '0x10', hex: '08' }] };
    const next = { ...write('0x10', [{ addr: '0x12', hex: '08' }]), state: {} };

    const tally = replay(step, step, next);

    expect(tally).toMatchObject({ operations: 1, mismatches: 0 });
    expect([...tally.notReplayed]).toEqual([[op, 2]]);
  });
});

describe('what stops a replay', () => {
  test('should be an argument that is missing, with its place', () => {
    const step = { op: 'add', args: {}, result: { ok: null }, state: {} };
    expect(() => replay(step)).toThrow(RecordingError);
    expect(() => replay(step)).toThrow(
      'file.jsonl:3: ops[0].args.by: expected a whole number from 0 to 65535, but it is missing',
    );
  });

  test('should be a recorded byte that is not mapped', () => {
    const step = { op: 'mem_write', args: { writes: [{ addr: '0x2f', hex: '0102' }] } };
    expect(() => replay(READ_5, step)).toThrow('file.jsonl:3: ops[1]: no region holds address 0x30');
  });

  test('should be a model that throws', () => {
    const step = { op: 'crash', result: { ok: null }, state: {} };
    expect(() => replay(step)).toThrow(ModelError);
    expect(() => replay(step)).toThrow(
      'file.jsonl:3: ops[0]: the model threw in crash: TypeError: no such thing',
    );
  });
});
