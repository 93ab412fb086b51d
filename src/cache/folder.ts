import { existsSync, lstatSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DRAFT, tryToWrite, writeAtomically } from './atomic-write.ts';
import { claimFolder, FOREIGN, MARKER, ownershipOf } from './marker.ts';

/**
 * The cache folder where none is given, from the working directory. Not in `node_modules`: `npm ci` deletes that, after a CI
 * job has restored its caches.
 */
export const DEFAULT_CACHE_FOLDER = '.ringproof/cache';

/** Bytes that a cache may hold where nothing else is said. */
export const DEFAULT_CACHE_BYTES = 256 * 2 ** 20;

/** How much is left after old entries were dropped, so that it is not done in every run. */
const FILL_AFTER_SWEEP = 0.75;

export function answersFolder(folder: string): string {
  return join(folder, 'answers');
}

export function questionsFolder(folder: string): string {
  return join(folder, 'undecided');
}

export function resultsFolder(folder: string): string {
  return join(folder, 'results');
}

/** Of texts of the user's files, as they are evaluated. */
export function transformsFolder(folder: string): string {
  return join(folder, 'transforms');
}

/** The folders of a cache whose files may be dropped at any time. */
const KINDS = {
  answers: answersFolder,
  results: resultsFolder,
  transforms: transformsFolder,
  questions: questionsFolder,
} as const;

const IGNORE_ALL = '*\n';

/**
 * Makes a cache folder that version control ignores, and tests whether it can be written. Returns why it cannot be used or
 * written; `null` if it can.
 */
export function prepareCacheFolder(folder: string): Error | null {
  const ignore = join(folder, '.gitignore');
  try {
    claimFolder(folder);
    if (!existsSync(ignore)) writeAtomically(ignore, IGNORE_ALL);
    tryToWrite(folder);
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** The default cache folder of a project, to be read by commands that have no options for one; `null` where there is none yet. */
export function cacheOfProject(cwd: string): string | null {
  const folder = resolve(cwd, DEFAULT_CACHE_FOLDER);
  return isCacheFolder(folder) ? folder : null;
}

/** Whether a folder was made by `prepareCacheFolder`: no other is read from, written to or cleaned. */
export function isCacheFolder(folder: string): boolean {
  try {
    return ownershipOf(folder) === 'ours';
  } catch {
    return false;
  }
}

export interface FolderSize {
  readonly files: number;
  readonly bytes: number;
}

export interface CacheStatistics {
  readonly answers: FolderSize;
  readonly results: FolderSize;
  readonly transforms: FolderSize;
  readonly questions: FolderSize;
}

/** What there is in a cache folder; all zero where there is none. */
export function cacheStatistics(folder: string): CacheStatistics {
  const of = (kind: keyof typeof KINDS): FolderSize => {
    const files = filesIn(KINDS[kind](folder));
    return { files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
  };
  return {
    answers: of('answers'),
    results: of('results'),
    transforms: of('transforms'),
    questions: of('questions'),
  };
}

/**
 * Deletes all that a cache folder holds, and leaves what is not the cache's. Throws an `Error` for a folder that is not this
 * tool's, and what the file system throws.
 */
export function cleanCache(folder: string): void {
  const ownership = ownershipOf(folder);
  if (ownership === 'foreign') throw new Error(FOREIGN);
  if (ownership === 'free') return;
  for (const kind of Object.values(KINDS)) rmSync(kind(folder), { recursive: true, force: true });
  rmSync(join(folder, 'times'), { force: true });
  const ignore = join(folder, '.gitignore');
  if (existsSync(ignore) && readFileSync(ignore, 'utf8') === IGNORE_ALL) rmSync(ignore);
  rmSync(join(folder, MARKER), { force: true });
}

/**
 * Drops the files that were used longest ago until a cache has room again, where it holds more than `limit` bytes; and drafts
 * of unfinished writes. Does nothing in a folder that is not this tool's. Errors are ignored: another run may sweep, too.
 */
export function sweepCache(folder: string, limit = DEFAULT_CACHE_BYTES): void {
  if (!isCacheFolder(folder)) return;
  const files = Object.values(KINDS).flatMap((kind) => filesIn(kind(folder)));
  const hourAgo = Date.now() - 3_600_000;
  let bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const isFull = bytes > limit;
  for (const file of files.toSorted((a, b) => a.usedAt - b.usedAt)) {
    const isAbandoned = file.path.endsWith(DRAFT) && file.usedAt < hourAgo;
    if (!isAbandoned && (!isFull || bytes <= limit * FILL_AFTER_SWEEP)) continue;
    try {
      rmSync(file.path, { force: true });
      bytes -= file.bytes;
    } catch {
      // It stays.
    }
  }
}

interface CachedFile {
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds since the epoch. */
  readonly usedAt: number;
}

/** The files of one of the folders of a cache. A link is no such folder: what it leads to is not the cache's. */
function filesIn(folder: string): readonly CachedFile[] {
  try {
    if (!lstatSync(folder).isDirectory()) return [];
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .flatMap((entry) => fileAt(join(entry.parentPath, entry.name)));
  } catch {
    return [];
  }
}

function fileAt(path: string): readonly CachedFile[] {
  try {
    const { size, mtimeMs } = lstatSync(path);
    return [{ path, bytes: size, usedAt: mtimeMs }];
  } catch {
    return [];
  }
}
