import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { caseTexts, type CaseText } from './case-texts.ts';

const folder = mkdtempSync(join(tmpdir(), 'ringproof-cases-'));
const path = join(folder, 'file');
afterAll(() => rmSync(folder, { recursive: true }));

async function read(content: string): Promise<readonly CaseText[]> {
  writeFileSync(path, content);
  const cases: CaseText[] = [];
  for await (const one of caseTexts(path, 'a.jsonl')) cases.push(one);
  return cases;
}

test('should read a case on each line', async () => {
  expect(await read('{"ops":[1]}\n\n{"ops":[2]}\n')).toEqual([
    { location: 'a.jsonl:1', json: { ops: [1] } },
    { location: 'a.jsonl:3', json: { ops: [2] } },
  ]);
});

test('should read one case on several lines', async () => {
  expect(await read('{\n  "ops": [\n    1\n  ]\n}\n')).toEqual([{ location: 'a.jsonl', json: { ops: [1] } }]);
});

test('should read calls, each on a line after their case', async () => {
  expect(await read('{"queue":1}\npop\n# a remark\n  add_used 3 16\n\n{"queue":2}\n{"ops":[]}')).toEqual([
    { location: 'a.jsonl:1', json: { queue: 1, calls: ['pop', 'add_used 3 16'] } },
    { location: 'a.jsonl:6', json: { queue: 2, calls: [] } },
    { location: 'a.jsonl:7', json: { ops: [] } },
  ]);
});

test.each([
  ['', 'a.jsonl: the file holds no case'],
  ['\n \n', 'a.jsonl: the file holds no case'],
  ['\u007fELF\u0000', 'a.jsonl:1: not JSON'],
  ['pop', 'a.jsonl:1: not JSON'],
  ['{"ops":[]}\npop', 'a.jsonl:2: not JSON'],
  ['{"ops":[]}\n{"ops":', 'a.jsonl:2: not JSON, or cut off'],
  ['{"ops":', 'a.jsonl: not JSON, or cut off'],
  ['{\n"ops": }', 'a.jsonl: not JSON'],
  ['['.repeat(200), 'a.jsonl:1: it nests more than 100'],
])('should refuse %j', async (content, message) => {
  await expect(read(content)).rejects.toThrow(message);
});
