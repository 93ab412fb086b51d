import { realpathSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { digest } from '../../cache/entry.ts';
import { PACKAGE_ROOT, shippedPath } from '../shipped.ts';
import { closureOf, type ModuleText, type Program } from './program.ts';

/** The user's files that each of some is made of; `null` where something of it is not found, or cannot be read. */
export type FileGraph = ReadonlyMap<string, ReadonlySet<string> | null>;

/**
 * The files that each of some is made of when it is run, given by absolute path: itself and what it imports, and what that
 * imports. Paths of the graph are relative to the working directory, with forward slashes; packages are left out.
 */
export function fileGraph(program: Program, files: ReadonlyMap<string, string>, cwd: string): FileGraph {
  const root = realpathSync(cwd);
  return new Map([...files].map(([name, path]) => [name, filesOf(program, name, path, root)]));
}

function filesOf(program: Program, name: string, path: string, root: string): ReadonlySet<string> | null {
  const modules = closureOf(program, program.entries[path] ?? path);
  if (modules.length === 0) return null;
  if (modules.some(isBroken)) return null;
  const isPackages = (path: string): boolean => /(^|\/)node_modules\//.test(path);
  // What comes with the tool changes with its version only, unless the tool itself is being worked on.
  const own = modules.filter(({ path: at }) => root === PACKAGE_ROOT || shippedPath(at) === null);
  const paths = own.map((module) => relativeTo(root, module.path));
  // What it is a link to, and the link.
  return new Set([...(own.length === 0 ? [] : [name]), ...paths].filter((each) => !isPackages(each)));
}

/**
 * A digest of all texts that a file, given by its absolute path, is made of, and of what its imports stand for; `undefined` where it
 * cannot be evaluated. Only what is below the working directory, and how to get from there to the rest, is named in it.
 */
export function textsDigest(program: Program, path: string, cwd: string): string | undefined {
  const root = realpathSync(cwd);
  const modules = closureOf(program, program.entries[path] ?? path);
  return modules.length === 0 ? undefined : digestOf(modules, root);
}

/** The same of all files that a program is made for, and of what each of them is a link to. */
export function programDigest({ modules, entries }: Program, cwd: string): string | undefined {
  const root = realpathSync(cwd);
  const paths = Object.entries(entries);
  // A module of the tool's own is none of the program's.
  if (paths.some(([, path]) => modules[path] === undefined)) return undefined;
  const texts = digestOf(Object.values(modules), root);
  const links = paths.map((link) => link.map((path) => relativeTo(root, path)));
  return texts && digest(JSON.stringify([links, texts]));
}

function digestOf(modules: readonly ModuleText[], root: string): string | undefined {
  if (modules.some(isBroken)) return undefined;
  const parts = modules.map(({ path: at, digest: ofText, targets }) => {
    const imports = Object.entries(targets).map(([specifier, target]) => [
      specifier,
      target.kind,
      target.kind === 'module' ? relativeTo(root, target.path) : '',
    ]);
    return [relativeTo(root, at), ofText, imports];
  });
  return digest(JSON.stringify(parts));
}

/** Whether a module cannot be evaluated. A package may do without what its CommonJS asks for. */
function isBroken({ fault, exports, targets }: ModuleText): boolean {
  return fault !== null || (exports !== null && Object.values(targets).some(({ kind }) => kind === 'fault'));
}

function relativeTo(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}
