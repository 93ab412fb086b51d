import { expect, test } from 'vitest';
import { proof } from '../index.ts';
import { describe } from './describe.ts';
import { stateOf } from './rebuild.fixture.ts';
import { replay } from './replay.ts';
import type { ConcreteState } from '../context/concrete-state.ts';

const everything = proof({
  id: 'test',
  title: 'of a test',
  requirements: [],
  doesNotProve: 'anything',
  covers: [],
  body: (p) => {
    const [a, b, c] = [p.any.u64('a'), p.any.u16('b'), p.any.bool('c')];
    const ram = p.memory('ram');
    ram.read(a, [8, 16]);
    ram.store(a.add(1), b, 'release');
    ram.fence('seq-cst');
    ram.write(a.add(5), [b, b]);
    ram.load(a.add(1), 16, 'acquire');
    p.note('c', c);
    p.assert('never', false);
  },
});

const STATE: ConcreteState = {
  inputs: new Map<string, bigint | boolean>([
    ['a', 0xff1n],
    ['b', 300n],
    ['c', true],
  ]),
  memories: new Map([
    [
      'ram',
      {
        regions: [{ base: 0xff0n, size: 9n }],
        bytes: new Map([
          [0xff5n, 0x0a],
          [0xff1n, 1],
          [0xff2n, 0xff],
          [0xff3n, 0],
        ]),
      },
    ],
  ]),
};

test('a violation should be described by inputs, regions, bytes that are not 0, and what happened', () => {
  const { steps: _, ...described } = describe('never', STATE, replay(everything, null, STATE));
  expect(described).toEqual({
    assertion: 'never',
    inputs: { a: '0xff1', b: '300', c: true },
    memory: [
      {
        name: 'ram',
        regions: [{ base: '0xff0', size: '0x9' }],
        bytes: [
          { addr: '0xff1', hex: '01ff' },
          { addr: '0xff5', hex: '0a' },
        ],
      },
    ],
    trace: [
      'read 0xff1 1:u8 255:u16, 3 bytes done',
      'store 0xff2 300:u16 release',
      'fence seq-cst',
      'write 0xff6 300:u16 300:u16, 3 bytes done',
      'load 0xff2 300:u16 acquire',
      'c = true',
    ],
  });
});

test('a violation should be described by its steps, with the bytes that they found and left', () => {
  const { steps } = describe('never', STATE, replay(everything, null, STATE));
  const access = { kind: 'access', memory: 'ram' };
  const failed = { error: 'PartialBuffer', ordering: null };
  const done = { error: null, length: 2, completed: 2, address: '0xff2' };
  expect(steps).toEqual([
    {
      ...access,
      access: 'read',
      address: '0xff1',
      length: 3,
      completed: 3,
      ordering: null,
      error: null,
      before: '01ff00',
      after: '01ff00',
    },
    { ...access, access: 'store', ...done, ordering: 'release', before: 'ff00', after: '2c01' },
    { kind: 'fence', memory: 'ram', ordering: 'seq-cst' },
    {
      ...access,
      access: 'write',
      address: '0xff6',
      length: 4,
      completed: 3,
      ...failed,
      before: '00000000',
      after: '2c012c00',
    },
    { ...access, access: 'load', ...done, ordering: 'acquire', before: '2c01', after: '2c01' },
    { kind: 'note', text: 'c = true' },
    { kind: 'assertion', name: 'never', holds: false, requirement: null },
  ]);
});

test('a description should hold all that it takes to run it again', () => {
  const described = describe('never', STATE, replay(everything, null, STATE));
  const again = replay(everything, null, stateOf(described));
  expect(again.violated).toEqual(['never']);
  expect(describe('never', stateOf(described), again)).toEqual(described);
});
