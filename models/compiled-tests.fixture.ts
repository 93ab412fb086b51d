import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bugsOf, moduleOf } from '../scripts/compiled/bugs.ts';
import { hashOf, readPins } from '../scripts/compiled/pins.ts';
import { compileForV8 } from '../scripts/compiled/v8.fixture.ts';
import { runs, unless } from '../src/full.fixture.ts';
import { replayInV8 } from './compiled-recording.fixture.ts';
import { compareWithSpec, EVERY_OUTCOME } from './compiled.fixture.ts';

/** Mistakes that only the order of accesses shows, and what is none. */
const UNSEEN = [
  ...['idx-before-element', 'relaxed-idx', 'acquire-fence', 'relaxed-avail-idx', 'no-second-look-fence'],
  'remainder',
];

/** Mistakes that take thousands of random states to be seen. */
const RARE = [
  ...['table-length-unchecked', 'added-all-forgotten', 'loop-unlimited', 'flags-ignored'],
  'overlap-unchecked',
];

/** Declares the tests of a compiled queue, without any of this project's own interpreters. */
export function testInV8(folder: string): void {
  const queue = join(folder, 'queue.wasm');
  const bugs = bugsOf(folder);
  const visible = bugs.filter(({ name }) => !UNSEEN.includes(name));

  describe('the queue, as V8 runs it', () => {
    const module = compileForV8(readFileSync(queue));

    test('should do what the reference model does, in every way that an operation can end', () => {
      const seen = compareWithSpec(module, runs(7500));
      expect(EVERY_OUTCOME.filter((outcome) => !seen.has(outcome))).toEqual([]);
    });

    test('should do what was recorded of the reference model', () => {
      expect(replayInV8(module, new URL('spec/recordings.sample.jsonl', import.meta.url))).toBe(10);
    });
  });

  test.each(unless(({ name }) => RARE.includes(name), visible))(
    'should differ from the reference model on numbers: $name',
    (bug) => {
      const module = compileForV8(readFileSync(moduleOf(folder, bug)));
      expect(() => compareWithSpec(module, 20_000)).toThrow();
    },
  );

  test('should be the modules that their pins name, and small', () => {
    const { sha256 } = readPins(folder);
    const modules = [queue, ...bugs.map((bug) => moduleOf(folder, bug))];
    expect(modules.map(hashOf)).toEqual(Object.values(sha256));
    for (const path of modules) expect(readFileSync(path).length).toBeLessThan(10_000);
  });
}
