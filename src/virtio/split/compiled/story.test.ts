import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { placeCode } from '../../../domain/code-folders.ts';
import { bool } from '../../../index.ts';
import { tellStory } from '../../../story/story.ts';
import { ADDED, CASES, toWrite } from '../export/cases.fixture.ts';
import { compiledDevice, splitDevice } from '../index.ts';

const folder = fileURLToPath(new URL('../../../../models/compiled-c', import.meta.url));
const [added] = CASES;

/** The story of a queue in C that an element is added to. `bytes`: of its module. */
function story(bytes: Uint8Array): string {
  const code = { path: 'queue.wasm', base64: Buffer.from(bytes).toString('base64') };
  placeCode(code, folder);
  const fields = { queueFields: { addedAll: bool() }, walkFields: { isFull: bool() } };
  const model = splitDevice.implement({ name: 'compiled-c', source: '' }, compiledDevice(code, fields));
  if (added === undefined) throw new Error('no case');
  const { counterexample } = toWrite({ ...added, start: ADDED }, model);
  return tellStory(counterexample, { width: 1000 }).join('\n');
}

describe('the story of compiled code', () => {
  test('should name lines of its source, with what is compared there', () => {
    const told = story(readFileSync(join(folder, 'queue.wasm')));
    expect(told).toMatch(
      /if \(head >= q->size\) return QUEUE_BAD_DESCRIPTOR_INDEX; \[2 > 1\] \(models\/compiled-c\/queue\.c:\d+, in queue_add_used\)/,
    );
    expect(told).toMatch(
      /store 2 bytes at 0x3002, release: .* \(models\/compiled-c\/queue\.c:\d+, in queue_add_used\)/,
    );
    // What puts the state in and reads it out is no step of it.
    expect(told).not.toMatch(/exports\.c/);
  });

  test('should name functions and offsets without debug information', () => {
    const told = story(readFileSync(join(folder, 'bugs/remainder.wasm')));
    expect(told).toMatch(/\[2 > 1\] \(queue_add_used\+0x[0-9a-f]+\)/);
    expect(told).not.toContain('queue.c');
  });
});
