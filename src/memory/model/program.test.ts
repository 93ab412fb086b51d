import { describe, expect, test } from 'vitest';
import { Terms } from '../../term/terms.ts';
import { encode } from './encode/encode.ts';
import { compile } from './mapping.ts';
import {
  isSameCell,
  NO_DEPENDENCIES,
  type Access,
  type AccessOrdering,
  type MemoryProgram,
} from './program.ts';

const t = new Terms();

function load(id: string, parts: Partial<Access> = {}): Access {
  return { ...base(id), kind: 'load', value: t.var(`value of ${id}`, 0n, 9n), ...parts };
}

function store(id: string, parts: Partial<Access> = {}): Access {
  return { ...base(id), kind: 'store', value: t.zero, ...parts };
}

const base = (id: string): Omit<Access, 'kind' | 'value'> => ({
  ...{ id, cell: { field: 'x', index: null }, ordering: 'relaxed', dependencies: NO_DEPENDENCIES, where: id },
});

function program(...threads: MemoryProgram['threads']): MemoryProgram {
  return { threads, history: [], finals: [], premises: [], bad: t.true };
}

describe('a program that is not well formed', () => {
  const value = t.var('v', 0n, 9n);
  const dependent = { dependencies: { ...NO_DEPENDENCIES, data: ['b'] } };
  test.each<[string, MemoryProgram, string]>([
    ['two steps with one id', program([store('a')], [store('a')]), 'have the same id'],
    [
      'two loads with one value',
      program([load('a', { value }), load('b', { value })]),
      'a variable of its own',
    ],
    [
      'a load without a variable',
      program([load('a', { value: t.offset(value, 1n) })]),
      'a variable of its own',
    ],
    ['half an update', program([load('a', { partner: 'b' }), store('b')]), 'update one cell'],
    [
      'an update of two cells',
      program([load('a', { partner: 'b' }), store('b', { partner: 'a', cell: { field: 'y', index: null } })]),
      'update one cell',
    ],
    ['a dependency on a later load', program([store('a', dependent), load('b')]), 'not an earlier load'],
    ['a dependency on another thread', program([load('b')], [store('a', dependent)]), 'not an earlier load'],
    [
      'history of a store',
      {
        ...program([store('a')]),
        history: [{ load: 'a', name: 'initial', when: 'before', condition: t.true }],
      },
      'not a load',
    ],
  ])('should be refused: %s', (_, wrong, message) => {
    for (const model of ['sc', 'rc11'] as const) expect(() => encode(t, wrong, model)).toThrow(message);
  });

  test('should be refused where a field has an index only here and there', () => {
    expect(() => isSameCell(t, { field: 'x', index: null }, { field: 'x', index: t.zero })).toThrow(
      TypeError,
    );
  });
});

describe('what compilers make of a program', () => {
  /** Names of fences, and of accesses with what they ask for. */
  function compiled(machine: Parameters<typeof compile>[1], ...steps: readonly Access[]): readonly string[] {
    return compile(program(steps), machine)
      .threads.flat()
      .map((step) => {
        if (step.kind === 'fence') return step.name;
        const { id, acquire, releases, isLocked } = step;
        return [id, acquire === 'none' ? '' : acquire, releases ? 'release' : '', isLocked ? 'locked' : '']
          .filter((word) => word !== '')
          .join(' ');
      });
  }
  const each = (ordering: AccessOrdering): readonly Access[] => [
    load('l', { ordering }),
    store('s', { ordering }),
    load('ul', { ordering, partner: 'us' }),
    store('us', { ordering, partner: 'ul' }),
  ];

  test('should be what is weakest for each ordering', () => {
    expect(compiled('tso', ...each('seq-cst'))).toEqual(['l', 's locked', 'ul locked', 'us locked']);
    expect(compiled('tso', ...each('acq-rel'))).toEqual(['l', 's', 'ul locked', 'us locked']);
    expect(compiled('armv8', ...each('seq-cst'))).toEqual(['l rcsc', 's release', 'ul rcsc', 'us release']);
    expect(compiled('armv8', ...each('acquire'))).toEqual(['l pc', 's', 'ul rcsc', 'us']);
    expect(compiled('armv8', ...each('release'))).toEqual(['l', 's release', 'ul', 'us release']);
    expect(compiled('rvwmo', ...each('seq-cst'))).toEqual([
      ...['fence rw,rw', 'l', 'fence r,rw', 'fence rw,w', 's', 'ul rcsc', 'us release'],
    ]);
    expect(compiled('rvwmo', ...each('plain'))).toEqual(['l', 's', 'ul', 'us']);
  });

  test('should have fences around an access, and none between its parts', () => {
    const parts = (ordering: AccessOrdering, of: typeof load): readonly Access[] =>
      ['p1', 'p2'].map((id) => of(id, { ordering, group: 'p', cell: { field: id, index: null } }));

    expect(compiled('rvwmo', ...parts('acquire', load))).toEqual(['p1', 'p2', 'fence r,rw']);
    expect(compiled('rvwmo', ...parts('release', store))).toEqual(['fence rw,w', 'p1', 'p2']);
  });
});
