import { readFileSync, rmSync } from 'node:fs';
import { writeAtomically } from './atomic-write.ts';

/** What distinguishes the refutation of one proof from that of another; its other fields are the caller's. */
interface Refuted {
  readonly id: string;
  readonly model: string | null;
  readonly verdict: string;
  readonly counterexample: unknown;
}

/**
 * Writes down a refutation as far as it has come, for when the process that goes on with it is ended. Not where `file` is `null`
 * or cannot be written.
 */
export function keepRefuted(file: string | null, result: Refuted): void {
  if (file === null) return;
  try {
    writeAtomically(file, JSON.stringify(result));
  } catch {
    // The verdict stands without it.
  }
}

/** Takes what a process that was ended had written down of a proof on a model; `null` where that is nothing. */
export function takeRefuted(
  file: string | null,
  { id, model }: Pick<Refuted, 'id' | 'model'>,
): Refuted | null {
  if (file === null) return null;
  try {
    // It was written whole, and by this tool.
    const result = JSON.parse(readFileSync(file, 'utf8')) as Refuted;
    const isIt = result.id === id && result.model === model && result.verdict === 'refuted';
    return isIt && result.counterexample !== null ? result : null;
  } catch {
    return null;
  } finally {
    dropRefuted(file);
  }
}

/** Forgets what an earlier proof left. */
export function dropRefuted(file: string | null): void {
  if (file !== null) rmSync(file, { force: true });
}
