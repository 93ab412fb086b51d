import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { runs } from '../../src/full.fixture.ts';
import { bugsOf, moduleOf } from '../../scripts/compiled/bugs.ts';
import { hashOf, readPins } from '../../scripts/compiled/pins.ts';
import { compileForV8 } from '../../scripts/compiled/v8.fixture.ts';
import { compareWithSpec, EVERY_OUTCOME } from '../compiled.fixture.ts';
import { replayInV8 } from '../compiled-recording.fixture.ts';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const QUEUE = join(FOLDER, 'queue.wasm');
const BUGS = bugsOf(FOLDER);

describe('the queue in C, as V8 runs it', () => {
  const module = compileForV8(readFileSync(QUEUE));

  test('should do what the reference model does, in every way that an operation can end', () => {
    const seen = compareWithSpec(module, runs(6000));
    expect([...seen.keys()]).toEqual(expect.arrayContaining(EVERY_OUTCOME));
  });

  test('should do what was recorded of the reference model', () => {
    expect(replayInV8(module, new URL('../spec/recordings.sample.jsonl', import.meta.url))).toBe(10);
  });
});

/** Mistakes that only the order of accesses shows, and what is none. */
const UNSEEN = [
  'idx-before-element',
  'relaxed-idx',
  'acquire-fence',
  'relaxed-avail-idx',
  'no-second-look-fence',
  'remainder',
];

test.each(BUGS.filter(({ name }) => !UNSEEN.includes(name)))(
  'should differ from the reference model on numbers: $what',
  (bug) => {
    const module = compileForV8(readFileSync(moduleOf(FOLDER, bug)));
    expect(() => compareWithSpec(module, 20_000)).toThrow(/seed/);
  },
);

test('should be the modules that their pins name, and small', () => {
  const { sha256 } = readPins(FOLDER);
  for (const path of [QUEUE, ...BUGS.map((bug) => moduleOf(FOLDER, bug))]) {
    expect(hashOf(path)).toBe(sha256[path.replace(/.*\//, '')]);
    expect(readFileSync(path).length).toBeLessThan(10_000);
  }
});
