import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
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

/**
 * Makes a folder, and those that it is in, where there are none. One by one: the platform's own way never ends on file systems, such
 * as /proc, that know of no folder where there is one to be made. Throws what the file system throws.
 */
export function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return;
  const above = dirname(path);
  if (above !== path) makeFolder(above);
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may have made it in the meantime.
    if (!isCode(error, 'EEXIST') || !statSync(path).isDirectory()) throw error;
  }
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
