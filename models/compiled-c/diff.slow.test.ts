import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { bugsOf, moduleOf } from '../../scripts/compiled/bugs.ts';
import { buildC, findClang } from '../../scripts/compiled/c.ts';
import { COMPILED_C, differences } from './diff.fixture.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** What differs between the queue and one with a planted mistake, by operation: nothing else does. */
const DIFFERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'acquire-fence': { 'needs-notification': 'accesses' },
  'added-all-forgotten': { 'add-used': 'state' },
  'event-off-by-one': { 'needs-notification': 'result' },
  'flags-ignored': { 'needs-notification': 'result' },
  'head-unchecked': { 'add-used': 'result, state, memory, accesses' },
  'idx-before-element': { 'add-used': 'accesses' },
  'loop-unlimited': { 'walk-next': 'state' },
  'nested-unchecked': { 'walk-next': 'result, state, accesses' },
  'next-unchecked': { 'walk-next': 'result, state' },
  'no-second-look-fence': { 'enable-notification': 'accesses' },
  'overlap-unchecked': { activate: 'result', restore: 'result' },
  'popped-head-unchecked': { pop: 'result, state' },
  'ready-unchecked': { 'set-up-size': 'result, state' },
  'relaxed-avail-idx': { pop: 'accesses' },
  'relaxed-idx': { 'add-used': 'accesses' },
  // % for & of a power of two.
  remainder: {},
  'table-length-unchecked': { 'walk-next': 'result, state, accesses' },
  'used-idx-wraps-by-size': { 'add-used': 'state' },
};

describe('a planted mistake', () => {
  test.each(bugsOf(folder))('should make a difference where it is, and nowhere else: $name', async (bug) => {
    expect(await differences(COMPILED_C, moduleOf(folder, bug))).toEqual(DIFFERS[bug.name]);
  });
});

test('should make no difference where there is none', async () => {
  expect(await differences(COMPILED_C, COMPILED_C)).toEqual({});
});

test.skipIf('missing' in findClang())('should be equal without optimisation', async () => {
  const clang = findClang();
  if ('missing' in clang) return;
  const output = mkdtempSync(join(tmpdir(), 'ringproof-diff-'));
  onTestFinished(() => rmSync(output, { recursive: true }));
  buildC(clang.path, folder, join(output, 'queue.wasm'), '-O0');

  expect(await differences(COMPILED_C, join(output, 'queue.wasm'))).toEqual({});
});
