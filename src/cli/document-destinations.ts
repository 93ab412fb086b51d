import { say } from '../session/say.ts';
import { appendFile, stat, truncate } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isFull, makeFolder, tryToWrite, writeAtomically } from '../cache/atomic-write.ts';
import { DOCUMENT_FILES, type DocumentName } from '../report/document-names.ts';
import { fileProblem } from '../session/file-problem.ts';
import type { CliIo } from '../session/io.ts';
import type { OptionValues } from '../session/options.ts';
import { UsageError } from '../session/usage-error.ts';

/** Somewhere to put a finished document. */
export interface Destination {
  /** Puts it there whole, or not at all; rejects with what the file system says. */
  readonly put: (text: string) => Promise<void>;
  /** What to say of that. */
  readonly problem: (error: unknown) => string;
}

/** None for standard output. A job summary is added to: it belongs to all steps of the job. */
export function destinationsOf(
  name: DocumentName,
  { output }: Pick<OptionValues, 'output'>,
  { cwd, env }: Pick<CliIo, 'cwd' | 'env'>,
): readonly Destination[] {
  const places: Destination[] = [];
  if (output !== null) {
    const path = join(resolve(cwd, output), DOCUMENT_FILES[name]);
    places.push({
      put: (text) => Promise.resolve().then(() => writeAtomically(path, text)),
      problem: (error) => fileProblem(error, output, '--output'),
    });
  }
  const summary = env['GITHUB_STEP_SUMMARY'];
  if (name === 'markdown' && summary) {
    places.push({
      put: (text) => appendWhole(summary, text),
      problem: (error) => `GITHUB_STEP_SUMMARY, ${summary}: ${messageOf(error)}`,
    });
  }
  return places;
}

async function appendWhole(path: string, text: string): Promise<void> {
  const sizeBefore = await stat(path).then(
    ({ size }) => size,
    () => 0,
  );
  try {
    await appendFile(path, text);
  } catch (error) {
    // What was there belongs to others. Where not even that can be done, nothing was added either.
    await truncate(path, sizeBefore).catch(() => {});
    throw error;
  }
}

/**
 * Makes the folder of `--output` and tries it: better now than after an hour of proving. Throws a `UsageError` where it cannot
 * be written to. That it is full is a warning: there may be room again, and the verdicts are printed in any case.
 */
export function requireOutputFolder(output: string, { cwd, stderr }: Pick<CliIo, 'cwd' | 'stderr'>): void {
  const path = resolve(cwd, output);
  try {
    makeFolder(path);
    tryToWrite(path);
  } catch (error) {
    const why = fileProblem(error, output, '--output');
    if (!isFull(error)) throw new UsageError(`--output ${why}`);
    say(stderr, `warning: reports may not be written: ${why}`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
