import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { DEFAULT_CHECK_OPTIONS, type CheckOptions } from '../proof/options.ts';
import type { Verdict } from '../proof/verdict.ts';
import type { ModelEntry } from '../runner/catalogue.ts';
import type { Job } from '../runner/jobs.ts';
import { makeProject } from '../runner/project.fixture.ts';
import { ownResult } from '../runner/run-job.ts';
import { knownResults } from './known-results.ts';

type Named = Pick<ModelEntry, 'name' | 'kind'>;

/** A job on a proof of a file, and on a model of that file. */
function jobIn(module: string, id = 'a', named: Named | null = null): Job {
  const said = { title: 't', requirements: [], doesNotProve: 'd', harnesses: [], needs: [], bound: null };
  const limits = { timeoutMs: null, rlimit: null, memoryBytes: null };
  const model = named && { ...named, capabilities: [], source: 's', findings: {}, module };
  const kind = model?.kind ?? null;
  return { proof: { id, kind, ...said, ...limits, file: module, line: 1, module }, model };
}

const WAY = { check: DEFAULT_CHECK_OPTIONS, timeoutMs: 1, memoryBytes: 1, deadline: null };

const NO_FAILURE = { message: '', details: [], hints: [] };

interface World {
  readonly module?: string;
  readonly check?: Partial<CheckOptions>;
  readonly id?: string;
  readonly model?: Named;
  readonly verdict?: Verdict;
  readonly env?: NodeJS.ProcessEnv;
}

/** Whether a verdict is known, and how to keep one. */
async function open(
  cwd: string,
  {
    module = 'proofs/a.proof.ts',
    id = 'a',
    model,
    check: own = {},
    verdict = 'proved',
    env = {},
  }: World = {},
): Promise<{
  readonly isKnown: boolean;
  readonly keep: () => void;
}> {
  const job = jobIn(module, id, model);
  const check = { ...WAY.check, ...own };
  // Files of the same moment count as there before.
  const at = Date.now() + 1000;
  const world = { cwd, env };
  const results = await knownResults([job], () => [{ ...WAY, check }], join(cwd, 'cache'), world, at);
  const outcome = { verdict, failure: NO_FAILURE };
  return {
    isKnown: results.find(job) !== undefined,
    keep: () => results.keep(job, ownResult(job, outcome, 1)),
  };
}

/** A folder in which a verdict is kept; the proof file's text comes first. */
async function proved(
  text: string,
  files: Readonly<Record<string, string>> = {},
  prepare: (cwd: string) => void = () => {},
): Promise<string> {
  const { cwd } = makeProject({ 'proofs/a.proof.ts': text, ...files });
  prepare(cwd);
  (await open(cwd)).keep();
  return cwd;
}

function put(cwd: string, path: string, text: string): void {
  mkdirSync(dirname(join(cwd, path)), { recursive: true });
  writeFileSync(join(cwd, path), text);
}

const MODEL = { 'model.ts': 'export const m = 1;' };
const OTHER = 'export const m = 2;';
const USES = "import { m } from '../model.ts'; export const a = m;";

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

test('should not take a verdict on one model for one on another of the same file', async () => {
  const { cwd } = makeProject({ 'proofs/a.proof.ts': USES, ...MODEL });
  (await open(cwd, { model: { name: 'one', kind: 'queue' } })).keep();
  const isKnown = async (model: Named): Promise<boolean> => (await open(cwd, { model })).isKnown;

  expect(await isKnown({ name: 'one', kind: 'queue' })).toBe(true);
  expect(await isKnown({ name: 'two', kind: 'queue' })).toBe(false);
  expect(await isKnown({ name: 'one', kind: 'ring' })).toBe(false);
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
  // Of the others it can not be seen whether they change.
  expect(before.isKnown).toBe(SEEN.some((one) => name.endsWith(one)));
});

test('should not know what ran with other flags or another configuration by the environment', async () => {
  const cwd = await proved(USES, MODEL);

  expect((await open(cwd, { env: { NODE_OPTIONS: '--import=./x.mjs' } })).isKnown).toBe(false);
  expect((await open(cwd, { env: { TSX_TSCONFIG_PATH: 'other.json' } })).isKnown).toBe(false);
  expect((await open(cwd, { env: { LANG: 'C' } })).isKnown).toBe(true);
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

test('should keep no verdict that may be another one at another time, and none of a second opinion', async () => {
  const { cwd } = makeProject({ ...MODEL, 'proofs/a.proof.ts': USES });
  const worlds: readonly World[] = [
    { verdict: 'timeout' },
    { verdict: 'unknown' },
    { verdict: 'error' },
    { check: { crossCheck: true } },
  ];
  for (const world of worlds) {
    (await open(cwd, world)).keep();
    expect([world, (await open(cwd, world)).isKnown]).toEqual([world, false]);
  }
});
