import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { installNode } from '../../scripts/smoke/packages.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What vitest writes in JSON, as far as it is looked at. */
interface Report {
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly title: string; readonly status: string }[];
  }[];
}

/** What compares the interpreter, or a queue as it was compiled, with V8. */
const FILES = ['own-memory', 'control-flow', 'wasm64'].map((name) => `src/compiled/${name}.test.ts`);
const QUEUES = ['models/compiled-c/queue.test.ts'];

test('should be what V8 does with memories and tables of 64 bits, in Node.js 24', ({ skip }) => {
  const folder = mkdtempSync(join(tmpdir(), 'ringproof-node-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  let bin: string;
  try {
    bin = installNode(24, join(folder, 'node-24'));
  } catch (error) {
    const reason = `npm cannot install Node.js 24: ${error instanceof Error ? error.message : String(error)}`;
    console.warn(reason);
    return skip(reason);
  }
  const args = ['run', '--config', 'scripts/vitest.config.ts', '--project', 'quick', '--reporter', 'json'];
  // A sample: what runs in full does so beside this test, in the Node.js that is at hand.
  const { RINGPROOF_FULL_TESTS: _full, ...env } = process.env;
  const { stdout, status } = spawnSync(
    join(bin, 'node'),
    ['node_modules/vitest/vitest.mjs', ...args, ...FILES, ...QUEUES, '-t', '^(?!.*should differ)'],
    { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28, env },
  );

  expect(status, stdout.slice(-5000)).toBe(0);
  const [document = '{}'] = stdout.split('\n').filter((line) => line.startsWith('{'));
  const { numFailedTests, testResults } = JSON.parse(document) as Report;
  const passed = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .flatMap(({ title, status }) => (status === 'passed' ? [title] : []));
  expect(numFailedTests).toBe(0);
  expect(passed.length).toBeGreaterThan(20);
  expect(passed).toContain('should be what V8 takes as it is: a queue as clang links it for 64 bits');
});
