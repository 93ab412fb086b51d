import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The commit that a folder's files are of. */
export interface Commit {
  /** Null outside of a repository, and without git. */
  readonly commit: string | null;
  /** Whether tracked files of the folder differ from it, or there are others that git does not ignore. */
  readonly isChanged: boolean;
  /** When it was made, or else now; ISO 8601. */
  readonly created: string;
}

const run = promisify(execFile);

/** Asks git of a folder. */
export async function commitOf(cwd: string): Promise<Commit> {
  const git = async (...args: readonly string[]): Promise<string> =>
    (await run('git', args, { cwd, maxBuffer: 2 ** 28 })).stdout.trim();
  try {
    const [commit, created, status] = await Promise.all([
      git('rev-parse', 'HEAD'),
      git('show', '--no-patch', '--format=%cI', 'HEAD'),
      git('status', '--porcelain', '--', '.'),
    ]);
    return { commit, created, isChanged: status !== '' };
  } catch {
    return { commit: null, created: new Date().toISOString(), isChanged: false };
  }
}
