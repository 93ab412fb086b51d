import { expect, test } from 'vitest';
import { entry } from './ledger.fixture.ts';
import type { Answer, Cell } from './answer.ts';
import { checked } from '../shape/check.ts';
import { changeInWords, changesSince, isOf, SNAPSHOT, snapshotOf, snapshotText } from './snapshot.ts';
import type { Row } from './table.ts';

function cell(model: string | null, answer: Answer, reason: string | null = null): Cell {
  return { model, answer, reason, assertions: [], results: [], isListed: false, isFault: false };
}

function row(id: string, ...cells: readonly Cell[]): Row {
  return { entry: entry({ id }), cells };
}

const BEFORE = [
  row('b', cell('two', 'open', 'is not written'), cell('one', 'proved'), cell('four', 'proved')),
  row('a', cell(null, 'open')),
];

test('should hold each answer and what it rests on, in the order of names, a line each', () => {
  expect(snapshotText(snapshotOf(BEFORE))).toBe(`{
  "tool": "ringproof",
  "snapshot": "requirements",
  "version": 2,
  "answers": {
    "a": [
      {"models":[null],"answer":"open","assertions":[],"reason":null}
    ],
    "b": [
      {"models":["four","one"],"answer":"proved","assertions":[],"reason":null},
      {"models":["two"],"answer":"open","assertions":[],"reason":"is not written"}
    ]
  }
}
`);
  expect(checked(SNAPSHOT, JSON.parse(snapshotText(snapshotOf(BEFORE))), '')).toEqual(snapshotOf(BEFORE));
  expect(JSON.parse(snapshotText(snapshotOf([])))).toEqual(snapshotOf([]));
});

test('should have no changes where all is the same', () => {
  expect(changesSince(snapshotOf(BEFORE), BEFORE.toReversed())).toEqual([]);
  expect(isOf(snapshotOf(BEFORE), BEFORE.toReversed())).toBe(true);
});

test('should name each cell that changes, comes or goes, and why', () => {
  const after = [
    row('b', cell('one', 'open', 'p timed out'), cell('three', 'proved'), cell('four', 'proved')),
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

test('should name a cell whose answer rests on something else, or is the same for another reason', () => {
  const by = (...assertions: readonly string[]): Cell => ({ ...cell('one', 'proved'), assertions });
  const words = (before: Cell, after: Cell): readonly string[] =>
    changesSince(snapshotOf([row('a', before)]), [row('a', after)]).map(changeInWords);

  expect(words(by('p: x', 'q: y'), by('q: y', 'p: x'))).toEqual([]);
  expect(words(by('p: x', 'q: y'), by('q: y', 'r: z'))).toEqual([
    "a on one is proved as it was, but no longer by 'p: x'; now by 'r: z'",
  ]);
  expect(words(cell('one', 'open', 'p was not run'), cell('one', 'open', "'p: x' is refuted"))).toEqual([
    "a on one is open as it was, but for another reason: 'p: x' is refuted (was: p was not run)",
  ]);
});

test('should not be of rows that it names twice', () => {
  const snapshot = snapshotOf(BEFORE);
  const [group] = snapshot.answers['a'] ?? [];
  if (group === undefined) throw new Error('there is no answer');
  const twice = {
    ...snapshot,
    answers: { ...snapshot.answers, a: [{ ...group, answer: 'proved' as const }, group] },
  };

  expect(changesSince(twice, BEFORE)).toEqual([]);
  expect(isOf(twice, BEFORE)).toBe(false);
});

test('should keep apart what has the name of a member of every object', () => {
  const odd = [row('constructor', cell('toString', 'proved'))];

  expect(changesSince(snapshotOf([]), odd)).toHaveLength(1);
});
