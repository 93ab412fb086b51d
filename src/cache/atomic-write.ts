import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';

let written = 0;

/**
 * Writes a file so that whoever reads it finds all of it or what was there before, also while others write it: to a name of
 * its own first, in the same folder. Makes the folder where there is none. Throws what the file system throws.
 */
export function writeAtomically(path: string, content: string): void {
  written += 1;
  const draft = `${path}.${process.pid}-${written}${DRAFT}`;
  try {
    writeDraft(draft, content);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** How the names of files end that are not whole yet. */
export const DRAFT = '.draft';

function writeDraft(draft: string, content: string): void {
  try {
    writeFileSync(draft, content);
  } catch (error) {
    if (!isCode(error, 'ENOENT')) throw error;
    makeFolder(dirname(draft));
    writeFileSync(draft, content);
  }
}

/** Makes a folder, and those that it is in, where there are none. Throws what the file system throws. */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    if (!isCode(error, 'ENOENT')) throw error;
    // What Node.js says of a file system that can only be read; asked for one folder, the system says what it is.
    mkdirSync(firstMissing(path));
    mkdirSync(path, { recursive: true });
  }
}

function firstMissing(path: string): string {
  const above = dirname(path);
  return above === path || existsSync(above) ? path : firstMissing(above);
}

/** Tries whether a file can be written: one that is gone afterwards. Throws what the file system throws. */
export function tryToWrite(folder: string): void {
  const probe = join(folder, `probe${DRAFT}`);
  try {
    writeAtomically(probe, 'x'.repeat(8192));
    rmSync(probe, { force: true });
  } catch (error) {
    // Whoever else has the same probe at the same time has shown what there was to show.
    if (!isCode(error, 'ENOENT') || !existsSync(folder)) throw error;
  }
}

/** Whether an error says that there is no room for a file: on the disk, or in what somebody may have of it. */
export function isFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT', 'EFBIG'].some((code) => isCode(error, code));
}

/** Whether an error is the file system's, with this code. */
export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
