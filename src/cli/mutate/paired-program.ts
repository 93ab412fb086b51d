import { parse, resolve } from 'node:path';
import type { ModelEntry } from '../../load/catalogue.ts';
import { withText } from '../../load/link/link.ts';
import { closureOf, type ModuleText, type Program, type Target } from '../../load/link/program.ts';
import { relativePath } from '../../load/paths.ts';
import { PAIR_FILE, pairText } from '../../session/pair-file.ts';
import type { RunSettings } from '../../session/settings.ts';

/** The texts of a model, and of what becomes of it where one of its files is changed. */
export interface Versions {
  readonly before: Program;
  readonly after: Program;
  /** The file that is changed, after all links; `null` for none: both sides are one then. */
  readonly path: string | null;
}

/**
 * The program of a model beside its changed self, which `PAIR_FILE` compares. What does not depend on the changed file is there once: it
 * is the same for both. The others have a second path, at which there is no file.
 */
export async function pairedProgram(
  { before, after, path }: Versions,
  { name, kind, module }: ModelEntry,
  cwd: string,
  { cache, isCacheWritable }: Pick<RunSettings, 'cache' | 'isCacheWritable'>,
): Promise<Program> {
  const at = resolve(cwd, module);
  const entry = before.entries[at] ?? at;
  const moved = new Map(
    closureOf(after, entry)
      .filter((each) => closureOf(after, each.path).some((part) => part.path === path))
      .map((each) => [each.path, secondPath(each.path, before)] as const),
  );
  const second = [...moved].flatMap(([from, to]) => {
    const text = after.modules[from];
    return text === undefined ? [] : [[to, movedTo(to, text, moved)] as const];
  });
  const modules = { ...after.modules, ...before.modules, ...Object.fromEntries(second) };
  const secondEntry = moved.get(entry) ?? entry;
  const side = (of: string, from: string): Parameters<typeof pairText>[0]['a'] => ({
    ...{ from, path: relativePath(of, cwd), name, kind, isCompiled: false },
  });
  const files = { a: side(entry, name), b: side(secondEntry, 'the mutant'), like: null } as const;
  const pair = resolve(cwd, PAIR_FILE);
  const linked = await withText(
    { modules, entries: { ...before.entries, [pair]: pair } },
    pair,
    pairText({ ...files, errors: 'kind', isInUse: false }),
    cache,
    isCacheWritable,
  );
  const made = linked.modules[pair];
  if (made === undefined) throw new TypeError('the pair has no text');
  const specifier = `./${files.b.path}`;
  // No file is there to be found.
  const targets = { ...made.targets, [specifier]: { kind: 'module', path: secondEntry } as const };
  return { ...linked, modules: { ...linked.modules, [pair]: { ...made, targets } } };
}

/** A path beside a file, at which there is none. */
function secondPath(path: string, { modules }: Program): string {
  const { dir, name, ext } = parse(path);
  for (let mark = 'mutant'; ; mark += '-') {
    const second = `${dir}/${name}.${mark}${ext}`;
    if (modules[second] === undefined) return second;
  }
}

function movedTo(path: string, module: ModuleText, moved: ReadonlyMap<string, string>): ModuleText {
  const targets = Object.entries(module.targets).map(([specifier, target]): readonly [string, Target] => {
    const to = target.kind === 'module' ? moved.get(target.path) : undefined;
    return [specifier, to === undefined ? target : { kind: 'module', path: to }];
  });
  return { ...module, path, targets: Object.fromEntries(targets) };
}
