import { execFile } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { UsageError } from './usage-error.ts';

/** What git knows of the files of a repository. Paths are relative to the working directory, with forward slashes. */
export interface GitChanges {
  /** Files that differ from where the reference and HEAD parted; in the working tree, committed or not. */
  readonly changed: ReadonlySet<string>;
  /** Files that git looks after. Of any other file it cannot say that it has not changed. */
  readonly tracked: ReadonlySet<string>;
}

/** Compares with a git reference. Throws a `UsageError` where there is no such reference, repository or git. */
export async function changesSince(reference: string, cwd: string): Promise<GitChanges> {
  const top = (await git(reference, cwd, 'rev-parse', '--show-toplevel')).trimEnd();
  const revision = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${reference}^{commit}`];
  const commit = (await git(reference, top, ...revision)).trimEnd();
  // In a shallow clone there may be no common ancestor: then all that differs from the reference itself.
  const base = await git(reference, top, 'merge-base', commit, 'HEAD').catch(() => commit);
  const [differing, untracked, tracked] = await Promise.all([
    git(reference, top, 'diff', '--name-only', '--no-renames', '-z', base.trimEnd(), '--'),
    git(reference, top, 'ls-files', '--others', '--exclude-standard', '-z'),
    git(reference, top, 'ls-files', '-z'),
  ]);
  const from = await realpath(cwd);
  const paths = (text: string): string[] =>
    text
      .split('\0')
      .flatMap((path) => (path === '' ? [] : [relative(from, join(top, path)).split(sep).join('/')]));
  return {
    changed: new Set([...paths(differing), ...paths(untracked)]),
    tracked: new Set(paths(tracked)),
  };
}

const run = promisify(execFile);

/** Bytes of names that a very large repository may have. */
const MOST_OUTPUT = 2 ** 28;

async function git(reference: string, cwd: string, ...args: readonly string[]): Promise<string> {
  try {
    return (await run('git', args, { cwd, maxBuffer: MOST_OUTPUT })).stdout;
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    const why = said === '' ? `git knows no '${reference}'` : said;
    throw new UsageError(
      `--changed ${reference}: ${why}\nIn CI the reference has to be fetched first, as in: git fetch origin main`,
    );
  }
}
