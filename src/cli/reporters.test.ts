import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { collector, makeProject, proofFile } from '../runner/project.fixture.ts';
import { ringproof } from './command.fixture.ts';
import { run } from './built.fixture.ts';
import { aboutRun } from './reporters.ts';

const PROJECT = {
  'proofs/a.proof.ts': proofFile('a/good', ''),
  'proofs/b.proof.ts': proofFile('b/bad', "throw { verdict: 'refuted' };"),
};

/** Runs a command in a folder that is there afterwards, too. */
async function runIn(
  cwd: string,
  engine: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const [stdout, stderr] = [collector(), collector()];
  const world = { ...process.env, GITHUB_STEP_SUMMARY: '', FORCE_COLOR: '', ...env };
  const code = await run(args, { stdout, stderr, cwd, env: world, engine });
  return { code, out: stdout.text(), err: stderr.text() };
}

test('should write a file a document, whole, and tell people on standard output', async () => {
  const { cwd, engine } = makeProject(PROJECT);
  const args = [
    'prove',
    '--reporter',
    'pretty,json,junit',
    '--reporter',
    'sarif,markdown,html',
    '--output',
    'new/out',
  ];

  const { code, out } = await runIn(cwd, engine, args);

  expect(code).toBe(1);
  expect(out).toContain('1 proved, 1 refuted: 2 proofs in');
  const folder = join(cwd, 'new/out');
  expect(readdirSync(folder).sort()).toEqual([
    'ringproof.html',
    'ringproof.json',
    'ringproof.junit.xml',
    'ringproof.md',
    'ringproof.sarif',
  ]);
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  expect(JSON.parse(read('ringproof.json'))).toMatchObject({ summary: { proved: 1, refuted: 1 } });
  expect(JSON.parse(read('ringproof.sarif'))).toMatchObject({ runs: [{ results: [{ ruleId: 'b/bad' }] }] });
  expect(read('ringproof.junit.xml')).toMatch(/^<\?xml [^]*<\/testsuites>\n$/);
  expect(read('ringproof.md')).toMatch(/^## ringproof: 1 proved, 1 refuted/);
  expect(read('ringproof.html')).toMatch(/^<!doctype html>[^]*<\/html>\n$/);
  expect(out).toMatch(/^as a page: new\/out\/ringproof\.html$/m);
});

test('should print one document, and nothing else, where it is the only reporter', async () => {
  const { code, out } = await ringproof(['prove', 'a/good', '--reporter', 'sarif'], PROJECT);

  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ version: '2.1.0' });
});

test('should print annotations after the verdicts', async () => {
  const { out } = await ringproof(['prove', '--reporter', 'pretty,github'], PROJECT);

  expect(out).toMatch(
    /2 proofs in [^\n]*\n::error file=proofs\/b\.proof\.ts,line=2,title=b\/bad%3A refuted::[^\n]*\n$/,
  );
});

test('should refuse documents that have no place', async () => {
  const { code, err, out } = await ringproof(['prove', '--reporter', 'json,pretty,junit'], PROJECT);

  expect({ code, out }).toEqual({ code: 5, out: '' });
  expect(err).toContain(
    'standard output takes one of them; say where to write json, junit with --output <dir>',
  );
});

test('should refuse a folder that cannot be', async () => {
  const { code, err } = await ringproof(['prove', '--output', 'proofs/a.proof.ts/out'], PROJECT);

  expect(code).toBe(5);
  expect(err).toMatch(/^error: --output proofs\/a\.proof\.ts\/out: ENOTDIR/);
});

