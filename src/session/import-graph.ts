import { readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, extname, join, relative, sep } from 'node:path';
import type { Metafile, Plugin } from 'esbuild';

/** The files of entries, each by the path that it was given by. */
export type ImportGraph = ReadonlyMap<string, ReadonlySet<string> | null>;

/**
 * The files that each entry is made of when it is run, itself included: what it imports, and what that imports. Paths are
 * relative to the working directory, with forward slashes; packages in `node_modules` are left out. `null` where it can
 * not be known, since something does not parse or is not found. A file that is read in another way is not seen.
 */
export function importGraph(cwd: string, entries: readonly string[]): Promise<ImportGraph> {
  return graphOf(cwd, entries, reachable);
}

/**
 * The same, but `null` also for what is made of more than these files, or may be of others tomorrow with none of them changed:
 * where packages are imported, on demand, by a name that is no path, or by one that can stand for several files.
 */
export function closedImportGraph(cwd: string, entries: readonly string[]): Promise<ImportGraph> {
  return graphOf(cwd, entries, (entry, imports) => {
    const files = reachable(entry, imports);
    return [...files].every((file) => imports.get(file)?.isClosed !== false) ? files : null;
  });
}

async function graphOf(
  cwd: string,
  entries: readonly string[],
  collect: (entry: string, imports: Imports) => ReadonlySet<string> | null,
): Promise<ImportGraph> {
  if (entries.length === 0) return new Map();
  const root = realpathSync(cwd);
  const filesOf = (entry: string, imports: Imports): ReadonlySet<string> | null => {
    const start = realEntry(root, entry);
    // What it is a link to, and the link.
    const files = start === null || !imports.has(start) ? null : collect(start, imports);
    return files && new Set([entry, ...files]);
  };
  const together = await importsOf(root, entries);
  if (together !== null) return new Map(entries.map((entry) => [entry, filesOf(entry, together)]));
  // One bad file must not hide what there is to know of the others.
  const alone = entries.map(async (entry) => {
    const imports = await importsOf(root, [entry]);
    return [entry, imports === null ? null : filesOf(entry, imports)] as const;
  });
  return new Map(await Promise.all(alone));
}

/** The file that an entry is, after all links, as the graph names it. */
function realEntry(root: string, entry: string): string | null {
  try {
    return relative(root, realpathSync(join(root, entry)))
      .split(sep)
      .join('/');
  } catch {
    return null;
  }
}

/** What each file imports; `null` where some file does not parse, or imports what is not there. */
type Imports = ReadonlyMap<string, Imported>;

interface Imported {
  readonly files: readonly string[];
  /** Whether that is all, and stays so while these files do. */
  readonly isClosed: boolean;
}

async function importsOf(cwd: string, entries: readonly string[]): Promise<Imports | null> {
  const { build } = await import('esbuild');
  try {
    const { metafile } = await build({
      absWorkingDir: cwd,
      entryPoints: entries.map((entry) => `./${entry}`),
      ...{ bundle: true, metafile: true, write: false, outdir: 'nowhere', logLevel: 'silent' },
      ...{ platform: 'node', format: 'esm', treeShaking: false, ignoreAnnotations: true },
      plugins: [ownFilesOnly],
    });
    return new Map(
      Object.entries(metafile.inputs).map(([path, { imports }]) => [
        path,
        {
          files: imports.filter(({ external }) => external !== true).map((each) => each.path),
          isClosed: PROGRAM.test(path) && imports.every((each) => isCertain(join(cwd, path), each)),
        },
      ]),
    );
  } catch {
    return null;
  }
}

const PROGRAM = /\.([cm]?[jt]sx?|json)$/;

/** Whether an import stands for one file of the user's, whatever other files there will be; or for the tool. */
function isCertain(importer: string, { path, kind, external, original }: MetafileImport): boolean {
  if (external === true) return isOwnEntry(path);
  if (kind !== 'import-statement' || original === undefined || !/^\.\.?\//.test(original)) return false;
  // Taken as they are. In place of any other, a file of the same name in the other language may be taken.
  if (/\.(ts|json)$/.test(original)) return true;
  return /\.[cm]?[jt]sx?$/.test(original) && namesakes(join(dirname(importer), original)) === 1;
}

/** Whether a name stands for the tool. */
function isOwnEntry(name: string): boolean {
  return name === 'ringproof' || name.startsWith('ringproof/');
}

type MetafileImport = Metafile['inputs'][string]['imports'][number];

/** How many files, and folders, have this name but for the extension. */
function namesakes(path: string): number {
  const stem = (name: string): string => basename(name, extname(name));
  return readdirSync(dirname(path)).filter((name) => stem(name) === stem(path)).length;
}

const IS_RESOLVING = Symbol('resolving');

/** Leaves packages out, but not those of a workspace, which are linked to from `node_modules`. */
const ownFilesOnly: Plugin = {
  name: 'own files only',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
      if (kind === 'entry-point' || pluginData === IS_RESOLVING) return undefined;
      if (isOwnEntry(path) || path.startsWith('node:')) return { path, external: true };
      const found = await build.resolve(path, { kind, importer, resolveDir, pluginData: IS_RESOLVING });
      const isOwn =
        found.errors.length === 0 && !found.external && !found.path.includes(`${sep}node_modules${sep}`);
      return isOwn ? { path: found.path, namespace: found.namespace } : { path, external: true };
    });
    // What is no program imports nothing, whatever is in it.
    build.onLoad({ filter: /\.[^./\\]*$/ }, ({ path }) =>
      PROGRAM.test(path) ? undefined : { contents: '', loader: 'empty' },
    );
  },
};

function reachable(entry: string, imports: Imports): ReadonlySet<string> {
  const found = new Set([entry]);
  // The set grows while it is gone through.
  for (const file of found) for (const next of imports.get(file)?.files ?? []) found.add(next);
  return found;
}
