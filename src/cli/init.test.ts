import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { IS_FULL } from '../full.fixture.ts';
import { collector, makeProject } from '../runner/project.fixture.ts';
import { commandsIn, unknownIn } from './commands-in.fixture.ts';
import { splitDeviceProofs } from '../../proofs/all.fixture.ts';
import { matchingIds } from '../runner/patterns.ts';
import { PROOFS_OF_MEMBER, SPLIT_START } from '../virtio/split/start-files.ts';
import { modelFiles } from './init-model.ts';
import { projectFiles } from './init-templates.ts';
import { run } from './built.fixture.ts';

/** Not of the sample. */
const full = test.runIf(IS_FULL);

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

async function command(
  cwd: string,
  ...args: readonly string[]
): Promise<{ code: number; out: string; err: string }> {
  const [stdout, stderr] = [collector(), collector()];
  const code = await run(args, { stdout, stderr, cwd, env: { ...process.env, FORCE_COLOR: '' } });
  return { code, out: stdout.text(), err: stderr.text() };
}

/** A folder in which what `init` wrote can be compiled and imported. */
function linked(cwd: string): void {
  mkdirSync(join(cwd, 'node_modules'));
  symlinkSync(ROOT, join(cwd, 'node_modules/ringproof'), 'dir');
}

test('should write a whole queue into an empty folder, of which every property is asked', async () => {
  const { cwd } = makeProject({});

  const init = await command(cwd, 'init', 'new/project', '--language', 'c', '--name', 'my-net-queue');
  const list = await command(join(cwd, 'new/project'), 'list', '--reporter', 'json');

  expect(init).toMatchObject({ code: 0, err: '' });
  expect(init.out.split('\n').slice(0, 9)).toEqual([
    ...['index', 'queue', 'walk', 'ring-access', 'findings'].map(
      (file) => `wrote models/my-net-queue/${file}.ts`,
    ),
    'wrote recorder/ringproof_record.h',
    'wrote .github/workflows/ringproof.yml',
    'wrote package.json',
    'wrote tsconfig.json',
  ]);
  expect(init.out).toContain('Now:\n  cd new/project\n  npm install\n  npx ringproof prove\n');
  // The documented form.
  const { proofs } = JSON.parse(list.out) as { proofs: readonly { id: string; model: string }[] };
  expect(new Set(proofs.map(({ model }) => model))).toEqual(new Set(['my-net-queue']));
  expect(proofs.length).toBeGreaterThan(100);
});

full('should write a queue of which every own proof and property holds', async () => {
  const { cwd } = makeProject({});
  await command(cwd, 'init');

  const whole = await command(cwd, 'prove', 'split-device/state', 'split/add-used', 'split/undo-pop');

  expect(whole.code).toBe(0);
});

test('should write a queue that is refuted when it is broken', async () => {
  const { cwd } = makeProject({});
  await command(cwd, 'init');

  const queue = join(cwd, 'models/my-queue/queue.ts');
  writeFileSync(queue, readFileSync(queue, 'utf8').replaceAll('head.ge(this.size)', 'head.gt(this.size)'));
  const broken = await command(cwd, 'prove', 'split/add-used');

  expect(broken.code).toBe(1);
  expect(broken.out).toContain("assertion 'a bad head is refused as such' does not hold");
  expect(broken.out).toMatch(/\(models\/my-queue\/queue\.ts:\d+\)/);
  expect(broken.out).toMatch(/BROKEN: a bad head[^]*proofs\/split\/add-used\.proof\.ts:\d+\)/);
});

test('should write what the compiler accepts', async () => {
  const { cwd } = makeProject({});
  await command(cwd, 'init');
  linked(cwd);
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');

  const { stdout } = spawnSync(process.execPath, [tsc, '--pretty', 'false', '-p', cwd], {
    cwd,
    encoding: 'utf8',
  });

  expect(stdout).toBe('');
});

test('should name nothing that is not there at the members, and each proof at all that it needs', async () => {
  const proofs = await splitDeviceProofs();
  const ids = proofs.map(({ id }) => id);
  const text = modelFiles(SPLIT_START, 'my-queue').find(({ path }) => path.endsWith('index.ts'))?.text ?? '';

  for (const [member, { isOptional, proofs: named }] of Object.entries(PROOFS_OF_MEMBER)) {
    expect(text).toMatch(new RegExp(`^ +// [^\\n]*\\n +${member}: `, 'm'));
    const matched = named.map((form) => matchingIds(form, ids));
    expect(matched.filter((of) => of.length === 0)).toEqual([]);
    const needing = proofs.filter(({ needs }) => needs.includes(member)).map(({ id }) => id);
    if (isOptional) expect([...new Set(matched.flat())].sort()).toEqual(needing.sort());
    else expect(needing).toEqual([]);
  }
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
  const { cwd } = makeProject({ 'models/my-queue/walk.ts': 'mine' });

  const { code, err } = await command(cwd, 'init');

  expect(code).toBe(5);
  expect(err).toContain(
    'nothing was written, since these files are there already:\n  models/my-queue/walk.ts\nGive the new model another name: --name',
  );
  expect(readdirSync(cwd).sort()).toEqual(['engine.mjs', 'models']);
  expect(readFileSync(join(cwd, 'models/my-queue/walk.ts'), 'utf8')).toBe('mine');
});

test.each([
  [['--family', 'splitt'], "there is no family 'splitt'; did you mean 'split'?; families are split"],
  [['--language', 'cpp'], "there is no recorder for 'cpp'; did you mean 'c'?; languages are c, rust, none"],
  [['--name', '../up'], "'../up' cannot be the name of a model"],
  [['--name', ''], 'cannot be the name of a model'],
])('should refuse %j, and write nothing', async (args, message) => {
  const { cwd } = makeProject({});

  const { code, err } = await command(cwd, 'init', ...args);

  expect(code).toBe(5);
  expect(err).toContain(message);
  expect(readdirSync(cwd)).toEqual(['engine.mjs']);
});

test('should ask on a terminal what the options leave open', async () => {
  const { cwd } = makeProject({});
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  const stdout = Object.assign(collector(), { isTTY: true });
  const questions: string[] = [];
  stdout.on('data', (chunk: Buffer) => {
    const text = chunk.toString();
    if (!/\? \[.*\] /.test(text)) return;
    questions.push(text);
    stdin.write(text.includes('language') ? 'Rust\n' : text.includes('called') ? 'rx-queue\n' : '\n');
  });

  const code = await run(['init', '--family', 'split'], { stdin, stdout, stderr: collector(), cwd, env: {} });

  expect(code).toBe(0);
  expect(questions).toHaveLength(2);
  expect(stdout.text()).toContain('wrote models/rx-queue/index.ts');
  expect(stdout.text()).toContain('wrote recorder/ringproof_record.rs');
});

test('should say so where the folder cannot be', async () => {
  const { cwd } = makeProject({ file: '' });

  const { code, err } = await command(cwd, 'init', 'file');

  expect(code).toBe(5);
  expect(err).toMatch(/cannot be written: ENOTDIR/);
});

test('should write a workflow that is well-formed and names only what there is', () => {
  const text = projectFiles('1.2.3').find(({ path }) => path.endsWith('.yml'))?.text ?? '';

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
