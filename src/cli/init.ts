import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { makeFolder } from '../cache/atomic-write.ts';
import { EXIT } from '../report/exit-code.ts';
import { didYouMean } from '../text/nearest.ts';
import { compiledFiles } from './init-compiled.ts';
import { askWhatIsMissing, type InitAnswers, type InitOptions } from './init-questions.ts';
import { FAMILIES, modelFiles, recorderFile, type Language, type NewFile } from './init-model.ts';
import { projectFiles } from './init-templates.ts';
import type { CliIo } from '../session/io.ts';
import { UsageError } from '../session/usage-error.ts';
import { toolVersion } from '../session/version.ts';

/**
 * `ringproof init`: writes a model that is a whole queue, a recorder for the unit tests of the real one, and a workflow into a
 * folder, which may be a project already; resolves to the exit code. On a terminal it asks what the options leave open.
 * Overwrites nothing: throws a `UsageError`, and writes nothing, where a file is there already, or in a clone of the tool.
 */
export async function initCommand(folder: string, options: InitOptions, io: CliIo): Promise<number> {
  const root = resolve(io.cwd, folder);
  const clone = cloneAround(root);
  if (clone !== null) {
    throw new UsageError(
      `nothing was written, since ${clone} is a clone of ringproof itself, with models and proofs of its own; ` +
        'name a folder outside of it: ringproof init <dir>',
    );
  }
  const { compiled = null } = options;
  // A compiled queue is its own recorder.
  const asked = compiled === null ? options : { family: 'split', ...options, language: 'none' };
  const answers = await askWhatIsMissing(asked, io);
  const news = newFiles(answers, root, compiled);
  for (const { path, text } of news) await write(join(root, path), text);
  const lines = [
    ...news.map(({ path }) => `wrote ${path}`),
    '',
    ...nextSteps(folder, answers, news, compiled),
  ];
  io.stdout.write(lines.map((line) => `${line}\n`).join(''));
  return EXIT.expected;
}

/** The files to write. Throws a `UsageError` where one of those that make the model is there already. */
function newFiles(
  { family, language, name }: InitAnswers,
  root: string,
  compiled: Language | null,
): readonly NewFile[] {
  const start = FAMILIES[family];
  if (start === undefined) {
    const known = Object.keys(FAMILIES);
    throw new UsageError(
      `there is no family '${family}'${didYouMean(family, known)}; families are ${known.join(', ')}`,
    );
  }
  const isThere = (path: string): boolean => existsSync(join(root, path));
  const recorder = language === null ? [] : [recorderFile(start, language)];
  const own =
    compiled === null
      ? [...modelFiles(start, name), ...recorder].map((file) => ({ ...file, isOptional: false }))
      : compiledFiles(compiled, name);
  const inTheWay = own.filter(({ path, isOptional }) => !isOptional && isThere(path));
  if (inTheWay.length > 0) {
    const paths = inTheWay.map(({ path }) => `  ${path}`).join('\n');
    throw new UsageError(
      `nothing was written, since these files are there already:\n${paths}\nGive the new model another name: --name`,
    );
  }
  const around = projectFiles(toolVersion(), compiled !== null);
  return [...own, ...around].filter(({ path }) => !isThere(path));
}

function nextSteps(
  folder: string,
  { name, language }: InitAnswers,
  news: readonly NewFile[],
  compiled: Language | null,
): readonly string[] {
  const isNewProject = news.some(({ path }) => path === 'package.json');
  const install = isNewProject ? 'npm install' : 'npm install --save-dev ringproof typescript';
  const enter = folder === '.' ? [] : [`cd ${folder}`];
  const record =
    language === null
      ? []
      : [
          `Then let unit tests of the real queue write recordings (recorder/), and compare:`,
          `  npx ringproof conform ${name} recordings.jsonl`,
        ];
  return [
    'Now:',
    ...[
      ...enter,
      install,
      ...(compiled === null ? [] : [`make -C models/${name}`]),
      'npx ringproof prove',
    ].map((step) => `  ${step}`),
    ...(compiled === null
      ? []
      : ['The properties are asked of the compiled code itself; see the Makefile for its tools.']),
    compiled === null
      ? `All proofs on models/${name} end as expected. Change it, line by line, into what your queue does.`
      : `models/${name} has a whole queue. Put your own in its place, and connect it in exports.`,
    ...record,
  ];
}

/** The folder, or the one around it, that holds the tool's own sources; `null` where none does. */
function cloneAround(folder: string): string | null {
  if (isClone(folder)) return folder;
  const above = dirname(folder);
  return above === folder ? null : cloneAround(above);
}

function isClone(folder: string): boolean {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const isTool = typeof manifest === 'object' && manifest !== null && 'name' in manifest;
    return isTool && manifest.name === 'ringproof' && existsSync(join(folder, 'src/cli/init.ts'));
  } catch {
    return false;
  }
}

async function write(path: string, text: string): Promise<void> {
  try {
    makeFolder(dirname(path));
    // Should it have come about in the meantime: nothing is overwritten.
    await writeFile(path, text, { flag: 'wx' });
  } catch (error) {
    throw new UsageError(
      `${path} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
