import { expect, test } from 'vitest';
import { check } from '../check/check.fixture.ts';
import type { Domain, Table, U64 } from '../index.ts';
import { ModelRun } from '../proof/model-run.ts';
import { isSameOutcome } from './same-result.ts';

/** Two tables that are made of a word. */
type Pair = (domain: Domain, x: U64) => readonly [Table<64>, Table<64>];

test.each<[string, Pair, 'proved' | 'refuted']>([
  [
    'of the same entries',
    (domain, x) => {
      const none = domain.table(64, 4, 0);
      return [none.set(1, x).set(2, 7), none.set(2, 7).set(1, x)];
    },
    'proved',
  ],
  [
    'of which an entry differs',
    (domain, x) => {
      const none = domain.table(64, 4, 0);
      return [none.set(1, x), none.set(1, x.add(1))];
    },
    'refuted',
  ],
  ['of another length', (domain) => [domain.table(64, 4, 0), domain.table(64, 5, 0)], 'refuted'],
])('tables that operations return should be compared by their entries: %s', async (_, pair, verdict) => {
  const result = await check((p) => {
    const [a, b] = pair(p.domain, p.any.u64('x'));
    const outcomes = [a, b].map((value) => ({ trapped: null, value: { ok: true, value } }));
    const [left, right] = outcomes;
    if (left === undefined || right === undefined) return;
    p.assert('they are the same', isSameOutcome(new ModelRun(p), left, right, 'kind'));
  });
  expect(result.verdict).toBe(verdict);
});
