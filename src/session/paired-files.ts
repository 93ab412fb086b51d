import { existsSync, statSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import type { ModelEntry } from '../load/catalogue.ts';
import { findUserFiles, MODEL_FILES, type UserFile } from '../load/discover.ts';
import { linkProgram } from '../load/link/link.ts';
import { relativePath } from '../load/paths.ts';
import { isPackageItself, PACKAGE_ROOT } from '../load/shipped.ts';
import { LOAD_LIMIT_MS, loadCatalogue } from '../runner/load-catalogue.ts';
import type { WorkerPool } from '../runner/pool.ts';
import { didYouMean } from '../text/nearest.ts';
import { givenPath } from './given-path.ts';
import type { CliIo } from './io.ts';
import type { PairedFile } from './pair-file.ts';
import type { RunSettings } from './settings.ts';
import { UsageError } from './usage-error.ts';

/** What of the settings of a run loading depends on. */
type LoadSettings = Pick<RunSettings, 'deadline' | 'cache' | 'isCacheWritable'>;

/** Extensions of files that export models. */
const MODULES = ['.ts', '.mts', '.js', '.mjs'];

const WASM = '.wasm';

/**
 * The files that some words of the command line stand for: a compiled module, a file that exports a model, or the id of a model of
 * the project or of the package. Throws a `UsageError` for one that stands for nothing.
 */
export async function pairedFiles(
  words: readonly string[],
  pool: WorkerPool,
  io: CliIo,
  settings: LoadSettings,
): Promise<readonly PairedFile[]> {
  const ids = words.filter((word) => !isFile(word));
  const models = ids.length === 0 ? [] : await modelsNamed(ids, pool, io, settings);
  return words.map((word) => {
    if (isFile(word)) return fileIn(word, io.cwd);
    const found = models.filter(({ name }) => name === word);
    const [first] = found;
    if (first === undefined) throw unknownModel(word, models);
    return { from: word, path: first.module, name: word, isCompiled: false };
  });
}

function isFile(word: string): boolean {
  return [...MODULES, WASM].includes(extname(word));
}

function fileIn(word: string, cwd: string): PairedFile {
  const path = resolve(cwd, givenPath(word, cwd));
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true)
    throw new UsageError(`there is no file '${word}' in ${cwd}`);
  const isCompiled = extname(path) === WASM;
  return { from: word, path: relativePath(path, cwd), name: null, isCompiled };
}

/** The models of the project; where it lacks one of these names, those that come with the package as well. */
export async function modelsNamed(
  ids: readonly string[],
  pool: WorkerPool,
  io: CliIo,
  settings: LoadSettings,
): Promise<readonly ModelEntry[]> {
  const all = (await findUserFiles(io.cwd)).filter(({ exports }) => exports === 'models');
  const shipped = await shippedModels(io.cwd);
  const found: ModelEntry[] = [];
  const isFound = (id: string): boolean => found.some(({ name }) => name === id);
  // Most models are in a folder of their name: then no other file is looked at.
  for (const files of [inFoldersOf(ids, all), all, shipped]) {
    if (ids.every(isFound)) break;
    found.push(...(await modelsIn(files, pool, io, settings)));
  }
  return found;
}

async function modelsIn(
  files: readonly UserFile[],
  pool: WorkerPool,
  { cwd }: CliIo,
  { cache, isCacheWritable, deadline }: LoadSettings,
): Promise<readonly ModelEntry[]> {
  if (files.length === 0) return [];
  const paths = files.map(({ path }) => resolve(cwd, path));
  const program = await linkProgram(paths, cache, isCacheWritable);
  return (await loadCatalogue(pool, files, program, LOAD_LIMIT_MS, deadline)).models;
}

function inFoldersOf(ids: readonly string[], files: readonly UserFile[]): readonly UserFile[] {
  return files.filter(({ path }) => ids.includes(path.split('/').at(-2) ?? ''));
}

/** The files of models that come with the package; none where the package itself is the project. */
export async function shippedModels(cwd: string): Promise<readonly UserFile[]> {
  if (isPackageItself(cwd)) return [];
  const found = (await findUserFiles(PACKAGE_ROOT)).filter(({ exports }) => exports === 'models');
  return found.map((file) => ({ ...file, path: relativePath(join(PACKAGE_ROOT, file.path), cwd) }));
}

function unknownModel(word: string, models: readonly ModelEntry[]): UsageError {
  const names = [...new Set(models.map(({ name }) => name))];
  const known = names.length === 0 ? `there are none in ${MODEL_FILES}` : `known: ${names.join(', ')}`;
  const hint = existsSync(word) ? '; of a folder, name the file that exports the model' : '';
  return new UsageError(
    `'${word}' is no model${didYouMean(word, names)} (${known}), and no file *.wasm or *.ts${hint}`,
  );
}
