import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { digest } from './entry.ts';
import { writeAtomically } from './atomic-write.ts';

/** A question that is kept so that other solvers can be asked it. */
export interface KeptQuestion {
  /** Declarations and assertions, as the solver was given them. */
  readonly text: string;
  /** What it is about: a proof, a model, a claim. A line each. */
  readonly about: readonly string[];
}

/**
 * Keeps a question as a whole SMT-LIB script, named by its digest, and by what it is for where that is given. Returns the
 * path; throws what the file system throws.
 */
export function keepQuestion(folder: string, { text, about }: KeptQuestion, purpose?: string): string {
  const name = digest(text).slice(0, 16);
  const path = join(folder, purpose === undefined ? `${name}.smt2` : `${name}.${purpose}.smt2`);
  const head = about.map((line) => `; ${line.replaceAll('\n', ' ')}\n`).join('');
  writeAtomically(path, `${head}(set-logic ALL)\n${text.trimEnd()}\n(check-sat)\n`);
  return path;
}

/** Marks the end of a pending question: without it, its writer was killed before it was written whole. */
const WHOLE = '\n; whole\n';

/** A question that is being worked on, as it is written down. */
export function pendingText(text: string): string {
  return text + WHOLE;
}

/** Takes the question that a process was working on when it ended; `null` where there was none. */
export function takePending(file: string): string | null {
  try {
    const text = readFileSync(file, 'utf8');
    rmSync(file, { force: true });
    return text.endsWith(WHOLE) ? text.slice(0, -WHOLE.length) : null;
  } catch {
    return null;
  }
}
