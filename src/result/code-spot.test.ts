import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { codeSpot } from './code-spot.ts';

const folder = mkdtempSync(join(tmpdir(), 'code-spot-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('should give the line that the file has now', () => {
  const path = join(folder, 'queue.ts');
  writeFileSync(path, 'first\r\nsecond\n');
  expect(codeSpot(path, 2, 3, folder)).toEqual({ file: 'queue.ts', line: 2, column: 3, text: 'second' });
  writeFileSync(path, 'first\nanother\n');
  expect(codeSpot(path, 2, null, folder).text).toBe('another');
});

test('should have no text where there is none', () => {
  const path = join(folder, 'short.ts');
  writeFileSync(path, 'only');
  expect(codeSpot(path, 2, null, folder).text).toBe('');
  expect(codeSpot(join(folder, 'none.ts'), 1, null, folder).text).toBe('');
});
