import { readFileSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import { glob } from 'tinyglobby';
import { withForwardSlashes } from '../../load/paths.ts';
import { matchingIds, nearIds } from '../../runner/patterns.ts';
import { UsageError } from '../../session/usage-error.ts';
import { checked } from '../../shape/check.ts';
import { parseJsonText } from '../../text/json-text.ts';
import { MUTANTS, type WrittenMutant } from './mutant-shape.ts';

/** Where mutants are looked for, relative to the working directory. */
export const MUTANT_FILES = 'models/*/mutants.json';

/** A mutant of the project. */
export interface Mutant extends Omit<WrittenMutant, 'reference' | 'why'> {
  /** From the working directory, with forward slashes. */
  readonly file: string;
  readonly reference: string | null;
  readonly why: string | null;
}

/**
 * The mutants of a project that match any of the patterns, all if there are none, and that are of these models, of all if there are
 * none; in order of file. Throws a `UsageError` for a file that makes no sense, for two of one id, and where nothing is selected.
 */
export async function readMutants(
  cwd: string,
  patterns: readonly string[],
  models: readonly string[],
): Promise<readonly Mutant[]> {
  const files = (await glob([MUTANT_FILES], { cwd, ignore: '**/node_modules/**' })).map(withForwardSlashes);
  const all = files.toSorted().flatMap((file) => mutantsIn(file, cwd));
  if (all.length === 0) throw new UsageError(`no mutants found: looked for ${MUTANT_FILES} in ${cwd}`);
  const ids = all.map(({ id }) => id);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice !== undefined) throw new UsageError(`two mutants have the id '${twice}': rename one of them`);
  const wanted = new Set(patterns.length === 0 ? ids : patterns.flatMap((each) => matches(each, ids)));
  const selected = all.filter(
    ({ id, model }) => wanted.has(id) && (models.length === 0 || models.includes(model)),
  );
  if (selected.length > 0) return selected;
  throw new UsageError(`no mutant is selected: none of ${models.join(', ')} has such an id`);
}

function mutantsIn(file: string, cwd: string): readonly Mutant[] {
  try {
    const written = checked(MUTANTS, parseJsonText(readFileSync(resolve(cwd, file), 'utf8')), '');
    return written.map(({ reference = null, why = null, ...mutant }) => ({
      ...mutant,
      ...{ reference, why },
      file: posix.join(posix.dirname(file), mutant.file),
    }));
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function matches(pattern: string, ids: readonly string[]): readonly string[] {
  const found = matchingIds(pattern, ids);
  if (found.length > 0) return found;
  const near = nearIds(pattern, ids).map((id) => `  ${id}`);
  throw new UsageError([`no mutant matches '${pattern}'; the nearest ids:`, ...near].join('\n'));
}
