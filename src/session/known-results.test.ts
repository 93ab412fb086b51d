import { renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeProject } from '../runner/project.fixture.ts';
import { ownResult } from '../runner/run-job.ts';
import {
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
import { knownResults } from './known-results.ts';

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

/** What a verdict is known in spite of, until it changes. */
const SEEN = [
  'data that it imports',
  'of the other language',
  'means',
  'extends',
  'was not there',
  'says of its files',
  'is gone',
  'configuration is',
];

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
    'a path of the TypeScript configuration',
    "import { m } from '@/model.ts'; export const a = m;",
    { ...MODEL, 'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }' },
    (cwd) => put(cwd, 'model.ts', OTHER),
  ],
  [
    'what a class in TypeScript means',
    USES,
    { ...MODEL, 'tsconfig.json': '{ "compilerOptions": { "target": "es2022" } }' },
    (cwd) => put(cwd, 'tsconfig.json', '{ "compilerOptions": { "target": "es2021" } }'),
  ],
  [
    'what a configuration extends',
    USES,
    { ...MODEL, 'tsconfig.json': '{ "extends": "./base.json" }', 'base.json': '{}' },
    (cwd) => put(cwd, 'base.json', '{ "compilerOptions": { "useDefineForClassFields": false } }'),
  ],
  [
    'where a configuration is',
    USES,
    { ...MODEL, 'tsconfig.json': '{}' },
    (cwd) => renameSync(join(cwd, 'tsconfig.json'), join(cwd, 'proofs/tsconfig.json')),
  ],
  ['a configuration that was not there', USES, MODEL, (cwd) => put(cwd, 'tsconfig.json', '{}')],
  [
    'what the package says of its files',
    "import { m } from '../model.js'; export const a = m;",
    { 'model.js': 'export const m = 1;', 'package.json': '{ "type": "module" }' },
    (cwd) => put(cwd, 'package.json', '{ "type": "commonjs" }'),
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
  ['a file with a query', USES.replace('.ts', '.ts?q'), MODEL, (cwd) => put(cwd, 'model.ts', OTHER)],
  ['a file that is gone', USES, MODEL, (cwd) => renameSync(join(cwd, 'model.ts'), join(cwd, 'elsewhere.ts'))],
])('should not know a verdict any more after a change of %s', async (name, text, files, change) => {
  const cwd = await proved(text, files);
  const before = await open(cwd);
  change(cwd);

  expect((await open(cwd)).isKnown).toBe(false);
  // Of the others it cannot be seen whether they change.
  expect(before.isKnown).toBe(SEEN.some((one) => name.endsWith(one)));
});

test('should not keep a verdict of files that were changed while it was sought, or since they were loaded', async () => {
  const { cwd } = makeProject({ ...MODEL, 'proofs/a.proof.ts': USES });
  const { keep } = await open(cwd);
  put(cwd, 'model.ts', OTHER);
  keep();
  put(cwd, 'model.ts', MODEL['model.ts']);
  expect((await open(cwd)).isKnown).toBe(false);

  const job = jobIn('proofs/a.proof.ts');
  const tooEarly = Date.now() - 60_000;
  const results = await knownResults([job], () => [WAY], join(cwd, 'cache'), { cwd, env: {} }, tooEarly);
  results.keep(job, ownResult(job, { verdict: 'proved', failure: NO_FAILURE }, 1));
  expect((await open(cwd)).isKnown).toBe(false);
});

test.each<[string, string, Readonly<Record<string, string>>]>([
  ['depends on the time', `${USES} export const t = Date.now();`, MODEL],
  ['imports what is no program', "import '../a.txt';", { 'a.txt': '' }],
  ['imports on demand', "export const m = () => import ('../model.ts');", MODEL],
  ['has a configuration in parts', USES, { ...MODEL, 'tsconfig.json': '{ "references": [] }' }],
  [
    'has a configuration of a package',
    USES,
    { ...MODEL, 'tsconfig.json': '{ "extends": "@tsconfig/node20" }' },
  ],
])('should never know a verdict on what %s', async (_, text, files) => {
  expect((await open(await proved(text, files))).isKnown).toBe(false);
});
