import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isProof } from '../../proof/declare.ts';
import { makeProject } from '../../runner/project.fixture.ts';
import { evaluatedProject, functionOf, thrownBy } from '../evaluate/evaluated.fixture.ts';
import { Evaluator } from '../evaluate/evaluator.ts';
import { loadFailure } from '../load-error.ts';
import { linkProgram } from './link.ts';

async function valueOf(files: Readonly<Record<string, string>>): Promise<unknown> {
  return (await (await evaluatedProject(files)).import('a.ts'))['value'];
}

const ONE = 'export const one = 1; export default class One {}';

test.each<[string, Readonly<Record<string, string>>]>([
  ['a file by its name', { 'a.ts': "export { one as value } from './b.ts';", 'b.ts': ONE }],
  [
    'TypeScript by the name of what it becomes',
    { 'a.ts': "export { one as value } from './b.js';", 'b.ts': ONE },
  ],
  ['a file without its extension', { 'a.ts': "export { one as value } from './b';", 'b.ts': ONE }],
  ['a folder', { 'a.ts': "export { one as value } from './b';", 'b/index.ts': ONE }],
  [
    'what another file exports whole',
    { 'a.ts': "export { one as value } from './b.ts';", 'b.ts': "export * from './c.ts';", 'c.ts': ONE },
  ],
  [
    'a module as a whole',
    { 'a.ts': "import * as b from './b.ts'; export const value = b.one;", 'b.ts': ONE },
  ],
  [
    'data',
    {
      'a.ts': "import d from './d.json' with { type: 'json' }; export const value = d.one;",
      'd.json': '{ "one": 1 }',
    },
  ],
  ['JavaScript', { 'a.ts': "export { one as value } from './b.mjs';", 'b.mjs': ONE }],
  [
    'a package of ES modules',
    {
      'a.ts': "export { one as value } from 'p/part';",
      'node_modules/p/package.json': '{ "exports": { "./part": { "import": "./i.js" } } }',
      'node_modules/p/i.js': ONE,
    },
  ],
  [
    'a package of CommonJS',
    {
      'a.ts': "import p from 'p'; export const value = p.one;",
      'node_modules/p/package.json': '{ "main": "i.js" }',
      'node_modules/p/i.js': "try { require('fs'); } catch { module.exports = require('./more'); }",
      'node_modules/p/more.js': 'exports.one = 1;',
    },
  ],
  [
    'a name of the package for one of its files',
    {
      'a.ts': "export { one as value } from '#b';",
      'package.json': '{ "imports": { "#b": "./b.ts" } }',
      'b.ts': ONE,
    },
  ],
  [
    'files that import each other',
    {
      'a.ts': "import { later } from './b.ts'; export const one = 1; export const value = later();",
      'b.ts': "import { one } from './a.ts'; export const later = () => one;",
    },
  ],
  ['an enum', { 'a.ts': 'enum E { A = 1 } export const value = E.A;' }],
])('should import %s', async (_, files) => {
  expect(await valueOf(files)).toBe(1);
});

test('should evaluate a file once, whatever links lead to it', async () => {
  const { cwd } = makeProject({
    'a.ts': "import { o } from './b.ts'; import { o as p } from './c.ts'; export const value = o === p;",
    'b.ts': 'export const o = {};',
  });
  symlinkSync(join(cwd, 'b.ts'), join(cwd, 'c.ts'));
  const path = join(cwd, 'a.ts');

  expect((await new Evaluator(await linkProgram([path], null)).import(path))['value']).toBe(true);
});

test('should hand it out to packages as well, though they may have another installation of it', async () => {
  const value = await valueOf({
    'a.ts':
      "import { model } from 'shared'; import { splitDevice } from 'ringproof/virtio/split'; export const value = model.kind === splitDevice.name;",
    'node_modules/shared/package.json': '{ "type": "module", "exports": "./index.js" }',
    'node_modules/shared/index.js':
      "import { splitDevice } from 'ringproof/virtio/split'; export const model = { kind: splitDevice.name };",
    'node_modules/shared/node_modules/ringproof/package.json':
      '{ "exports": { "./virtio/split": "./split.js" } }',
    'node_modules/shared/node_modules/ringproof/split.js':
      "throw new Error('another installation was used');",
  });

  expect(value).toBe(true);
});

