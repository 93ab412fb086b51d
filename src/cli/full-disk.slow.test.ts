import { prepareCacheFolder } from '../cache/folder.ts';
import { MARKER } from '../cache/marker.ts';
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { expect, onTestFinished, test, vi, type TestContext } from 'vitest';
import { makeProject, proofFile } from '../runner/project.fixture.ts';
import { MAIN } from '../built.fixture.ts';
import { ringproof } from './command.fixture.ts';
import { bodyFile, EASY, workspace } from './real-engine.fixture.ts';
import { FILL, filesIn, fillUp, makeReadOnly, mountSmallDisk } from './small-disk.fixture.ts';

const TRUE = { 'proofs/a.proof.ts': bodyFile('a', EASY) };
const BOTH = {
  ...TRUE,
  'proofs/b.proof.ts': bodyFile('b', "p.assert('below', p.any.u16('x').lt(65535));"),
};

/** A small disk, or the end of the test where there can be none. */
function smallDisk({ skip }: TestContext): string {
  return mountSmallDisk() ?? skip('mounting a file system is not allowed');
}

function fullDisk(context: TestContext): string {
  const folder = smallDisk(context);
  fillUp(folder);
  return folder;
}

const noRoom = (folder: string, option: string): string =>
  `${folder}: ENOSPC: no space left on device, write; make room there, or name another folder with ${option}\n`;

test.for([
  ['proved', TRUE, 4, '1 proved: 1 proof in'],
  ['refuted', BOTH, 1, '1 proved, 1 refuted: 2 proofs in'],
] as const)(
  'should tell what is %s, and exit as documented, where the output folder is on a full disk',
  async ([verdict, files, expected, summary], context) => {
    const folder = fullDisk(context);
    const reporters = ['--reporter', 'pretty,json,junit,sarif,markdown', '--shard', '1/1'];

    const { code, out, err } = await workspace(files).ringproof(['prove', '--output', folder, ...reporters]);

    expect(code).toBe(expected);
    expect(out).toContain(summary);
    const errors = [
      ...(verdict === 'refuted' ? ['the file of the counterexample to b'] : []),
      ...['json', 'junit', 'sarif', 'markdown'].map((name) => `the ${name} report`),
      'what the merge needs of this shard',
    ].map((what) => `error: ${what} cannot be written: ${noRoom(folder, '--output')}`);
    const warning = `warning: reports may not be written: ${noRoom(folder, '--output')}`;
    expect(err).toBe(warning + errors.join(''));
    expect(filesIn(folder)).toEqual([FILL]);
  },
);

test('should warn, come to the same verdicts and leave nothing, where the cache folder is on a full disk', async (context) => {
  const folder = smallDisk(context);
  prepareCacheFolder(folder);
  fillUp(folder);
  const { prove } = workspace(BOTH);

  const { code, err, proofs } = await prove(['--cache-dir', folder]);

  expect(err).toBe(`warning: no answers are kept for later runs: ${noRoom(folder, '--cache-dir')}`);
  expect(proofs.map(({ id, verdict }) => [id, verdict])).toEqual([
    ['a', 'proved'],
    ['b', 'refuted'],
  ]);
  expect(code).toBe(1);
  expect(filesIn(folder).toSorted()).toEqual(['.gitignore', MARKER, FILL]);
});

test('should warn where the disk of the cache fills up while proofs are running', async (context) => {
  const folder = smallDisk(context);
  const fill = `const { fs, Buffer } = Error.world;
    try { fs.writeFileSync('${folder}/${FILL}', Buffer.alloc(1e6)); } catch { /* full */ }`;
  const fills = proofFile('a', fill);

  const { code, err } = await ringproof(['prove', '--cache-dir', folder], { 'proofs/a.proof.ts': fills });

  expect({ code, err }).toEqual({
    code: 0,
    err: `warning: not all is kept for later runs: ${noRoom(folder, '--cache-dir')}`,
  });
  // What the file was transformed to is kept whole, from when there was room.
  const others = filesIn(folder).filter((name) => !/^[\da-f]{32,}$/.test(name));
  expect(others.toSorted()).toEqual(['.gitignore', MARKER, FILL]);
});

test('should use a cache that can only be read, and say that it adds nothing', async (context) => {
  const folder = smallDisk(context);
  const { prove } = workspace(TRUE);
  await prove(['--cache-dir', folder]);
  makeReadOnly(folder);

  const { code, err, proofs } = await prove(['--cache-dir', folder]);

  expect(proofs).toMatchObject([{ verdict: 'proved', cached: true }]);
  expect(code).toBe(0);
  expect(err).toMatch(/^warning: no answers are kept for later runs: .*: EROFS: .* with --cache-dir\n$/);
});

test('should exit 5, before anything is proved, where the output folder can only be read', async (context) => {
  const folder = smallDisk(context);
  mkdirSync(join(folder, 'there'));
  makeReadOnly(folder);

  for (const output of ['there', 'there/or/not']) {
    const { code, out, err } = await workspace(TRUE).ringproof(['prove', '--output', join(folder, output)]);

    expect({ code, out }).toEqual({ code: 5, out: '' });
    expect(err).toMatch(/^error: --output [^:]*: EROFS: read-only file system, .*; name another folder/);
  }
});

test('should prove where there is no place for files of the moment', async (context) => {
  const folder = smallDisk(context);
  makeReadOnly(folder);
  const { cwd, prove } = workspace(TRUE);
  vi.stubEnv('TMPDIR', folder);
  onTestFinished(() => void vi.unstubAllEnvs());

  const { code, proofs } = await prove(['--cache-dir', join(cwd, 'cache')]);

  expect(proofs).toMatchObject([{ verdict: 'proved', cached: false }]);
  expect(code).toBe(0);
});

test.skipIf(process.platform === 'win32')(
  'should leave no half of a file where one may not be as long as it is',
  () => {
    const { cwd } = makeProject(BOTH);

    const { status, stdout, stderr } = main(['prove', '--reporter', 'pretty,json', '--output', 'out'], cwd);

    expect(stdout).toContain('1 proved, 1 refuted: 2 proofs in');
    expect(status).toBe(1);
    const tooLarge =
      'out: EFBIG: file too large, write; make room there, or name another folder with --output';
    expect(stderr).toContain(`error: the json report cannot be written: ${tooLarge}\n`);
    expect(stderr).toContain('warning: no answers are kept for later runs: .ringproof/cache: EFBIG: ');
    const files = [...filesIn(join(cwd, 'out')), ...filesIn(join(cwd, '.ringproof'))];
    // What fits is there.
    expect(files).toContain('.gitignore');
    expect(files.filter((name) => /^ringproof\.json|draft$/.test(name))).toEqual([]);
  },
);

/** Runs the program in a process that may write files of half a kilobyte, and no longer ones. */
function main(
  args: readonly string[],
  cwd: string,
): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  const command = [process.execPath, MAIN, ...args];
  return spawnSync('sh', ['-c', 'ulimit -f 1 && exec "$@"', 'sh', ...command], {
    ...{ cwd, encoding: 'utf8' },
    env: { ...process.env, FORCE_COLOR: '' },
  });
}
