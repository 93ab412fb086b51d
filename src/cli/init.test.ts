import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { collector, makeProject } from '../runner/project.fixture.ts';
import { commandsIn, unknownIn } from './commands-in.fixture.ts';
import { templates } from './init-templates.ts';
import { run } from './built.fixture.ts';

async function command(
  cwd: string,
  ...args: readonly string[]
): Promise<{ code: number; out: string; err: string }> {
  const [stdout, stderr] = [collector(), collector()];
  const code = await run(args, { stdout, stderr, cwd, env: { ...process.env, FORCE_COLOR: '' } });
  return { code, out: stdout.text(), err: stderr.text() };
}

test('should write a project into an empty folder that is proved at once', async () => {
  const { cwd } = makeProject({});

  const init = await command(cwd, 'init', 'new/project');
  const prove = await command(join(cwd, 'new/project'), 'prove');

  expect(init).toMatchObject({ code: 0, err: '' });
  expect(init.out).toMatch(/^wrote models\/used-ring\.ts\n[^]*Now:\n {2}cd new\/project\n {2}npm install\n/);
  expect(prove.out).toMatch(/^proved {3}used-ring\/elements-lie-in-the-ring {2}my-ring/);
  expect(prove.code).toBe(0);
});

test('should write a proof that is not idle', async () => {
  const { cwd } = makeProject({});
  await command(cwd, 'init');
  const model = join(cwd, 'models/my-ring/index.ts');
  writeFileSync(model, readFileSync(model, 'utf8').replace('HEADER_BYTES = 4', 'HEADER_BYTES = 6'));

  const { code, out } = await command(cwd, 'prove');

  expect(code).toBe(1);
  expect(out).toContain("assertion 'it ends inside the ring' does not hold");
});

test('should write what the compiler accepts', async () => {
  const { cwd } = makeProject({});
  await command(cwd, 'init');
  const root = fileURLToPath(new URL('../..', import.meta.url));
  mkdirSync(join(cwd, 'node_modules'));
  symlinkSync(root, join(cwd, 'node_modules/ringproof'), 'dir');
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');

  const { stdout } = spawnSync(process.execPath, [tsc, '--pretty', 'false', '-p', cwd], {
    cwd,
    encoding: 'utf8',
  });

  expect(stdout).toBe('');
});

test('should add to a project that is there, and leave its files as they are', async () => {
  const { cwd } = makeProject({
    'package.json': '{ "name": "mine" }',
    'models/other/index.ts': 'export {};',
  });

  const { code, out } = await command(cwd, 'init');

  expect(code).toBe(0);
  expect(readFileSync(join(cwd, 'package.json'), 'utf8')).toBe('{ "name": "mine" }');
  expect(out).not.toContain('wrote package.json');
  expect(out).toContain('npm install --save-dev ringproof');
});

test('should overwrite nothing, and then write nothing', async () => {
  const { cwd } = makeProject({ 'proofs/used-ring.proof.ts': 'mine' });

  const { code, err } = await command(cwd, 'init');

  expect(code).toBe(5);
  expect(err).toContain(
    'nothing was written, since these files are there already:\n  proofs/used-ring.proof.ts\n',
  );
  expect(readdirSync(cwd).sort()).toEqual(['engine.mjs', 'proofs']);
  expect(readFileSync(join(cwd, 'proofs/used-ring.proof.ts'), 'utf8')).toBe('mine');
});

test('should say so where the folder cannot be', async () => {
  const { cwd } = makeProject({ file: '' });

  const { code, err } = await command(cwd, 'init', 'file');

  expect(code).toBe(5);
  expect(err).toMatch(/cannot be written: ENOTDIR/);
});

test('should write a workflow that is well-formed and names only what there is', () => {
  const text = templates('1.2.3').find(({ path }) => path.endsWith('.yml'))?.text ?? '';

  expect(parse(text)).toMatchObject({ jobs: { prove: { 'timeout-minutes': 20, steps: { length: 4 } } } });
  expect(commandsIn(text)).toHaveLength(1);
  expect(unknownIn(text)).toEqual([]);
});

test.each(['.', 'proofs/new'])('should write nothing into a clone of the tool itself: %s', async (folder) => {
  const { cwd } = makeProject({ 'package.json': '{"name":"ringproof"}', 'src/cli/init.ts': '' });
  const before = readdirSync(cwd).sort();

  const { code, err } = await command(cwd, 'init', folder);

  expect(code).toBe(5);
  expect(err).toContain('is a clone of ringproof itself');
  expect(readdirSync(cwd).sort()).toEqual(before);
});
