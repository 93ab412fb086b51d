import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { digest } from '../cache/entry.ts';
import { closedImportGraph } from './import-graph.ts';
import { isPure } from './purity.ts';

/** What a module is made of, as it was when it was looked at. */
export interface SourceDigest {
  readonly digest: string;
  /** Whether nothing of it was changed since a time, in milliseconds since the epoch, or since it was looked at. */
  readonly isUnchangedSince: (timeMs: number) => boolean;
}

/** Files beside the sources that say what a program means: how names are found, and what classes are in TypeScript. */
const CONFIGURATIONS = ['package.json', 'tsconfig.json', 'jsconfig.json'];

/**
 * A digest of all files that each module is made of, and of what says how they are read; `null` where that is not all that it
 * depends on, or not known.
 */
export async function sourceDigests(
  cwd: string,
  modules: readonly string[],
): Promise<ReadonlyMap<string, SourceDigest | null>> {
  const root = realpathSync(cwd);
  const graph = await closedImportGraph(root, modules);
  const look = lookOnce();
  return new Map([...graph].map(([module, files]) => [module, files && digestOf(root, files, look)]));
}

type Look = (path: string) => Seen;

/** A file at a moment. */
interface Seen {
  readonly path: string;
  /** `null` where there is none, or none that can be read. */
  readonly text: string | null;
  readonly state: FileState | null;
}

interface FileState {
  /** Of the last change of anything, in milliseconds since the epoch; nobody can set it. */
  readonly changedAt: number;
  /** Another one for another file. */
  readonly mark: string;
}

function digestOf(root: string, files: ReadonlySet<string>, look: Look): SourceDigest | null {
  const sources = [...files].sort().map((file) => look(resolve(root, file)));
  if (!sources.every(({ text }) => text !== null && isPure(text))) return null;
  const configurations = configurationsOf([root, ...sources.map(({ path }) => dirname(path))], look);
  if (configurations === null) return null;
  const all = [...sources, ...configurations];
  return {
    digest: digest(JSON.stringify([[...files].sort(), all.map(({ text }) => text)])),
    isUnchangedSince: (timeMs) =>
      all.every(({ path, state }) => {
        const now = stateOf(path);
        return now?.mark === state?.mark && (now?.changedAt ?? 0) <= timeMs;
      }),
  };
}

/** The configurations in some folders and all above them, and what those build on; `null` where that is hard to tell. */
function configurationsOf(folders: readonly string[], look: Look): readonly Seen[] | null {
  const above = new Set(folders);
  // The set grows while it is gone through.
  for (const folder of above) above.add(dirname(folder));
  const paths = new Set([...above].flatMap((folder) => CONFIGURATIONS.map((name) => join(folder, name))));
  const found: Seen[] = [];
  for (const path of paths) {
    const seen = look(path);
    found.push(seen);
    if (seen.text === null || path.endsWith('package.json')) continue;
    const bases = basesOf(seen.text);
    if (bases === null) return null;
    for (const base of bases) paths.add(resolve(dirname(path), base));
  }
  return found;
}

/** The files that a TypeScript configuration extends, in relative paths; `null` for packages, and where it has parts. */
function basesOf(text: string): readonly string[] | null {
  if (/"references"\s*:/.test(text)) return null;
  const all = [...text.matchAll(/"extends"\s*:\s*("[^"]*"|\[[^\]]*\])/g)].flatMap(([, value = '']) =>
    [...value.matchAll(/"([^"]*)"/g)].map(([, base = '']) => base),
  );
  if (text.includes('"extends"') && all.length === 0) return null;
  return all.every((base) => /^\.\.?\/.*\.json$/.test(base)) ? all : null;
}

/** Looks at each file once: proofs have most of theirs in common. */
function lookOnce(): Look {
  const seen = new Map<string, Seen>();
  return (path) => {
    const known = seen.get(path) ?? lookAt(path);
    seen.set(path, known);
    return known;
  };
}

function lookAt(path: string): Seen {
  // The state first: what is changed between the two then shows.
  const state = stateOf(path);
  try {
    return { path, state, text: readFileSync(path, 'utf8') };
  } catch {
    return { path, state, text: null };
  }
}

function stateOf(path: string): FileState | null {
  try {
    const { ino, size, ctimeMs } = statSync(path);
    return { changedAt: ctimeMs, mark: `${ino} ${size} ${ctimeMs}` };
  } catch {
    return null;
  }
}
