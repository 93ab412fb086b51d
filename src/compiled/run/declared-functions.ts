import { resolve } from 'node:path';
import { visits } from '../../domain/visits.ts';
import type { CompiledModule } from '../decode/module.ts';

const declared = new WeakSet<CompiledModule>();

/**
 * Says which functions of a module could be entered: those that it exports, and those that have a line of source, which a reason can
 * stand beside.
 */
export function declareFunctions(module: CompiledModule): void {
  if (declared.has(module)) return;
  declared.add(module);
  const exported = new Set([...module.exports.keys()].map((name) => module.exported(name)));
  module.functions.forEach(({ name }, index) => {
    if (index < module.importedFunctions.length) return;
    const line = module.lineOf(index, 0);
    if (!exported.has(index) && line === null) return;
    visits.declare({
      ...{ id: module.placeOf(index), name, module: resolve(module.folder ?? '.', module.source) },
      source: line && {
        ...{ file: line.file.path, line: line.line, md5: line.file.md5 },
        ...{ callers: [], folder: module.folder },
      },
    });
  });
}
