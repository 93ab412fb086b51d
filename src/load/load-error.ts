import { basename, resolve, sep } from 'node:path';
import { thrownInWords } from '../domain/misuse.ts';
import { codeSpot } from '../result/code-spot.ts';
import { frameOf } from '../proof/stack-frame.ts';
import type { LoadFailure } from './catalogue.ts';
import { relativePath } from './paths.ts';
import { LinkError } from './evaluate/link-error.ts';
import type { Fault } from './link/program.ts';
import { WASM } from './link/wasm-file.ts';

interface Position {
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
}

const TYPESCRIPT = /\.[cm]?tsx?(?:\?.*)?$/;

/** Says why `file` could not be loaded, given what its evaluation threw. */
export function loadFailure(thrown: unknown, file: string, cwd: string): LoadFailure {
  const error =
    thrown instanceof Error ? thrown : new Error(`threw ${thrownInWords(thrown)}, which is not an Error`);
  const unlinked = error instanceof LinkError ? faultAt(error, cwd) : null;
  // The text of a model that a compiled module is by itself is not the user's.
  const isCompiled = file.endsWith(WASM);
  const frame = isCompiled ? null : userFrame(error.stack ?? '', cwd);
  const position = unlinked ?? frame ?? { file, line: null, column: null };
  const isNamed = error.name !== 'Error' && unlinked === null && !(isCompiled && ownHint(error) !== null);
  const summary = isNamed ? `${error.name}: ${error.message}` : withoutFile(error.message, file);
  const own = unlinked?.hint ?? ownHint(error) ?? cycleHint(error);
  return {
    ...placed(position, cwd),
    message: summary.replaceAll(cwd + sep, ''),
    details: [...(unlinked?.details ?? []), ...(position.file === file ? [] : [`while loading ${file}`])],
    hints: [own ?? `Fix ${place(position)}; it runs when the file is loaded.`],
  };
}

/** A message without the name of the file that it is reported for. */
function withoutFile(message: string, file: string): string {
  const start = `${basename(file)}: `;
  return message.startsWith(start) ? message.slice(start.length) : message;
}

function faultAt({ path, fault }: LinkError, cwd: string): Position & Pick<Fault, 'details' | 'hint'> {
  const file = relativePath(path, cwd);
  const { line, column, details, hint } = fault;
  return { file, line, column, hint, details: details.map((detail) => `${file}:${detail}`) };
}

function cycleHint(error: Error): string | null {
  return error.message.endsWith('before initialization')
    ? 'If two files import each other, one runs before the other is complete: move what both need into a third file.'
    : null;
}

/** What an error says to do about it. */
function ownHint(error: Error): string | null {
  return 'hint' in error && typeof error.hint === 'string' ? error.hint : null;
}

/** A position, with what stands there. */
export function placed({ file, line, column }: Position, cwd: string): Position & Pick<LoadFailure, 'at'> {
  if (line === null || line < 1) return { file, line, column };
  return { file, line, column, at: codeSpot(resolve(cwd, file), line, column, cwd) };
}

/** The first of the user's own files in a stack; not in a dependency's. */
export function userFrame(stack: string, cwd: string): Position | null {
  for (const text of stack.split('\n')) {
    const position = frameOf(text);
    if (position === null || !TYPESCRIPT.test(position.file)) continue;
    const file = relativePath(position.file, cwd);
    if (!file.startsWith('..') && !file.includes('node_modules/')) {
      const { line, column } = position;
      return { file, line, column };
    }
  }
  return null;
}

/** "file:line:column", as far as it is known. */
export function place({ file, line, column }: Position): string {
  return [file, line, column].filter((part) => part !== null).join(':');
}
