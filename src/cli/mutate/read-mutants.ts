import { readFileSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import { glob } from 'tinyglobby';
import { withForwardSlashes } from '../../load/paths.ts';
import { UsageError } from '../../session/usage-error.ts';
import { checked } from '../../shape/check.ts';
import { parseJsonText } from '../../text/json-text.ts';
import type { Mutant } from './mutant.ts';
import { MUTANTS } from './mutant-shape.ts';

/** Where mutants are looked for, relative to the working directory. */
export const MUTANT_FILES = 'models/*/mutants.json';

/**
 * The mutants that files of a project list, of these models, of all if there are none; in order of file. Throws a `UsageError` for a file
 * that makes no sense, for two of one id, and where there are none.
 */
export async function readMutants(cwd: string, models: readonly string[]): Promise<readonly Mutant[]> {
  const files = (await glob([MUTANT_FILES], { cwd, ignore: '**/node_modules/**' })).map(withForwardSlashes);
  const all = files.toSorted().flatMap((file) => mutantsIn(file, cwd));
  if (all.length === 0) throw new UsageError(`no mutants found: looked for ${MUTANT_FILES} in ${cwd}`);
  const ids = all.map(({ id }) => id);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice !== undefined) throw new UsageError(`two mutants have the id '${twice}': rename one of them`);
  return all.filter((mutant) => models.length === 0 || mutant.models.some((name) => models.includes(name)));
}

function mutantsIn(file: string, cwd: string): readonly Mutant[] {
  try {
    const written = checked(MUTANTS, parseJsonText(readFileSync(resolve(cwd, file), 'utf8')), '');
    return written.map(({ id, model, find, replace, reference = null, why = null, ...mutant }) => ({
      ...{ id, models: [model], change: { find, replace }, reference, why },
      file: posix.join(posix.dirname(file), mutant.file),
    }));
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
