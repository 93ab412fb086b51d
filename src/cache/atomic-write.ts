import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';

let written = 0;

/**
 * Writes a file so that a reader finds all of it or the previous content, also while others write it: first to a draft with a
 * unique name in the same folder. Makes the folder if there is none. Throws what the file system throws.
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

/** The ending of the names of files that are not yet complete. */
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
 * Makes a folder and its parents if there are none. One by one, since a recursive `mkdir` never returns on file systems, such
 * as /proc, that report a missing parent for a folder that exists. Throws what the file system throws.
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

/** Tests whether a file can be written in a folder, and removes it. Throws what the file system throws. */
export function tryToWrite(folder: string): void {
  const probe = join(folder, `probe${DRAFT}`);
  try {
    writeAtomically(probe, 'x'.repeat(8192));
    rmSync(probe, { force: true });
  } catch (error) {
    // Another process removed the same probe: so the folder can be written.
    if (!isCode(error, 'ENOENT') || !existsSync(folder)) throw error;
  }
}

/** Whether an error says that there is no room for a file: on the disk, or in the user's quota. */
export function isFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT', 'EFBIG'].some((code) => isCode(error, code));
}

/** Whether an error comes from the file system with this code. */
export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
