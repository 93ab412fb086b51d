import { isFull } from '../cache/atomic-write.ts';

/** Why nothing can be written to a folder, and the way out. `option` is the one that names the folder. */
export function fileProblem(error: unknown, folder: string, option: '--output' | '--cache-dir'): string {
  const why = error instanceof Error ? error.message : String(error);
  return `${folder}: ${why}; ${isFull(error) ? 'make room there, or ' : ''}name another folder with ${option}`;
}
