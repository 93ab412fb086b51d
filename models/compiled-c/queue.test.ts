import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runs } from '../../src/full.fixture.ts';
import { compileForV8 } from '../../scripts/compiled/v8.fixture.ts';
import { hashOf, readPin } from '../../scripts/compiled/pins.ts';
import { compareWithSpec, EVERY_OUTCOME } from '../compiled.fixture.ts';
import { replayInV8 } from '../compiled-recording.fixture.ts';

const FILE = new URL('queue.wasm', import.meta.url);
const { pathname } = FILE;

describe('the queue in C, as V8 runs it', () => {
  const module = compileForV8(readFileSync(FILE));

  test('should do what the reference model does, in every way that an operation can end', () => {
    const seen = compareWithSpec(module, runs(6000));
    expect([...seen.keys()]).toEqual(expect.arrayContaining(EVERY_OUTCOME));
  });

  test('should do what was recorded of the reference model', () => {
    expect(replayInV8(module, new URL('../spec/recordings.sample.jsonl', import.meta.url))).toBe(10);
  });
});

test('should be the module that its pin names, and small', () => {
  expect(hashOf(pathname)).toBe(readPin(pathname).sha256);
  expect(readFileSync(FILE).length).toBeLessThan(10_000);
});
