import { readFileSync } from 'node:fs';
import type { Import, ModuleText, Program } from '../link/program.ts';
import { placeOfImportedName } from '../link/source-place.ts';
import { LinkError } from './link-error.ts';

/** Throws a `LinkError` where a module imports a name that is not there. `namesOf` says which are; `null` for any. */
export function checkNames(module: ModuleText, namesOf: (each: Import) => ReadonlySet<string> | null): void {
  for (const each of module.imports) {
    if (each.names.length === 0) continue;
    const known = namesOf(each);
    const missing = known === null ? undefined : each.names.find((name) => !known.has(name));
    if (missing === undefined) continue;
    const source = readFileSync(module.path, 'utf8');
    const place = placeOfImportedName(source, each.specifier, missing);
    throw new LinkError(module.path, {
      message: `the module '${each.specifier}' does not provide an export named '${missing}'`,
      ...{ line: place?.line ?? null, column: place?.column ?? null, details: [] },
      hint: `Export '${missing}' there, or import what it does export; a type takes import type.`,
    });
  }
}

/** The names that a module exports; `null` where only a run can tell. */
export function exportedNames(program: Program, path: string): ReadonlySet<string> | null {
  const names = new Set<string>();
  const seen = new Set([path]);
  // The set grows while it is gone through.
  for (const each of seen) {
    const module = program.modules[each];
    if (module?.exports == null) return null;
    for (const name of module.exports.names) if (name !== 'default' || each === path) names.add(name);
    for (const star of module.exports.stars) {
      const target = module.targets[star];
      if (target?.kind !== 'module') return null;
      seen.add(target.path);
    }
  }
  return names;
}
