import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeProject } from '../../runner/project.fixture.ts';
import { fileGraph, textsDigest } from './files-of.ts';
import { linkProgram } from './link.ts';

type Graph = Readonly<Record<string, readonly string[] | null>>;

function graphOf(files: Readonly<Record<string, string>>, entries: readonly string[]): Promise<Graph> {
  return inFolder(makeProject(files).cwd, entries);
}

async function inFolder(cwd: string, entries: readonly string[]): Promise<Graph> {
  const paths = new Map(entries.map((entry) => [entry, join(cwd, entry)]));
  const graph = fileGraph(await linkProgram([...paths.values()], null), paths, cwd);
  return Object.fromEntries([...graph].map(([entry, found]) => [entry, found && [...found].sort()]));
}

test('should follow imports, also of imports, in circles and of data', async () => {
  const files = {
    'proofs/a.proof.ts': "import './b.ts'; import '../c.ts';",
    'proofs/b.ts': "export * from './a.proof.ts'; import data from './d.json'; console.log(data);",
    'proofs/d.json': '{}',
    'c.ts': "export { e } from './e.js';",
    'e.js': 'export const e = 1;',
    'other.ts': '',
  };

  expect(await graphOf(files, ['proofs/a.proof.ts', 'proofs/b.ts', 'c.ts'])).toEqual({
    'proofs/a.proof.ts': ['c.ts', 'e.js', 'proofs/a.proof.ts', 'proofs/b.ts', 'proofs/d.json'],
    'proofs/b.ts': ['c.ts', 'e.js', 'proofs/a.proof.ts', 'proofs/b.ts', 'proofs/d.json'],
    'c.ts': ['c.ts', 'e.js'],
  });
});

test('should leave out what is imported for its types only, and packages', async () => {
  const files = {
    'a.ts': `import type { T } from './types.ts';
      import { proof } from 'ringproof';
      import 'package';
      export const a = proof as T;`,
    'types.ts': 'export type T = unknown;',
    'node_modules/package/index.js': "require('./more.js')",
    'node_modules/package/package.json': '{ "name": "package" }',
    'node_modules/package/more.js': '',
  };

  expect(await graphOf(files, ['a.ts'])).toEqual({ 'a.ts': ['a.ts'] });
});

test('should follow into packages of the workspace, which are linked', async () => {
  const { cwd } = makeProject({
    'a.ts': "import 'shared';",
    'packages/shared/index.js': '',
    'packages/shared/package.json': '{ "name": "shared", "main": "index.js" }',
  });
  mkdirSync(join(cwd, 'node_modules'));
  symlinkSync(join(cwd, 'packages/shared'), join(cwd, 'node_modules/shared'), 'dir');

  expect(await inFolder(cwd, ['a.ts'])).toEqual({ 'a.ts': ['a.ts', 'packages/shared/index.js'] });
});

test('should say that it does not know of a file that does not parse, or imports what is not there', async () => {
  const files = {
    'good.ts': "import './fine.ts';",
    'fine.ts': '',
    'bad.ts': 'const = ;',
    'above.ts': "import './bad.ts';",
    'lost.ts': "import './nowhere.ts';",
  };

  expect(await graphOf(files, ['good.ts', 'bad.ts', 'above.ts', 'lost.ts'])).toEqual({
    'good.ts': ['fine.ts', 'good.ts'],
    'bad.ts': null,
    'above.ts': null,
    'lost.ts': null,
  });
});

test('should take projects in two folders for the same, compiled code included, and not other code', async () => {
  const files = { 'model.ts': "import code from './queue.wasm'; export default code;", 'queue.wasm': '' };
  const projects = [files, files, { ...files, 'queue.wasm': 'other' }];
  const digests = projects.map(async (project) => {
    const { cwd } = makeProject(project);
    const path = join(cwd, 'model.ts');
    return textsDigest(await linkProgram([path], null), path, cwd);
  });

  const [first, second, other] = await Promise.all(digests);
  expect(first).toBeDefined();
  expect(second).toBe(first);
  expect(other).not.toBe(first);
});
