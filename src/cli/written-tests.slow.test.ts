import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { counterexampleFile } from '../replay/saved-file.ts';
import { ADDED } from '../virtio/split/export/cases.fixture.ts';
import { makeProject } from '../runner/project.fixture.ts';
import { MAIN } from '../built.fixture.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Runs the tool in a process of its own: one that loads a project's files as the tool does. */
function command(cwd: string, ...args: readonly string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
    cwd,
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

test('should write a vitest test that is red on the broken model and green on the right one', () => {
  const { cwd } = makeProject({});
  const vitest = dirname(createRequire(import.meta.url).resolve('vitest/package.json'));
  mkdirSync(join(cwd, 'node_modules'));
  symlinkSync(ROOT, join(cwd, 'node_modules/ringproof'), 'dir');
  symlinkSync(vitest, join(cwd, 'node_modules/vitest'), 'dir');
  const passes = (): number | null =>
    spawnSync(process.execPath, [join(vitest, 'vitest.mjs'), 'run'], { cwd }).status;
  command(cwd, 'init');
  const path = join(cwd, 'models/my-queue/queue.ts');
  const right = readFileSync(path, 'utf8');
  writeFileSync(path, right.replaceAll('head.ge(this.size)', 'head.gt(this.size)'));
  command(cwd, 'prove', 'split/add-used', '--output', 'out');

  const saved = 'out/counterexamples/split-add-used.my-queue.json';
  const { code, out, err } = command(cwd, 'replay', saved, '--write', 'vitest');
  writeFileSync(join(cwd, 'written.test.ts'), out);

  expect([code, err]).toEqual([0, '']);
  expect(passes()).toBe(1);
  writeFileSync(path, right);
  expect(passes()).toBe(0);
});

test('should write a case that conform replays, and finds wrong where it was changed', () => {
  const { cwd } = makeProject({});
  const saved = join(cwd, 'saved.json');
  const counterexample = { ...ADDED, assertion: 'the idx in memory is next_used', trace: [], steps: [] };
  writeFileSync(saved, counterexampleFile('split/add-used', 'rust-vmm', counterexample));

  const { code, out, err } = command(ROOT, 'replay', saved, '--write', 'json');
  writeFileSync(join(cwd, 'case.jsonl'), out);
  writeFileSync(join(cwd, 'changed.jsonl'), out.replace('"next_used":2', '"next_used":3'));

  expect([code, err]).toEqual([0, '']);
  expect(command(ROOT, 'conform', 'rust-vmm', join(cwd, 'case.jsonl'))).toMatchObject({ code: 0 });
  expect(command(ROOT, 'conform', 'rust-vmm', join(cwd, 'changed.jsonl'))).toMatchObject({ code: 1 });
});

test('should not ask a model that lacks what the proof needs', () => {
  const { cwd } = makeProject({});
  const saved = join(cwd, 'saved.json');
  const counterexample = { ...ADDED, assertion: 'it is reported', trace: [], steps: [] };
  writeFileSync(saved, counterexampleFile('chain/reports-too-long', 'rust-vmm', counterexample));

  expect(command(ROOT, 'replay', saved, '--model', 'firecracker')).toEqual({
    ...{ code: 5, out: '' },
    err: "error: 'chain/reports-too-long' does not apply to 'firecracker', which has no sumsLengths\n",
  });
});

test('should not ask a model about a proof that is about none', () => {
  const { cwd } = makeProject({});
  const saved = join(cwd, 'saved.json');
  const counterexample = { assertion: 'x', inputs: {}, memory: [], trace: [], steps: [] };
  writeFileSync(saved, counterexampleFile('memory/round-trip', null, counterexample));

  expect(command(ROOT, 'replay', saved, '--model', 'spec')).toMatchObject({
    err: "error: 'memory/round-trip' is about no model: leave out --model spec\n",
  });
});
