import { renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeProject } from '../runner/project.fixture.ts';
import type { Counterexample } from '../proof/counterexample.ts';
import { ownResult } from '../runner/run-job.ts';
import type { Job } from '../runner/jobs.ts';
import { isSettled } from './known-results.ts';
import type { ReporterName } from './options.ts';
import { optionsAsShown } from './shown-findings.ts';
import {
  COUNTEREXAMPLE,
  jobIn,
  MODEL,
  NO_FAILURE,
  open,
  OTHER,
  proved,
  put,
  USES,
  WAY,
  type World,
} from './known-results.fixture.ts';

test('should know a verdict while nothing has changed, and not after its file, or what it imports, has', async () => {
  const cwd = await proved(USES, MODEL);

  expect((await open(cwd)).isKnown).toBe(true);
  const others: readonly World[] = [
    { check: { rlimit: 7 } },
    { check: { encoding: 'bv' } },
    { check: { solver: 'auto' } },
    { check: { crossCheck: true } },
    { id: 'b' },
  ];
  for (const other of others) expect([other, (await open(cwd, other)).isKnown]).toEqual([other, false]);
  put(cwd, 'model.ts', OTHER);
  expect((await open(cwd)).isKnown).toBe(false);
});

test('should give a refutation without a counterexample to no run that shows one', async () => {
  const { cwd } = makeProject({ 'proofs/a.proof.ts': USES, ...MODEL });
  const [shown, unshown] = [{}, { check: { until: 'expected' } }] as const;
  const areKnown = async (): Promise<readonly boolean[]> => [
    (await open(cwd, shown)).isKnown,
    (await open(cwd, unshown)).isKnown,
  ];

  (await open(cwd, { ...unshown, verdict: 'refuted' })).keep();
  expect(await areKnown()).toEqual([false, true]);
  (await open(cwd, { ...shown, verdict: 'refuted', counterexample: COUNTEREXAMPLE })).keep();
  expect(await areKnown()).toEqual([true, true]);
  expect((await open(cwd, unshown)).known?.counterexample).toEqual(COUNTEREXAMPLE);
});

test('should know of a run that follows each path for so long nothing for one that follows it for longer', async () => {
  const { cwd } = makeProject({ 'proofs/a.proof.ts': USES, ...MODEL });

  (await open(cwd, { check: { maxAnswers: 80 } })).keep();
  expect((await open(cwd, { check: { maxAnswers: 80 } })).isKnown).toBe(true);
  expect((await open(cwd, { check: { maxAnswers: 40 } })).isKnown).toBe(false);
  expect((await open(cwd)).isKnown).toBe(false);
});

test('should do without counterexamples of findings only where none is shown or written', () => {
  const job = jobIn('a.ts');
  const untilOf = (
    reporter: readonly ReporterName[],
    output: string | null = null,
    jobs: readonly Job[] = [job, job],
  ): unknown => optionsAsShown({ reporter, output }, jobs, () => [WAY])(job)[0].check.until;

  expect(untilOf(['pretty'])).toBe('expected');
  expect(untilOf(['github', 'junit', 'sarif', 'markdown'])).toBe('expected');
  expect([untilOf(['json']), untilOf(['pretty', 'html'])]).toEqual(['smallest', 'smallest']);
  expect([untilOf(['pretty'], 'out'), untilOf(['pretty'], null, [job])]).toEqual(['smallest', 'smallest']);
});

test('should know what is as expected without a counterexample for every run', async () => {
  const cwd = await proved(USES, MODEL);
  const unshown = { check: { until: 'expected' } } as const;
  expect((await open(cwd, unshown)).isKnown).toBe(true);

  put(cwd, 'model.ts', OTHER);
  (await open(cwd, unshown)).keep();
  expect((await open(cwd)).isKnown).toBe(true);
});

test('should keep a counterexample that is not minimal only where counts alone ended the search', () => {
  const result = ownResult(jobIn('a.ts'), { verdict: 'refuted', failure: NO_FAILURE }, 1);
  const isKept = (more: Partial<Counterexample>): boolean =>
    isSettled({ ...result, counterexample: { ...COUNTEREXAMPLE, ...more } });

  expect(isKept({})).toBe(true);
  expect(isKept({ minimal: true })).toBe(true);
  expect(isKept({ minimal: false })).toBe(false);
  expect(isKept({ minimal: false, repeatable: true })).toBe(true);
});

