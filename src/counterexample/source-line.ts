import { readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceLine } from '../proof/verdict.ts';
import type { CodePlace } from './replay-event.ts';

/** A line of the user's code with its text, where that can be read. */
export function sourceLine({ file, line }: CodePlace, cwd = process.cwd()): SourceLine {
  const path = file.startsWith('file:') ? fileURLToPath(file) : file;
  const shown = relative(cwd, path).split(sep).join('/');
  return { file: shown, line, text: linesOf(path)[line - 1]?.trim() ?? '' };
}

function linesOf(path: string): readonly string[] {
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch {
    // A story without the text of a line is still a story.
    return [];
  }
}