test('should add to the summary of a job, which other steps write to', async () => {
  const { cwd, engine } = makeProject({ ...PROJECT, 'summary.md': '# Before\n' });
  const env = { GITHUB_STEP_SUMMARY: join(cwd, 'summary.md') };

  const { code, out } = await runIn(cwd, engine, ['prove', 'a/good', '--reporter', 'pretty,markdown'], env);

  expect(code).toBe(0);
  expect(out).toContain('1 proved: 1 proof in');
  expect(readFileSync(env.GITHUB_STEP_SUMMARY, 'utf8')).toMatch(/^# Before\n## ringproof: 1 proved/);
});

test('should fail where a report cannot be written, write the others, and leave no half of one', async () => {
  const { cwd, engine } = makeProject(PROJECT);
  // A folder where the file is to be.
  mkdirSync(join(cwd, 'out/ringproof.json/in'), { recursive: true });

  const { code, out, err } = await runIn(cwd, engine, [
    ...['prove', 'a/good', '--reporter', 'pretty,json,junit', '--output', 'out'],
  ]);

  expect(code).toBe(4);
  expect(out).toContain('1 proved: 1 proof in');
  expect(err).toMatch(/^error: the json report cannot be written: /m);
  expect(readdirSync(join(cwd, 'out')).sort()).toEqual(['ringproof.json', 'ringproof.junit.xml']);
});

test.skipIf(process.getuid?.() === 0)('should fail where the folder is not to be written to', async () => {
  const { cwd, engine } = makeProject(PROJECT);
  mkdirSync(join(cwd, 'out'));
  chmodSync(join(cwd, 'out'), 0o500);

  const { code } = await runIn(cwd, engine, ['prove', 'a/good', '--reporter', 'junit', '--output', 'out']);

  expect(code).toBe(4);
});

test('should replace the reports of an earlier run', async () => {
  const { cwd, engine } = makeProject(PROJECT);
  mkdirSync(join(cwd, 'out'));
  writeFileSync(join(cwd, 'out/ringproof.json'), 'of before, and longer'.repeat(1000));

  await runIn(cwd, engine, ['prove', 'a/good', '--reporter', 'json', '--output', 'out']);

  expect(JSON.parse(readFileSync(join(cwd, 'out/ringproof.json'), 'utf8'))).toMatchObject({
    tool: 'ringproof',
  });
});

test('should stop at the first result that is not as expected, and say what was not run', async () => {
  const files = {
    ...PROJECT,
    'proofs/c.proof.ts': proofFile('c/late', "Error.world.fs.writeFileSync('ran', '');"),
  };
  const { cwd, engine } = makeProject(files);

  const { code, out } = await runIn(cwd, engine, ['prove', '--bail', '--jobs', '1']);

  expect(code).toBe(1);
  expect(out).toMatch(/^not run: c\/late\n1 proved, 1 refuted, 1 not run: 2 proofs in/m);
  expect(existsSync(join(cwd, 'ran'))).toBe(false);
});

test('should not wait, on bail, for proofs that are still running', async () => {
  const files = {
    'proofs/a.proof.ts': proofFile('a/forever', 'for (;;);'),
    'proofs/b.proof.ts': proofFile('b/bad', "throw { verdict: 'vacuous' };"),
  };
  const { cwd, engine } = makeProject(files);

  const { code, out } = await runIn(cwd, engine, ['prove', '--bail', '--jobs', '2', '--timeout', '1h']);

  expect(code).toBe(2);
  expect(out).toContain('1 vacuous, 1 not run: 1 proof in');
});

test.each([
  [{}, ''],
  [{ GITHUB_WORKSPACE: '/repo' }, 'queues/split/'],
  [{ CI_PROJECT_DIR: '/repo/queues/split' }, ''],
  [{ GITHUB_WORKSPACE: '/elsewhere' }, ''],
  [{ GITHUB_WORKSPACE: '/elsewhere', CI_PROJECT_DIR: '/repo' }, 'queues/split/'],
  [{ GITHUB_WORKSPACE: '' }, ''],
])('should know with %j where the repository begins', (env, pathPrefix) => {
  expect(aboutRun({ cwd: '/repo/queues/split', env })).toMatchObject({ pathPrefix });
});
