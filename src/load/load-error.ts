import { relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codeSpot } from '../result/code-spot.ts';
import { frameOf } from '../proof/stack-frame.ts';
import type { LoadFailure } from './catalogue.ts';
import { withForwardSlashes } from './discover.ts';
import { importFailure } from './import-failure.ts';

interface Position {
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
}

const TYPESCRIPT = /\.[cm]?tsx?(?:\?.*)?$/;

/** What stands above a stack where a module cannot be linked: a path or URL of a TypeScript file, and a line. */
const HEAD = /^(\S.*\.[cm]?tsx?(?:\?[^:]*)?):(\d+)$/;

/** Says why `file` could not be loaded, given what its import threw. */
export function loadFailure(thrown: unknown, file: string, cwd: string): LoadFailure {
  const error = thrown instanceof Error ? thrown : new Error(`threw ${String(thrown)}, which is no Error`);
  const syntaxErrors = syntaxErrorsOf(error.message, cwd);
  const [first, ...others] = syntaxErrors;
  if (first !== undefined) {
    return {
      ...placed(first.position, cwd),
      message: first.text,
      details: others.map(({ position, text }) => `${place(position)}: ${text}`),
      hints: ['Mend it there; npx tsc --noEmit finds the same.'],
    };
  }
  const thrownAt = userFrame(error.stack ?? '', cwd);
  const ofImport = importFailure(error, withPath(thrownAt, cwd));
  const importedFrom =
    ofImport?.path == null ? null : { ...ofImport, file: relativePath(ofImport.path, cwd) };
  const position = importedFrom ?? thrownAt ?? { file, line: null, column: null };
  const summary = error.name === 'Error' ? error.message : `${error.name}: ${error.message}`;
  return {
    ...placed(position, cwd),
    message: summary.replaceAll(cwd + sep, ''),
    details: position.file === file ? [] : [`while loading ${file}`],
    hints: [
      ofImport?.hint ?? ownHint(error) ?? `Mend ${place(position)}; it is run when the file is loaded.`,
    ],
  };
}

/** What an error says to do about it. */
function ownHint(error: Error): string | null {
  return 'hint' in error && typeof error.hint === 'string' ? error.hint : null;
}

function withPath(position: Position | null, cwd: string): { path: string; line: number } | null {
  if (position?.line == null) return null;
  return { path: resolve(cwd, position.file), line: position.line };
}

/** A position, with what stands there. */
export function placed({ file, line, column }: Position, cwd: string): Position & Pick<LoadFailure, 'at'> {
  if (line === null || line < 1) return { file, line, column };
  return { file, line, column, at: codeSpot(resolve(cwd, file), line, column, cwd) };
}

/** The first of the user's own files in a stack; not in a dependency's. */
export function userFrame(stack: string, cwd: string): Position | null {
  for (const text of stack.split('\n')) {
    const position = frameOf(text) ?? headOf(text);
    if (position === null || !TYPESCRIPT.test(position.file)) continue;
    const file = relativePath(position.file, cwd);
    if (!file.startsWith('..') && !file.includes('node_modules/')) {
      const { line, column } = position;
      return { file, line, column };
    }
  }
  return null;
}

function headOf(text: string): Position | null {
  const [, file = '', line = ''] = HEAD.exec(text) ?? [];
  return file === '' ? null : { file, line: Number(line), column: null };
}

/** A path or file URL, relative to the working directory, with forward slashes and no query. */
export function relativePath(pathOrUrl: string, cwd: string): string {
  const path = pathOrUrl.startsWith('file:') ? fileURLToPath(pathOrUrl.replace(/[?#].*$/, '')) : pathOrUrl;
  return withForwardSlashes(relative(cwd, path.replace(/\?.*$/, '')));
}

/** "file:line:column", as far as it is known. */
export function place({ file, line, column }: Position): string {
  return [file, line, column].filter((part) => part !== null).join(':');
}

/** What the transform to JavaScript complains of: "path:line:column: ERROR: text", with columns from 0. */
function syntaxErrorsOf(message: string, cwd: string): { position: Position; text: string }[] {
  const complaints = message.matchAll(/^(.+):(\d+):(\d+): ERROR: (.*)$/gm);
  return [...complaints].map(([, path = '', line, column, text = '']) => ({
    position: { file: relativePath(path, cwd), line: Number(line), column: Number(column) + 1 },
    text: `syntax error: ${text}`,
  }));
}