test('should follow imports of a file that is linked to, by itself or with its folder', async () => {
  for (const [real, linked] of [
    ['real/a.ts', 'proofs/a.proof.ts'],
    ['real', 'proofs'],
  ] as const) {
    const { cwd } = makeProject({ ...MODEL, 'real/a.ts': USES, 'real/a.proof.ts': USES, 'proofs/b.ts': '' });
    rmSync(join(cwd, linked), { recursive: true, force: true });
    symlinkSync(join(cwd, real), join(cwd, linked));
    (await open(cwd)).keep();
    expect((await open(cwd)).isKnown).toBe(true);
    put(cwd, 'model.ts', OTHER);

    expect((await open(cwd)).isKnown).toBe(false);
  }
});

test('should follow imports out of a working directory that is linked to', async () => {
  const { cwd } = makeProject({ ...MODEL, 'deep/er/proofs/a.proof.ts': USES.replace('..', '../../..') });
  const link = `${cwd}-link`;
  symlinkSync(join(cwd, 'deep/er'), link);
  try {
    (await open(link)).keep();
    expect((await open(link)).isKnown).toBe(true);
    put(cwd, 'model.ts', OTHER);

    expect((await open(link)).isKnown).toBe(false);
  } finally {
    rmSync(link);
  }
});

test.each<[string, string, Readonly<Record<string, string>>, (cwd: string) => void]>([
  [
    'data that it imports',
    "import d from './d.json' with { type: 'json' }; export const a = d;",
    { 'proofs/d.json': '1' },
    (cwd) => put(cwd, 'proofs/d.json', '2'),
  ],
  [
    'a file that another takes the place of, of the other language',
    "import { m } from '../model.js'; export const a = m;",
    { 'model.js': 'export const m = 1;' },
    (cwd) => put(cwd, 'model.ts', OTHER),
  ],
  [
    'one of two files for one name',
    "import { m } from '../model.js'; export const a = m;",
    { ...MODEL, 'model.js': 'export const m = 1;' },
    (cwd) => put(cwd, 'model.ts', OTHER),
  ],
  [
    'one of two files for a name without an extension',
    "import { m } from '../model'; export const a = m;",
    { ...MODEL, 'model.tsx': 'export const m = 1;' },
    (cwd) => put(cwd, 'model.ts', OTHER),
  ],
  [
    'a name of the package for one of its files',
    "import { m } from '#model'; export const a = m;",
    { ...MODEL, 'package.json': '{ "imports": { "#model": "./model.ts" } }' },
    (cwd) => put(cwd, 'model.ts', OTHER),
  ],
  [
    'a package, whatever stands before its name',
    "import { m } from /* */ 'package'; export const a = m;",
    {
      'node_modules/package/package.json': '{ "type": "module", "main": "i.js" }',
      'node_modules/package/i.js': 'export const m = 1;',
    },
    (cwd) => put(cwd, 'node_modules/package/i.js', OTHER),
  ],
  ['a file that is gone', USES, MODEL, (cwd) => renameSync(join(cwd, 'model.ts'), join(cwd, 'elsewhere.ts'))],
])('should not know a verdict any more after a change of %s', async (_, text, files, change) => {
  const cwd = await proved(text, files);
  expect((await open(cwd)).isKnown).toBe(true);
  change(cwd);

  expect((await open(cwd)).isKnown).toBe(false);
});

test('should keep a verdict of the texts that were evaluated, whatever the files have become since', async () => {
  const { cwd } = makeProject({ ...MODEL, 'proofs/a.proof.ts': USES });
  const { keep } = await open(cwd);
  put(cwd, 'model.ts', OTHER);
  keep();

  expect((await open(cwd)).isKnown).toBe(false);
  put(cwd, 'model.ts', MODEL['model.ts']);
  expect((await open(cwd)).isKnown).toBe(true);
});

test('should know a verdict whatever the configuration of TypeScript and the package say, which are not applied', async () => {
  const cwd = await proved(USES, { ...MODEL, 'tsconfig.json': '{}' });
  put(cwd, 'tsconfig.json', '{ "compilerOptions": { "target": "es5", "useDefineForClassFields": false } }');
  put(cwd, 'package.json', '{ "type": "commonjs" }');

  expect((await open(cwd)).isKnown).toBe(true);
});

test.each<[string, string, Readonly<Record<string, string>>]>([
  ['imports what is no program', "import '../a.txt';", { 'a.txt': '' }],
  ['imports on demand', "export const m = () => import ('../model.ts');", MODEL],
  ['imports a file with a query', USES.replace('.ts', '.ts?q'), MODEL],
  [
    'imports by a path of the TypeScript configuration',
    "import { m } from '@/model.ts'; export const a = m;",
    { ...MODEL, 'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }' },
  ],
])('should never know a verdict on what %s', async (_, text, files) => {
  expect((await open(await proved(text, files))).isKnown).toBe(false);
});
