import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A mistake that is planted into a queue, as a change of its text. */
export interface Bug {
  readonly name: string;
  readonly what: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  /** The proof that refutes it; `null` where it changes nothing, so that all that was proved stays so. */
  readonly refutedBy: string | null;
}

/** The mistakes that a folder's `bugs.json` lists. */
export function bugsOf(folder: string): readonly Bug[] {
  // Our own file: building it checks each change.
  return JSON.parse(readFileSync(join(folder, 'bugs.json'), 'utf8')) as readonly Bug[];
}

/** Where the module of a planted mistake is committed. */
export function moduleOf(folder: string, { name }: Bug): string {
  return join(folder, 'bugs', `${name}.wasm`);
}

/** Calls `build` with a copy of a folder that has the mistake. Throws an `Error` unless its text is there once. */
export function withBug(folder: string, bug: Bug, build: (copy: string) => void): void {
  const copy = mkdtempSync(join(tmpdir(), 'ringproof-bug-'));
  try {
    cpSync(folder, copy, { recursive: true });
    const path = join(copy, bug.file);
    const text = readFileSync(path, 'utf8');
    if (text.split(bug.find).length !== 2)
      throw new Error(`the text of ${bug.name} is not in ${join(folder, bug.file)} once`);
    writeFileSync(
      path,
      text.replace(bug.find, () => bug.replace),
    );
    build(copy);
  } finally {
    rmSync(copy, { recursive: true });
  }
}
