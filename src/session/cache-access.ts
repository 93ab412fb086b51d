import { say } from './say.ts';
import { resolve } from 'node:path';
import { isCacheFolder, prepareCacheFolder } from '../cache/folder.ts';
import { FOREIGN, ownershipOf } from '../cache/marker.ts';
import { fileProblem } from './file-problem.ts';
import type { CliIo } from './io.ts';
import type { OptionValues } from './options.ts';
import { UsageError } from './usage-error.ts';

/** What a run may do with its cache folder. */
export interface CacheAccess {
  /** The folder, to be read; `null` where there is none, or it is not this tool's. */
  readonly readable: string | null;
  /** The same, to be written. */
  readonly writable: string | null;
}

const NO_ACCESS: CacheAccess = { readable: null, writable: null };

/** The cache folder as a path. */
export function cacheFolder(
  { cacheDir }: Pick<OptionValues, 'cacheDir'>,
  { cwd }: Pick<CliIo, 'cwd'>,
): string {
  return resolve(cwd, cacheDir);
}

/**
 * Prepares the cache folder, and warns on standard error where it cannot be used as asked. Throws a `UsageError` for options that
 * contradict each other.
 */
export function accessCache(
  options: Pick<OptionValues, 'cache' | 'cacheDir' | 'frozen'>,
  { cwd, stderr }: Pick<CliIo, 'cwd' | 'stderr'>,
): CacheAccess {
  if (options.frozen && !options.cache)
    throw new UsageError('--frozen reads the cache that --no-cache ignores: leave one of the two out');
  const folder = cacheFolder(options, { cwd });
  const warn = (what: string, problem: unknown): void => {
    const why = fileProblem(problem, options.cacheDir, '--cache-dir');
    if (options.cache) say(stderr, `warning: ${what}: ${why}`);
  };
  if (options.frozen) {
    const problem = problemWithReading(folder);
    if (problem !== null) warn('no answers of earlier runs are used', problem);
    return { ...NO_ACCESS, readable: isCacheFolder(folder) ? folder : null };
  }
  const problem = prepareCacheFolder(folder);
  if (problem !== null) warn('no answers are kept for later runs', problem);
  return {
    readable: isCacheFolder(folder) ? folder : null,
    writable: problem === null ? folder : null,
  };
}

/** Why a folder cannot be read as a cache; `null` where it can, or where there is none yet. */
function problemWithReading(folder: string): unknown {
  try {
    return ownershipOf(folder) === 'foreign' ? new Error(FOREIGN) : null;
  } catch (error) {
    return error;
  }
}
