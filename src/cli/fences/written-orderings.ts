import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { closureOf, type Program } from '../../load/link/program.ts';
import { relativePath } from '../../load/paths.ts';
import { PACKAGE_ROOT, shippedPath } from '../../load/shipped.ts';
import type { ModelEntry } from '../../load/catalogue.ts';
import { ORDERINGS } from '../../result/fences-shape.ts';
import type { Weighed } from '../../result/fences-shape.ts';

/** A line of a model that names an ordering. */
export interface WrittenOrdering {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly kind: Weighed['kind'];
  readonly ordering: Weighed['ordering'];
}

/** A call that is handed an ordering by its name. One that a table of names mentions is no call. */
const CALL = new RegExp(
  `\\.?(\\w+)\\(.*?['"\`](${ORDERINGS.filter((one) => one !== 'relaxed').join('|')})['"\`]`,
);

/**
 * The fences and ordered accesses in the files that models are made of. Files of packages, of proofs, and those that come with the tool
 * are left out, unless the tool itself is worked on. An ordering that is computed is not seen.
 */
export function writtenOrderings(
  program: Program,
  models: readonly ModelEntry[],
  cwd: string,
): readonly WrittenOrdering[] {
  const paths = new Set(
    models.flatMap(({ module }) => {
      const path = resolve(cwd, module);
      return closureOf(program, program.entries[path] ?? path).map((text) => text.path);
    }),
  );
  return [...paths].filter((path) => isOfModel(path, cwd)).flatMap((path) => writtenIn(path, cwd));
}

function isOfModel(path: string, cwd: string): boolean {
  const isOthers = /(^|\/)node_modules\//.test(path) || (cwd !== PACKAGE_ROOT && shippedPath(path) !== null);
  return !isOthers && /\.[cm]?[jt]s$/.test(path) && !/\.proof\.[cm]?[jt]s$/.test(path);
}

function writtenIn(path: string, cwd: string): readonly WrittenOrdering[] {
  const file = relativePath(path, cwd);
  return linesOf(path).flatMap((text, i): readonly WrittenOrdering[] => {
    if (/^\s*(\/\/|\*|\/\*)/.test(text)) return [];
    const [call, name = '', written] = CALL.exec(text) ?? [];
    const ordering = ORDERINGS.find((one) => one === written);
    if (call === undefined || ordering === undefined) return [];
    const kind = /fence/i.test(name) ? 'fence' : /store|write|set/i.test(name) ? 'store' : 'load';
    return [{ file, line: i + 1, column: text.indexOf(name) + 1, kind, ordering }];
  });
}

function linesOf(path: string): readonly string[] {
  try {
    return readFileSync(path, 'utf8').split(/\r?\n/);
  } catch {
    return [];
  }
}
