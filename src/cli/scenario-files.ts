import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { glob } from 'tinyglobby';
import { RecordingError } from '../conform/errors.ts';
import { withForwardSlashes } from '../load/paths.ts';
import { givenPath } from '../session/given-path.ts';
import { UsageError } from '../session/usage-error.ts';
import { formatSize } from '../text/size.ts';

/** A scenario as it stands in a file. */
export interface ScenarioText {
  /** "file", or "file:line" of a file with several. */
  readonly location: string;
  readonly text: string;
}

/** The longest scenario, in bytes: more is no test that a person looks at. */
export const LONGEST_SCENARIO = 64 * 2 ** 20;

const SCENARIO_FILES = ['**/*.json', '**/*.jsonl'];

/**
 * The files that are given, and of folders all below that are named *.json and *.jsonl, in order. Throws a `UsageError` for what is
 * not there, for a folder without any, and for a file that is too long.
 */
export async function scenarioFiles(given: readonly string[], cwd: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const each of given) {
    const path = givenPath(each, cwd);
    const stats = await stat(resolve(cwd, path)).catch(() => null);
    if (stats === null) throw new UsageError(`there is no file or folder '${path}'`);
    if (stats.isDirectory()) {
      const below = await glob(SCENARIO_FILES, {
        cwd: resolve(cwd, path),
        ignore: '**/node_modules/**',
        expandDirectories: false,
      });
      if (below.length === 0) throw new UsageError(`the folder '${path}' has no file *.json or *.jsonl`);
      found.push(...below.sort().map((file) => withForwardSlashes(join(path, file))));
    } else found.push(path);
  }
  for (const file of found) {
    const { size } = await stat(resolve(cwd, file));
    if (!isOfLines(file) && size > LONGEST_SCENARIO) throw tooLong(file, size);
  }
  return [...new Set(found)];
}

/**
 * The scenarios of a file, one at a time: the lines of *.jsonl, without blank ones, and the whole of any other file. Throws a `UsageError`
 * for a file that cannot be read, and a `RecordingError` for one that is empty, or has too long a line.
 */
export async function* scenariosIn(file: string, cwd: string): AsyncGenerator<ScenarioText> {
  let count = 0;
  try {
    for await (const scenario of isOfLines(file) ? linesOf(file, cwd) : wholeOf(file, cwd)) {
      if (scenario.text.trim() === '') continue;
      count += 1;
      yield scenario;
    }
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new UsageError(`${file} cannot be read: ${error.message}`);
  }
  if (count === 0) throw new RecordingError(`${file}: the file is empty`);
}

function isOfLines(file: string): boolean {
  return file.endsWith('.jsonl');
}

async function* wholeOf(file: string, cwd: string): AsyncGenerator<ScenarioText> {
  yield { location: file, text: await readFile(resolve(cwd, file), 'utf8') };
}

async function* linesOf(file: string, cwd: string): AsyncGenerator<ScenarioText> {
  // Put together at the end of a line only: a long one comes in many pieces.
  let [number, pieces, length]: [number, string[], number] = [1, [], 0];
  // A stream of text yields text.
  for await (const chunk of createReadStream(resolve(cwd, file), 'utf8') as AsyncIterable<string>) {
    for (const [i, piece] of chunk.split('\n').entries()) {
      if (i > 0) {
        yield { location: `${file}:${number}`, text: pieces.join('') };
        [number, pieces, length] = [number + 1, [], 0];
      }
      pieces.push(piece);
      length += piece.length;
      if (length > LONGEST_SCENARIO) throw new RecordingError(`${file}:${number}: ${TOO_LONG}`);
    }
  }
  if (length > 0) yield { location: `${file}:${number}`, text: pieces.join('') };
}

const TOO_LONG = `a scenario has at most ${formatSize(LONGEST_SCENARIO)} bytes; shorten its memory`;

function tooLong(file: string, size: number): UsageError {
  return new UsageError(
    `${file} has ${formatSize(size)} bytes, and ${TOO_LONG}, or write one scenario a line and call the file *.jsonl`,
  );
}
