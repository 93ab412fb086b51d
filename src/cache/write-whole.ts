import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import process from 'node:process';

let written = 0;

/**
 * Writes a file so that whoever reads it finds all of it or what was there before, also while others write it: to a name of
 * its own first, in the same folder. Makes the folder where there is none. Throws what the file system throws.
 */
export function writeWhole(path: string, content: string): void {
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
    mkdirSync(dirname(draft), { recursive: true });
    writeFileSync(draft, content);
  }
}

/** Whether an error is the file system's, with this code. */
export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
