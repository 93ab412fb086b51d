import { readFileSync, statSync } from 'node:fs';
import { relative, sep } from 'node:path';
import type { CodeSpot } from './verdict.ts';

/** A place in a file, given by its path, with the line that stands there as far as it can be read. */
export function codeSpot(path: string, line: number, column: number | null, cwd: string): CodeSpot {
  return { file: relative(cwd, path).split(sep).join('/'), line, column, text: lineOf(path, line) };
}

/** A line of a file, counted from 1; empty where it cannot be read. */
function lineOf(path: string, line: number): string {
  return linesIn(path)[line - 1] ?? '';
}

interface ReadFile {
  /** Of the file when it was read: its time and size. */
  readonly state: string;
  readonly lines: readonly string[];
}

/** By path: a story names hundreds of places, nearly all of them in the same few files. */
const read = new Map<string, ReadFile>();

/** The lines of a file; none where it cannot be read. */
export function linesIn(path: string): readonly string[] {
  try {
    const { mtimeMs, size } = statSync(path);
    const state = `${mtimeMs} ${size}`;
    const known = read.get(path);
    if (known?.state === state) return known.lines;
    const lines = readFileSync(path, 'utf8').split(/\r?\n/);
    read.set(path, { state, lines });
    return lines;
  } catch {
    // A place without its text is still a place.
    return [];
  }
}
