import { expect, test } from 'vitest';
import { entry } from './ledger.fixture.ts';
import type { Answer, Cell } from './answer.ts';
import { changeInWords, changesSince, snapshotOf } from './snapshot.ts';
import type { Row } from './table.ts';

function cell(model: string | null, answer: Answer, reason: string | null = null): Cell {
  return { model, answer, reason, assertions: [], results: [], isListed: false, isFault: false };
}

function row(id: string, ...cells: readonly Cell[]): Row {
  return { entry: entry({ id }), cells };
}

const BEFORE = [
  row('b', cell('two', 'open', 'is not written'), cell('one', 'proved')),
  row('a', cell(null, 'open')),
];

test('should hold each answer, in the order of names', () => {
  expect(JSON.stringify(snapshotOf(BEFORE).answers)).toBe(
    '{"a":{"-":"open"},"b":{"one":"proved","two":"open"}}',
  );
});

test('should have no changes where all is the same', () => {
  expect(changesSince(snapshotOf(BEFORE), BEFORE.toReversed())).toEqual([]);
});

test('should name each cell that changes, comes or goes, and why', () => {
  const after = [
    row('b', cell('one', 'open', 'p timed out'), cell('three', 'proved')),
    row('c', cell('one', 'finding', 'It is off by one.')),
  ];

  expect(changesSince(snapshotOf(BEFORE), after).map(changeInWords)).toEqual([
    'a was open and is gone',
    'b on one was proved and is open: p timed out',
    'b on three is new and proved',
    'b on two was open and is gone',
    'c on one is new and finding: It is off by one.',
  ]);
});

test('should keep apart what has the name of a member of every object', () => {
  const odd = [row('constructor', cell('toString', 'proved'))];

  expect(changesSince(snapshotOf([]), odd)).toHaveLength(1);
});
