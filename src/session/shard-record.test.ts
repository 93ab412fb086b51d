import { expect, test } from 'vitest';
import { digest } from '../cache/entry.ts';
import { EVERYTHING } from '../report/result.fixture.ts';
import { pathText } from '../shape/faults.ts';
import { parseShardRecord } from './shard-record.ts';
import { SHARD_FORMAT } from './shard-shape.ts';

const RECORD = {
  format: SHARD_FORMAT,
  shard: { index: 1, count: 2 },
  configuration: { version: '1' },
  planned: EVERYTHING.results.map(({ id, model }) => ({ id, model })),
  report: EVERYTHING,
};

/** The text of a record with a digest that fits. */
function signed(record: object): string {
  return JSON.stringify({ ...record, digest: digest(JSON.stringify(record)) });
}

test('should read what was written', () => {
  expect(parseShardRecord(signed(RECORD))).toMatchObject(JSON.parse(JSON.stringify(RECORD)) as object);
  expect(parseShardRecord(`\uFEFF${signed(RECORD)}\r\n`).shard).toEqual({ index: 1, count: 2 });
});

test.each<[string, object, string]>([
  ['an index beyond its count', { shard: { index: 3, count: 2 } }, 'shard.index: expected at most 2, got 3'],
  [
    'very many shards',
    { shard: { index: 1, count: 1e9 } },
    'shard.count: expected a whole number from 1 to 1024, got 1000000000',
  ],
  ['no results', { report: { ...EVERYTHING, results: null } }, 'report.results: expected a list, got null'],
  ['a list for a report', { report: [] }, 'report: expected an object, got []'],
  ['a list for a table', { configuration: [] }, 'configuration: expected an object, got []'],
  [
    'a time that is none',
    { report: { ...EVERYTHING, timeMs: -1 } },
    'report.timeMs: expected a number, 0 or more, got -1',
  ],
])('should name the field of %s', (_, change, message) => {
  expect(() => parseShardRecord(signed({ ...RECORD, ...change }))).toThrow(message);
});

/** A copy with one value at a path replaced. */
function replaced(value: unknown, path: readonly string[], by: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return by;
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = Object.fromEntries(Object.entries(value));
  copy[name] = replaced(copy[name], rest, by);
  return Array.isArray(value) ? Object.values(copy) : copy;
}

function pathsIn(value: unknown, at: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([name, member]) => pathsIn(member, [...at, name]))];
}

/** A text as a regular expression of it. */
function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

test('should refuse a value of another kind at every place of a record, and name the place', () => {
  // A JSON value has `null` and lists of its own: what a model returned, or was given.
  const isFree = (path: readonly string[]): boolean => /\.(args|result|state)(\.|$)/.test(path.join('.'));
  const places = pathsIn(JSON.parse(JSON.stringify(RECORD))).filter(
    (path) => path.length > 0 && !isFree(path),
  );

  for (const path of places) {
    // `7.5` is of no field but a measure, and no field is a symbol's description.
    const by = /(Ms|exploring|lowering|solving)$/.test(path.at(-1) ?? '') ? 'x' : 7.5;
    const text = signed(replaced(JSON.parse(JSON.stringify(RECORD)), path, by) as object);
    const keys = path.map((key) => (/^\d+$/.test(key) ? Number(key) : key));
    const place = keys[0] === 'format' ? 'it is not a shard record' : `${pathText(keys)}: expected `;
    expect(() => parseShardRecord(text), path.join('.')).toThrow(new RegExp(`^${escaped(place)}`));
  }
  expect(places.length).toBeGreaterThan(200);
});