test('should evaluate the models that come with it as a file of the user would be', async () => {
  const value = await valueOf({
    'a.ts':
      "import { spec } from 'ringproof/models/spec'; import { REQUIREMENTS } from 'ringproof/requirements'; export const value = [spec.name, Object.isFrozen(REQUIREMENTS)];",
  });

  expect(value).toEqual(['spec', true]);
});

test('should hand out the running tool, so that its proofs are known as such', async () => {
  const value = await valueOf({
    'a.ts': `import { proof } from 'ringproof';
      export const value = proof({ id: 'a', title: 't', requirements: [], doesNotProve: 'd', covers: [], body: () => {} });`,
  });

  expect(isProof(value)).toBe(true);
});

test.each<[string, number | null, number | null, string, string, Readonly<Record<string, string>>?]>([
  [
    "import fs from 'node:fs';\nfs;",
    1,
    16,
    "Cannot import 'node:fs': proofs and models cannot use modules of Node.js",
    'Remove the import',
  ],
  ["import { ok } from 'assert';\nok;", 1, 20, "Cannot import 'assert'", 'Remove the import'],
  [
    "export {};\nconst x = () => import('./b.ts');\nx;",
    2,
    17,
    'import() is not available',
    'Import it at the top of the file',
  ],
  ['export const here =\n  import.meta.url;', 2, 3, 'import.meta is not available', 'Remove it'],
  ['export {};\nawait 1;', 2, 1, 'await outside of a function is not available', 'Remove await'],
  [
    "import { m } from '@/model.ts';\nm;",
    1,
    19,
    "Cannot find package '@/model.ts'",
    'paths in tsconfig.json are not applied',
  ],
  ["import './b.ts?q';", 1, 8, "Cannot find module 'b.ts?q'", 'Fix the path'],
  [
    "import { x } from './b.txt';\nx;",
    null,
    null,
    "Cannot import a file that ends in '.txt'",
    'Import TypeScript',
    { 'b.txt': '' },
  ],
  [
    "import { nothing } from 'ringproof';\nnothing();",
    1,
    10,
    "the module 'ringproof' does not provide an export named 'nothing'",
    'Export',
  ],
  [
    "import { y } from './b.ts';\ny;",
    1,
    10,
    "does not provide an export named 'y'",
    'Export',
    { 'b.ts': "export * from './c.ts';", 'c.ts': 'export const x = 1;' },
  ],
  [
    "import b from './b.ts';\nb;",
    1,
    null,
    "does not provide an export named 'default'",
    'Export',
    { 'b.ts': 'export const x = 1;' },
  ],
  [
    "import 'ringproof/nothing';",
    1,
    8,
    "Cannot import 'ringproof/nothing' in a proof or a model",
    'Import one of: ringproof',
  ],
])('should refuse %j before anything runs', async (text, line, column, message, hint, more = {}) => {
  const { cwd, ...project } = await evaluatedProject({ 'a.ts': text, ...more });

  const thrown: unknown = await project.import('a.ts').then(
    () => null,
    (error: unknown) => error,
  );

  const failure = loadFailure(thrown, 'a.ts', cwd);
  expect(failure).toMatchObject({
    line,
    message: expect.stringContaining(message),
    hints: [expect.stringContaining(hint)],
  });
  if (column !== null) expect(failure.column).toBe(column);
});

test('should name places of errors by the text of the file, whatever was evaluated in its place', async () => {
  const text = `type Long = {\n  readonly a: string;\n};
export function run(this: unknown, x: Long | null = null): unknown {
  const f = (y: Long | null): string => y!.a;
  if (x === null && f.name === 'f') return f(x);
  return x;
}`;
  const { cwd, ...project } = await evaluatedProject({ 'a.ts': text });

  const thrown = thrownBy(functionOf(await project.import('a.ts'), 'run'), cwd);

  const frames = (thrown?.error.stack ?? '').split('\n').filter((each) => each.includes('a.ts'));
  expect(frames.map((each) => /at (\w+) .*:(\d+):(\d+)\)$/.exec(each)?.slice(1))).toEqual([
    ['f', '5', '44'],
    ['run', '6', '44'],
  ]);
});
