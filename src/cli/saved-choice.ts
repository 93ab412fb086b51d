import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CounterexampleFileError, readSaved, type SavedState } from '../replay/saved-file.ts';
import { UsageError } from '../session/usage-error.ts';

/**
 * The one counterexample of a file, or that of the proof and the model that are named. Throws a `UsageError` that says what is
 * wrong with the file, or which there are.
 */
export async function chosenIn(
  file: string,
  cwd: string,
  id: string | undefined,
  model: string | undefined,
): Promise<SavedState> {
  const all = await savedIn(file, cwd);
  const ofProof = all.filter(({ proof }) => id === undefined || proof === id);
  const [first, ...others] = ofProof;
  if (first !== undefined && others.length === 0) return first;
  if (all.length === 0) throw new UsageError(`${file} holds no counterexample`);
  const names = [...new Set(all.map(({ proof }) => proof))].join(', ');
  if (first === undefined) {
    throw new UsageError(`${file} holds no counterexample to '${String(id)}'; it has: ${names}`);
  }
  if (others.some(({ proof }) => proof !== first.proof)) {
    throw new UsageError(`${file} holds ${all.length} counterexamples; name the proof: ${names}`);
  }
  // One proof on several models: each has a counterexample of its own.
  const ofModel = ofProof.find((saved) => saved.model !== null && saved.model === model);
  if (ofModel !== undefined) return ofModel;
  const models = ofProof.map((saved) => saved.model).join(', ');
  throw new UsageError(
    `${file} holds ${ofProof.length} counterexamples to '${first.proof}'; name the model with --model: ${models}`,
  );
}

async function savedIn(file: string, cwd: string): Promise<readonly SavedState[]> {
  const text = await readFile(resolve(cwd, file), 'utf8').catch((error: unknown) => {
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  });
  try {
    return readSaved(text, file);
  } catch (error) {
    if (error instanceof CounterexampleFileError) throw new UsageError(error.message);
    throw error;
  }
}
