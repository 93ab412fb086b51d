import { readFileSync, realpathSync, statSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, extname, isAbsolute, join, resolve as resolvePath, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { moduleResolve } from 'import-meta-resolve';
import { RUNS_FROM_SOURCE } from '../own-files.ts';
import { PACKAGE_ROOT, shippedPath } from '../shipped.ts';

/** What a specifier stands for: a file, a module of the tool, or why it stands for nothing that can be used. */
export type Resolution =
  | { readonly kind: 'module'; readonly path: string }
  | { readonly kind: 'tool'; readonly url: string }
  | { readonly kind: 'refused'; readonly message: string; readonly hint: string };

/** Which files a name with an extension stands for, best first: TypeScript's own rule. */
const INSTEAD: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.js', '.jsx'],
  '.jsx': ['.tsx', '.jsx'],
  '.mjs': ['.mts', '.mjs'],
  '.cjs': ['.cts', '.cjs'],
};

/** What may be left out of a name. */
const IMPLIED = ['.ts', '.tsx', '.js', '.jsx', '.mts', '.cts', '.mjs', '.cjs', '.json'];

const CONDITIONS = new Set(['node', 'import', 'default']);

/** The condition of `package.json` under which it names sources. */
const SOURCE = 'ringproof-source';

/** The folder of the running tool's modules. */
const OWN_FOLDER = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Finds the module that `specifier` stands for in the file `importer`. `isCommonJs` says that a package asks, by `require`.
 */
export function resolveImport(specifier: string, importer: string, isCommonJs: boolean): Resolution {
  if (specifier === 'ringproof' || specifier.startsWith('ringproof/')) return toolModule(specifier);
  if (isBuiltin(specifier)) return refusedBuiltin(specifier);
  const relative = specifier.startsWith('file:') ? fileURLToPath(specifier) : specifier;
  if (/^\.{1,2}(\/|$)/.test(relative) || isAbsolute(relative)) {
    const wanted = resolvePath(dirname(importer), relative);
    const path = fileFor(wanted);
    return path === null
      ? notFound(`module '${wanted}'`, importer, 'Fix the path, or write the file.')
      : found(path);
  }
  try {
    const path = isCommonJs
      ? createRequire(importer).resolve(specifier)
      : fileURLToPath(moduleResolve(specifier, pathToFileURL(importer), CONDITIONS, false));
    return found(path);
  } catch {
    return missingPackage(specifier, importer);
  }
}

function found(path: string): Resolution {
  const real = realpathSync(path);
  return isOwnFile(real) ? { kind: 'tool', url: pathToFileURL(real).href } : { kind: 'module', path: real };
}

/** Whether a path, after all links, is of a module of the running tool. */
export function isOwnFile(path: string): boolean {
  return path.startsWith(OWN_FOLDER);
}

/** The file that a path stands for; `null` where there is none. */
export function fileFor(path: string): string | null {
  const extension = extname(path);
  const instead = INSTEAD[extension];
  const bare = path.slice(0, path.length - extension.length);
  const named = instead === undefined ? [path] : instead.map((other) => bare + other);
  const implied = IMPLIED.map((other) => path + other);
  const inFolder = IMPLIED.map((other) => `${path}${sep}index${other}`);
  return [...named, ...implied, ...inFolder].find(isFile) ?? null;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/**
 * The module that a public name of the tool stands for, as its `package.json` says: one of the running tool, or a property or a
 * model that comes with it.
 */
function toolModule(specifier: string): Resolution {
  // The tool's own package is well-formed.
  const { exports } = JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8')) as {
    readonly exports: Readonly<Record<string, Readonly<Record<string, string>> | string>>;
  };
  const name = `.${specifier.slice('ringproof'.length)}`;
  const importable = Object.entries(exports).filter(
    ([key, value]) => typeof value === 'object' && key !== './vitest',
  );
  for (const [key, value] of importable) {
    const [start = '', end] = key.split('*');
    const isMeant = end === undefined ? name === key : name.startsWith(start) && name.endsWith(end);
    if (!isMeant || typeof value !== 'object' || name.includes('..')) continue;
    const part = name.slice(start.length, end === undefined ? undefined : name.length - end.length);
    const source = join(PACKAGE_ROOT, (value[SOURCE] ?? '').replaceAll('*', part));
    if (shippedPath(source) === null) {
      const file = RUNS_FROM_SOURCE ? source : join(PACKAGE_ROOT, value['default'] ?? '');
      return { kind: 'tool', url: pathToFileURL(file).href };
    }
    if (isFile(source)) return { kind: 'module', path: source };
  }
  return {
    kind: 'refused',
    message: `Cannot import '${specifier}' in a proof or a model`,
    hint: `Import one of: ${importable.map(([key]) => `ringproof${key.slice(1)}`).join(', ')}.`,
  };
}

function refusedBuiltin(specifier: string): Resolution {
  return {
    kind: 'refused',
    message: `Cannot import '${specifier}': proofs and models cannot use modules of Node.js, so that a verdict depends on their text alone`,
    hint: 'Remove the import; write data that the file needs into a TypeScript or JSON file, and import that.',
  };
}

function missingPackage(specifier: string, importer: string): Resolution {
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  const isPath = specifier.startsWith('#') || /^[@~]\//.test(specifier);
  const hint = isPath
    ? 'Import the file by a relative path; paths in tsconfig.json are not applied.'
    : `Install it (npm install --save-dev ${name}), or fix its name. Paths in tsconfig.json are not applied: import files by a relative path.`;
  return notFound(`package '${isPath ? specifier : name}'`, importer, hint);
}

function notFound(what: string, importer: string, hint: string): Resolution {
  return { kind: 'refused', message: `Cannot find ${what} imported from ${importer}`, hint };
}
