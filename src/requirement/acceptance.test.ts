import { expect, test } from 'vitest';
import { stale, unlisted, type Acceptance } from './acceptance.ts';
import type { Cell } from './answer.ts';
import { entry } from './ledger.fixture.ts';
import type { Row } from './table.ts';

const open = (model: string | null, isListed = false): Cell => ({
  ...{ model, answer: 'open', reason: 'x', assertions: [], results: [], isListed, isFault: false },
});

const ROWS: readonly Row[] = [
  {
    entry: entry({ id: 'a.must' }),
    cells: [open('one'), open('two', true), { ...open('three'), answer: 'proved' }],
  },
  { entry: entry({ id: 'b.must', level: 'MUST NOT' }), cells: [open('one')] },
  { entry: entry({ id: 'c.should', level: 'SHOULD' }), cells: [open('one')] },
];

function names(acceptances: readonly Acceptance[]): readonly string[] {
  return unlisted(ROWS, acceptances).map(({ row, cell }) => `${row.entry.id} ${cell.model ?? ''}`);
}

test('should find each MUST that is open, unless the ledger lists it', () => {
  expect(names([])).toEqual(['a.must one', 'b.must one']);
});

test('should leave out what the project lists, by id or form, on all models or one', () => {
  const reason = 'known';

  expect(names([{ requirement: 'a.must', reason }])).toEqual(['b.must one']);
  expect(names([{ requirement: '*', model: 'one', reason }])).toEqual([]);
  expect(names([{ requirement: '*', model: 'two', reason }])).toEqual(['a.must one', 'b.must one']);
  expect(names([{ requirement: 'must', reason }])).toEqual(['a.must one', 'b.must one']);
});

test('should take no reason for something that breaks', () => {
  const rows = [{ entry: entry(), cells: [{ ...open('one'), isFault: true }] }];

  expect(unlisted(rows, [{ requirement: '*', reason: 'known' }])).toHaveLength(1);
});

test('should find entries of the project that nothing open is meant by', () => {
  const fresh = { requirement: 'c.*', reason: 'known' };
  const old = { requirement: 'a.must', model: 'three', reason: 'known' };

  expect(stale(ROWS, [fresh, old])).toEqual([old]);
});
