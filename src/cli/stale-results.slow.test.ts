import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { makeFolder } from '../cache/cache.fixture.ts';
import type { Finding } from '../proof/finding.ts';
import { makeProject } from '../runner/project.fixture.ts';
import { fakeSolver } from '../solver/fake-solver.fixture.ts';
import {
  COUNTEREXAMPLE,
  MODEL,
  open,
  proved,
  USES,
  type Named,
  type World,
} from '../session/known-results.fixture.ts';
import { bodyFile, EASY } from './real-engine.fixture.ts';

test('should not take a verdict on one model for one on another of the same file', async () => {
  const { cwd } = makeProject({ 'proofs/a.proof.ts': USES, ...MODEL });
  (await open(cwd, { model: { name: 'one', kind: 'queue' } })).keep();
  const isKnown = async (model: Named): Promise<boolean> => (await open(cwd, { model })).isKnown;

  expect(await isKnown({ name: 'one', kind: 'queue' })).toBe(true);
  expect(await isKnown({ name: 'two', kind: 'queue' })).toBe(false);
  expect(await isKnown({ name: 'one', kind: 'ring' })).toBe(false);
});

test('should not know what ran with other flags by the environment', async () => {
  const cwd = await proved(USES, MODEL);

  expect((await open(cwd, { env: { NODE_OPTIONS: '--import=./x.mjs' } })).isKnown).toBe(false);
  expect((await open(cwd, { env: { LANG: 'C' } })).isKnown).toBe(true);
});

test('should keep no verdict that may be another one at another time, and none of a second opinion', async () => {
  const { cwd } = makeProject({ ...MODEL, 'proofs/a.proof.ts': USES });
  const worlds: readonly World[] = [
    { verdict: 'timeout' },
    { verdict: 'unknown' },
    { verdict: 'out-of-memory' },
    { verdict: 'error' },
    { covers: [{ name: 'of which the solver had no answer in time', reached: null }] },
    { check: { crossCheck: true } },
  ];
  for (const world of worlds) {
    (await open(cwd, world)).keep();
    expect([world, (await open(cwd, world)).isKnown]).toEqual([world, false]);
  }
});

test('should not take a verdict of a solver for one of another version of it', async () => {
  const cwd = await proved(USES, MODEL);
  const z3 = { check: { solver: 'z3' } } as const;
  fakeSolver('z3', 'Z3 version 9.9.8', '');
  (await open(cwd, z3)).keep();
  expect((await open(cwd, z3)).isKnown).toBe(true);

  fakeSolver('z3', 'Z3 version 9.9.9', '');

  expect((await open(cwd, z3)).isKnown).toBe(false);
});

test('should not take a verdict of all solvers that there are where another one has come', async () => {
  const cwd = await proved(USES, MODEL);
  const auto = { check: { solver: 'auto' } } as const;
  (await open(cwd, auto)).keep();
  expect((await open(cwd, auto)).isKnown).toBe(true);

  fakeSolver('bitwuzla', '99.8.2', '');

  expect((await open(cwd, auto)).isKnown).toBe(false);
});

test('should not take a verdict of another version of Node.js', async () => {
  const cwd = await proved(USES, MODEL);
  vi.stubGlobal('process', Object.create(process, { version: { value: 'v99.0.0' } }));
  onTestFinished(() => void vi.unstubAllGlobals());

  expect((await open(cwd)).isKnown).toBe(false);
});

test('should know a verdict whatever the limits, and not where the finding or the contract is another', async () => {
  const { cwd } = makeProject({ ...MODEL, 'proofs/a.proof.ts': USES });
  const named = { name: 'one', kind: 'queue' };
  const refuted = { verdict: 'refuted', counterexample: COUNTEREXAMPLE } as const;
  (await open(cwd, { model: named, ...refuted })).keep();
  const finding: Finding = {
    breaks: ['it is so'],
    reason: 'it is broken',
    affects: 'host',
    reference: 'queue.c:7',
  };
  const model = { ...named, findings: { a: finding } };
  const limits = { timeoutMs: 7, memoryBytes: 2 ** 28 };

  expect((await open(cwd, { model: named })).known).toMatchObject({ expected: 'proved', finding: null });
  expect((await open(cwd, { model: named, limits })).isKnown).toBe(true);
  expect((await open(cwd, { model })).isKnown).toBe(false);
  (await open(cwd, { model, ...refuted })).keep();
  expect((await open(cwd, { model })).known).toMatchObject({
    ...{ verdict: 'refuted', expected: 'refuted', finding, cached: true },
  });
  const more = { ...named, findings: { a: { ...finding, breaks: ['it is so', 'and so'] } } };
  expect((await open(cwd, { model: more })).isKnown).toBe(false);
  expect((await open(cwd, { model, check: { contract: ['must'] } })).isKnown).toBe(false);
});

test('should not take a verdict, or what files export, of a tool of which one line was another', () => {
  const { cwd } = makeProject({ 'proofs/a.proof.ts': bodyFile('a', EASY) });
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const tool = makeFolder();
  cpSync(join(root, 'dist'), join(tool, 'dist'), { recursive: true });
  cpSync(join(root, 'package.json'), join(tool, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(tool, 'node_modules'));
  const first = (): { readonly title?: string; readonly timeMs?: number } => {
    const args = [join(tool, 'dist/cli/main.js'), 'prove', '--reporter', 'json'];
    const { stdout } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
    const { proofs } = JSON.parse(stdout) as { proofs: readonly { title: string; timeMs: number }[] };
    return proofs[0] ?? {};
  };
  const timeMs = (): number => first().timeMs ?? NaN;
  const rules = join(tool, 'dist/term/rules/comparison.js');

  expect(timeMs()).toBeGreaterThan(0);
  expect(timeMs()).toBe(0);
  writeFileSync(rules, `${readFileSync(rules, 'utf8')}// Another rule.\n`);
  expect(timeMs()).toBeGreaterThan(0);
  const load = join(tool, 'dist/load/load.js');
  writeFileSync(
    load,
    readFileSync(load, 'utf8').replace('said = { id, title,', "said = { id, title: 'other',"),
  );
  expect(first()).toMatchObject({ title: 'other' });
});
