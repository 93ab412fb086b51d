import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { linesOf } from './lines.ts';

const folder = mkdtempSync(join(tmpdir(), 'ringproof-lines-'));
const path = join(folder, 'file');
afterAll(() => rmSync(folder, { recursive: true }));

async function read(content: string | Uint8Array, most?: number): Promise<readonly string[]> {
  writeFileSync(path, content);
  const lines: string[] = [];
  for await (const { number, text } of linesOf(path, 'a.jsonl', most)) lines.push(`${number}:${text}`);
  return lines;
}

test('should give each line with its number, the last one without an end, too', async () => {
  expect(await read('one\n\nthree')).toEqual(['1:one', '2:', '3:three']);
  expect(await read('one\n')).toEqual(['1:one']);
  expect(await read('')).toEqual([]);
});

test('should put lines together that are longer than what is read at once', async () => {
  const long = 'ü'.repeat(100_000);
  expect(await read(`a\n${long}\nb`)).toEqual(['1:a', `2:${long}`, '3:b']);
});

test('should skip a byte order mark', async () => {
  expect(await read('\uFEFFone\ntwo')).toEqual(['1:one', '2:two']);
});

test('should refuse a line that is too long, and read on up to there', async () => {
  expect(await read('1234\n12345678', 8)).toHaveLength(2);
  await expect(read(`1234\n${'9'.repeat(2 ** 20 + 1)}`, 2 ** 20)).rejects.toThrow(
    'a.jsonl:2: the line is longer than 1 MiB, the most that is read; write one case a line',
  );
});
