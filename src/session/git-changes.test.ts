import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { makeProject } from '../runner/project.fixture.ts';
import { changesSince } from './git-changes.ts';
import { UsageError } from './usage-error.ts';

/** A repository with a commit of these files, and a branch `main` at it. */
function makeRepository(files: Readonly<Record<string, string>>): {
  cwd: string;
  git: (...args: string[]) => void;
} {
  const { cwd } = makeProject({ '.gitignore': 'engine.mjs\nignored.ts\n', ...files });
  const git = (...args: string[]): void => {
    const name = ['-c', 'user.name=n', '-c', 'user.email=e', '-c', 'commit.gpgsign=false'];
    execFileSync('git', [...name, ...args], { cwd, stdio: 'pipe' });
  };
  git('init', '--quiet', '--initial-branch', 'main');
  git('add', '.');
  git('commit', '--quiet', '--message', 'first');
  return { cwd, git };
}

function write(cwd: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
}

const FILES = { 'a.ts': 'a', 'b.ts': 'b', 'c.ts': 'c', 'sub/d.ts': 'd', 'same.ts': '', 'odd "name\n.ts': '' };

test('should see what is committed, staged, changed, new, moved and deleted, and nothing else', async () => {
  const { cwd, git } = makeRepository(FILES);
  git('checkout', '--quiet', '-b', 'branch');
  write(cwd, { 'a.ts': 'changed' });
  git('commit', '--quiet', '--all', '--message', 'second');
  write(cwd, { 'b.ts': 'staged', 'new.ts': '', 'ignored.ts': '', 'odd "name\n.ts': 'changed' });
  git('add', 'b.ts');
  git('mv', 'c.ts', 'moved.ts');
  rmSync(join(cwd, 'sub/d.ts'));

  const { changed, tracked } = await changesSince('main', cwd);

  expect([...changed].sort()).toEqual([
    ...['a.ts', 'b.ts', 'c.ts', 'moved.ts', 'new.ts', 'odd "name\n.ts', 'sub/d.ts'],
  ]);
  expect(tracked.has('same.ts')).toBe(true);
  expect(tracked.has('ignored.ts')).toBe(false);
});

test('should compare with where the branches parted, not with what has come since', async () => {
  const { cwd, git } = makeRepository(FILES);
  git('checkout', '--quiet', '-b', 'branch');
  git('checkout', '--quiet', 'main');
  write(cwd, { 'a.ts': 'by others' });
  git('commit', '--quiet', '--all', '--message', 'second');
  git('checkout', '--quiet', 'branch');

  expect((await changesSince('main', cwd)).changed).toEqual(new Set());
});

test('should name files from the working directory, also those outside of it', async () => {
  const { cwd } = makeRepository(FILES);
  write(cwd, { 'a.ts': 'changed', 'sub/d.ts': 'changed' });

  expect((await changesSince('HEAD', join(cwd, 'sub'))).changed).toEqual(new Set(['../a.ts', 'd.ts']));
});

test.each([
  ['nowhere', /^--changed nowhere: git knows no 'nowhere'\n/],
  ['--output=x', /^--changed --output=x: git knows no/],
])('should refuse the reference %s', async (reference, message) => {
  const { cwd } = makeRepository(FILES);

  const refused = changesSince(reference, cwd);

  await expect(refused).rejects.toThrow(UsageError);
  await expect(refused).rejects.toThrow(message);
});

test('should refuse a folder that is in no repository', async () => {
  const { cwd } = makeProject({});

  await expect(changesSince('main', cwd)).rejects.toThrow(/^--changed main: fatal: not a git repository/);
});
