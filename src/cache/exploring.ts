import { readFileSync, rmSync } from 'node:fs';
import { writeAtomically } from './atomic-write.ts';

/**
 * Writes down how far the exploration of a proof is, for when its process is ended. Nothing if `file` is `null` or cannot be
 * written.
 */
export function keepExploring(file: string | null, progress: unknown): void {
  if (file === null) return;
  try {
    writeAtomically(file, JSON.stringify(progress));
  } catch {
    // It is only shown if the proof is stopped, and is no part of a verdict.
  }
}

/** Takes what a process that was ended had written down; `null` if it was not exploring, or had not got far. */
export function takeExploring(file: string | null): unknown {
  if (file === null) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch {
    return null;
  } finally {
    dropExploring(file);
  }
}

/** Forgets what an earlier proof left, or an exploration that has ended. */
export function dropExploring(file: string | null): void {
  if (file !== null) rmSync(file, { force: true });
}
