import { sep } from 'node:path';
import type { Plugin } from 'esbuild';

/**
 * The files that each entry is made of when it is run, itself included: what it imports, and what that imports. Paths are
 * relative to the working directory, with forward slashes; packages in `node_modules` are left out. `null` where it can
 * not be known, since something does not parse or is not found. A file that is read in another way is not seen.
 */
export async function importGraph(
  cwd: string,
  entries: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string> | null>> {
  if (entries.length === 0) return new Map();
  const together = await importsOf(cwd, entries);
  if (together !== null) return new Map(entries.map((entry) => [entry, reachable(entry, together)]));
  // One bad file must not hide what there is to know of the others.
  const alone = entries.map(async (entry) => {
    const imports = await importsOf(cwd, [entry]);
    return [entry, imports === null ? null : reachable(entry, imports)] as const;
  });
  return new Map(await Promise.all(alone));
}

/** What each file imports; `null` where some file does not parse, or imports what is not there. */
type Imports = ReadonlyMap<string, readonly string[]>;

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
    const files = Object.entries(metafile.inputs);
    return new Map(
      files.map(([path, { imports }]) => [
        path,
        imports.filter(({ external }) => external !== true).map((each) => each.path),
      ]),
    );
  } catch {
    return null;
  }
}

const IS_RESOLVING = Symbol('resolving');

/** Leaves packages out, but not those of a workspace, which are linked to from `node_modules`. */
const ownFilesOnly: Plugin = {
  name: 'own files only',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
      if (kind === 'entry-point' || pluginData === IS_RESOLVING) return undefined;
      if (path === 'ringproof' || path.startsWith('node:')) return { path, external: true };
      const found = await build.resolve(path, { kind, importer, resolveDir, pluginData: IS_RESOLVING });
      const isOwn =
        found.errors.length === 0 && !found.external && !found.path.includes(`${sep}node_modules${sep}`);
      return isOwn ? { path: found.path, namespace: found.namespace } : { path, external: true };
    });
    // What is no program imports nothing, whatever is in it.
    build.onLoad({ filter: /\.[^./\\]*$/ }, ({ path }) =>
      /\.([cm]?[jt]sx?|json)$/.test(path) ? undefined : { contents: '', loader: 'empty' },
    );
  },
};

function reachable(entry: string, imports: Imports): ReadonlySet<string> {
  const found = new Set([entry]);
  // The set grows while it is gone through.
  for (const file of found) for (const next of imports.get(file) ?? []) found.add(next);
  return found;
}
