import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import type { CodeLine, CodeSource } from '../domain/running-code.ts';
import type { SourceLine } from '../proof/counterexample.ts';
import { sourceName } from '../text/source-name.ts';

/**
 * A line of the source of compiled code, with its text where the file is at hand, and is the one that was compiled. Of inlined code
 * it is the innermost line of a file that is at hand: one of the user, not of a library. Without one it has the name that the
 * compiler was given, without the folders of the machine that it was compiled on.
 */
export function codeLine(source: CodeSource, cwd = process.cwd()): SourceLine {
  for (const each of [source, ...source.callers]) {
    const found = lineAtHand(each, source.folder, cwd);
    if (found !== null) return found;
  }
  return { file: sourceName(source.file), line: source.line, text: '' };
}

function lineAtHand({ file, line, md5 }: CodeLine, folder: string | null, cwd: string): SourceLine | null {
  for (const path of placesOf(file, folder, cwd)) {
    const content = contentOf(path);
    if (content === null) continue;
    const isSame = md5 === null || createHash('md5').update(content).digest('hex') === md5;
    const text = isSame ? (content.toString('utf8').split(/\r?\n/)[line - 1] ?? '') : '';
    return { file: relative(cwd, path).split(sep).join('/'), line, text: text.trim() };
  }
  return null;
}

/** Where a file may be: in the folder of the module, or one around it, up to the working directory. */
function placesOf(file: string, folder: string | null, cwd: string): readonly string[] {
  if (isAbsolute(file))
    return isWithin(file, cwd) || (folder !== null && isWithin(file, folder)) ? [file] : [];
  if (folder === null) return [];
  return foldersFrom(folder, cwd).map((each) => join(each, file));
}

function foldersFrom(folder: string, cwd: string): readonly string[] {
  if (folder === cwd || !isWithin(folder, cwd)) return [folder];
  return [folder, ...foldersFrom(dirname(folder), cwd)];
}

function isWithin(path: string, folder: string): boolean {
  const from = relative(folder, path);
  return from !== '' && !from.startsWith('..') && !isAbsolute(from);
}

function contentOf(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
