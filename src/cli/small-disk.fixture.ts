import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder on a file system of its own, of 64 KiB, until the test is over; `null` where mounting is not allowed. */
export function mountSmallDisk(): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'ringproof-disk-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    remove();
    return null;
  }
  onTestFinished(() => {
    execFileSync('umount', ['--lazy', folder]);
    remove();
  });
  return folder;
}

/** Makes a small disk one that can only be read, also by those whom no permissions bind. */
export function makeReadOnly(folder: string): void {
  execFileSync('mount', ['-o', 'remount,ro', folder]);
}

/** The name of the file that takes all the room. */
export const FILL = 'fill';

/** Takes all the room that there is on a small disk. */
export function fillUp(folder: string): void {
  try {
    writeFileSync(join(folder, FILL), Buffer.alloc(1 << 20));
  } catch {
    // That is what full means.
  }
}

/** The names of all files in a folder, at any depth. */
export function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
}
