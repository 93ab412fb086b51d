import { dirname, extname, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { linesIn } from '../result/code-spot.ts';

/** What went wrong with an import, and the line of the importing file that asks for it. */
export interface ImportFailure {
  /** Path of the importing file; `null` where the error does not say. */
  readonly path: string | null;
  /** Counted from 1; `null` where no line asks for it in so many words. */
  readonly line: number | null;
  readonly column: number | null;
  readonly hint: string;
}

/**
 * Says which line asks for a module, or a name of one, that is not there, given what the import threw; `null` for any
 * other error. `position` is where the error itself says it was.
 */
export function importFailure(
  error: Error,
  position: { readonly path: string; readonly line: number } | null,
): ImportFailure | null {
  const missing = /Cannot find (module|package) '([^']+)'(?:.* imported from ([^\s]+))?/.exec(error.message);
  if (missing !== null) {
    const [, kind, wanted = '', importer] = missing;
    const path = importer === undefined ? null : pathOf(importer);
    return { path, ...lineAsking(path, wanted), hint: missingHint(kind === 'package', wanted) };
  }
  const name = /does not provide an export named '([^']+)'/.exec(error.message)?.[1];
  if (name !== undefined) {
    const { path = null, line = null } = position ?? {};
    const column = path === null || line === null ? -1 : (linesIn(path)[line - 1] ?? '').search(wordOf(name));
    const hint = `Export '${name}' there, or import what it does export; a type takes import type.`;
    return { path, line, column: column === -1 ? null : column + 1, hint };
  }
  if (error.message.endsWith('before initialization')) {
    const hint =
      'Where two files import each other, one is run before the other is there: move what both need into a third.';
    return { path: null, line: null, column: null, hint };
  }
  return null;
}

function missingHint(isPackage: boolean, wanted: string): string {
  return isPackage
    ? `Install it (npm install --save-dev ${wanted}), or mend its name.`
    : 'Mend the path, or write the file.';
}

/** The line in which a file asks for a package, by its name, or for another file, by a path from its own folder. */
function lineAsking(importer: string | null, wanted: string): Pick<ImportFailure, 'line' | 'column'> {
  if (importer === null) return { line: null, column: null };
  const lines = linesIn(importer);
  for (const [i, line] of lines.entries()) {
    for (const { 1: specifier = '', index } of line.matchAll(/['"]([^'"]+)['"]/g)) {
      if (isSame(specifier, wanted, importer)) return { line: i + 1, column: index + 1 };
    }
  }
  return { line: null, column: null };
}

function isSame(specifier: string, wanted: string, importer: string): boolean {
  if (!/^\.{1,2}\//.test(specifier)) return specifier === wanted || specifier.startsWith(`${wanted}/`);
  const bare = (path: string): string => path.slice(0, path.length - extname(path).length);
  return bare(resolve(dirname(importer), specifier)) === bare(pathOf(wanted));
}

function pathOf(pathOrUrl: string): string {
  const bare = pathOrUrl.replace(/\?.*$/, '');
  return bare.startsWith('file:') ? fileURLToPath(bare) : bare.replaceAll('/', sep);
}

function wordOf(name: string): RegExp {
  return new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`);
}
