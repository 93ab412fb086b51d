import { resolve } from 'node:path';
import { visits } from '../../domain/visits.ts';
import { CompiledError } from '../compiled-error.ts';
import type { SourcePlace } from '../debug/line-table.ts';
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
    const line = firstLine(module, index);
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

/** The line of a function's first instruction; `null` where it has none that is known, or code that cannot be read. */
function firstLine(module: CompiledModule, index: number): SourcePlace | null {
  try {
    const [first] = module.code(index).instructions;
    return first === undefined ? null : module.lineOf(index, first.at);
  } catch (error) {
    if (error instanceof CompiledError) return null;
    throw error;
  }
}
