import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeProject, proofFile } from '../runner/project.fixture.ts';
import { MAIN } from '../built.fixture.ts';

/** Runs the program in a shell, after a line of that. */
function inShell(
  line: string,
  args: string,
  cwd: string,
): { readonly code: number | null; readonly err: string } {
  const { status, stderr } = spawnSync(
    'sh',
    ['-c', `${line}; exec "$0" "$1" ${args}`, process.execPath, MAIN],
    {
      cwd,
      encoding: 'utf8',
    },
  );
  return { code: status, err: stderr };
}

test('should not exit as a refutation does where the working directory is gone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ringproof-gone-'));

  const { code, err } = inShell('rmdir "$PWD"', 'prove', folder);

  if (existsSync(folder)) rmdirSync(folder);
  expect({ code, err }).toEqual({
    code: 4,
    err: 'error: ringproof cannot go on: the working directory is gone; change to one that is there\n',
  });
});

test.runIf(process.platform === 'linux').each([20, 24, 30])(
  'should say so, and exit 4, where %i files may be open',
  (files) => {
    const { cwd } = makeProject({ 'proofs/a.proof.ts': proofFile('a', '') });

    const { code, err } = inShell(`ulimit -n ${files}`, 'list', cwd);

    expect(code).toBe(4);
    expect(err).toMatch(/^error: ringproof (cannot go on|failed): EMFILE: too many open files, .*\n$/);
  },
);

test.runIf(existsSync('/proc/self')).each([
  [
    'prove a --output /proc/ringproof/out',
    5,
    /^error: --output \/proc\/ringproof\/out: ENOENT.* name another folder/,
  ],
  ['init /proc/ringproof/out', 5, /^error: \/proc\/ringproof\/out\/.* cannot be written: ENOENT/],
  [
    'prove z --cache-dir /proc/ringproof/out',
    5,
    /^warning: no answers are kept .*: \/proc\/ringproof\/out: ENOENT/,
  ],
])('should come to an end with %s', (args, status, message) => {
  const { cwd } = makeProject({ 'proofs/a.proof.ts': proofFile('a', '') });

  const { code, err } = inShell('true', args, cwd);

  expect(code).toBe(status);
  expect(err).toMatch(message);
});
