import type { ModuleText, Program } from './program.ts';

/** What makes another program of one. Serialisable. */
export interface ProgramChange {
  /** Modules that are new, or have another text or other targets than before. */
  readonly modules: readonly ModuleText[];
  /** Paths of modules that are there no more. */
  readonly removed: readonly string[];
  readonly entries: Program['entries'];
}

/** What differs between two programs. Modules that are one object in both are taken to be equal, and any others to differ. */
export function changeBetween(before: Program, after: Program): ProgramChange {
  return {
    modules: Object.values(after.modules).filter((module) => before.modules[module.path] !== module),
    removed: Object.keys(before.modules).filter((path) => after.modules[path] === undefined),
    entries: after.entries,
  };
}

/** A program after a change of it. Modules that stay are the same objects. */
export function withChange(
  { modules }: Program,
  { modules: news, removed, entries }: ProgramChange,
): Program {
  const left = { ...modules, ...Object.fromEntries(news.map((module) => [module.path, module])) };
  for (const path of removed) Reflect.deleteProperty(left, path);
  return { modules: left, entries };
}

/** The paths of all modules that are not the same in two programs, or are made of one that is not. */
export function staleIn(before: Program, after: Program): ReadonlySet<string> {
  const importers = new Map<string, string[]>();
  for (const { path, targets } of Object.values(after.modules))
    for (const target of Object.values(targets))
      if (target.kind === 'module') importers.set(target.path, [...(importers.get(target.path) ?? []), path]);
  const { modules, removed } = changeBetween(before, after);
  const stale = new Set([...modules.map(({ path }) => path), ...removed]);
  // The set grows while it is gone through.
  for (const path of stale) for (const importer of importers.get(path) ?? []) stale.add(importer);
  return stale;
}
