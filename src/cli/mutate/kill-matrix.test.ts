import { expect, test } from 'vitest';
import { killMatrix } from './kill-matrix.ts';
import { mutateDocument, type Mutated } from './mutate-json.ts';
import { tailLines } from './mutate-text.ts';
import type { Fate, Judged } from './outcome.ts';
import { killPage } from './page/kill-page.ts';

/** A mutant of a line on which `a`, `b` and `c` were run, caught by some. */
function judged(file: string, line: number, by: readonly string[]): Judged {
  const [first, ...others] = by.map((proof) => ({ proof, how: 'broken', name: 'x < 1' }) as const);
  const fate: Fate =
    first === undefined
      ? { outcome: 'survived', why: null }
      : { outcome: 'caught', by: [first, first, ...others] };
  return {
    mutant: {
      ...{ id: `${file}:boundary:${line}${by.join('')}`, models: ['m'], file, reference: null, why: null },
      change: { operator: 'boundary', key: '0', start: 0, end: 1, text: '<=', around: [] },
    },
    ...{
      file,
      line,
      fate,
      ran: ['a', 'b', 'c'],
      replacement: { original: '<script>', text: '<=' },
      timeMs: 1,
    },
  };
}

const MUTATED: Mutated = {
  judged: [
    judged('q.ts', 9, ['b']),
    judged('q.ts', 3, ['a']),
    judged('q.ts', 3, ['b', 'a']),
    judged('p.ts', 5, ['b']),
    judged('q.ts', 9, []),
    { ...judged('q.ts', 1, []), ran: [], fate: { outcome: 'out-of-scope', reason: 'unused' } },
  ],
  ...{ unfit: [], loadFailures: [], leftOut: [], notRun: 0, isEvery: true },
};

test('should find the proofs that catch nothing, and the lines that one alone guards', () => {
  const { proofs, lines, idle, single } = killMatrix(MUTATED);

  expect(proofs).toEqual(['a', 'b', 'c']);
  expect(lines.map(({ file, line, guards }) => `${file}:${line} ${guards.join()}`)).toEqual([
    'p.ts:5 b',
    'q.ts:3 a,b',
    'q.ts:9 b',
  ]);
  expect(idle).toEqual(['c']);
  expect(single.map(({ line }) => line)).toEqual([5, 9]);
  expect(mutateDocument(MUTATED).coverage).toEqual({
    caughtNothing: ['c'],
    guardedByOne: [
      { file: 'p.ts', line: 5, proof: 'b' },
      { file: 'q.ts', line: 9, proof: 'b' },
    ],
  });
  expect(mutateDocument({ ...MUTATED, isEvery: false }).coverage).toBeNull();
});

test('should say so in text, only where all proofs were run on each mutant', () => {
  // Only the width is read.
  const style = { width: 80 } as Parameters<typeof tailLines>[1];

  expect(tailLines(MUTATED, style)).toEqual([
    'caught nothing: c',
    'b alone guards p.ts:5 q.ts:9',
    '4 caught, 1 survived, 1 out of scope: 6 mutants',
  ]);
  expect(tailLines({ ...MUTATED, isEvery: false }, style)).toHaveLength(1);
});

test('should show a row for each mutant and a column for each proof, those first that catch most, as a page', () => {
  const page = killPage(MUTATED);

  expect(page.match(/title="#?[abc]">(?=\d)/g)).toEqual(['title="b">', 'title="a">', 'title="c">']);
  const rows = page.split('<th scope="row"').slice(1);
  const cells = rows.map((row) => [...row.matchAll(/<td(?: class="caught" title="\w")?>(.?)<\/td>/g)]);
  expect(cells.map((each) => each.map(([, cell]) => cell).join(''))).toEqual([
    '●··',
    '·●·',
    '●●·',
    '●··',
    '···',
  ]);
  expect(page.match(/<tr class="[^"]*(alone|open)[^"]*">/g)).toHaveLength(3);
  expect(page).not.toMatch(/<script/);
  expect(page).toContain('1 of 3 proofs caught nothing; one proof alone guards 2 of 3 lines.');
  expect(killPage({ ...MUTATED, isEvery: false })).toContain('--every');
});
