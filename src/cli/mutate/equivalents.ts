import { existsSync, readFileSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import { glob } from 'tinyglobby';
import { withForwardSlashes } from '../../load/paths.ts';
import { UsageError } from '../../session/usage-error.ts';
import { checked } from '../../shape/check.ts';
import { recordOf } from '../../shape/structures.ts';
import { textLike } from '../../shape/values.ts';
import { parseJsonText } from '../../text/json-text.ts';
import { didYouMean } from '../../text/nearest.ts';
import type { Mutant } from './mutant.ts';

/** Where arguments are looked for, relative to the working directory. */
const EQUIVALENT_FILES = 'models/*/equivalent.json';

/** Why mutants are no mistakes though nothing proves it, in one line each, by id. */
export const ARGUMENTS = recordOf(textLike(/^[^\n]*\S[^\n]*$/, 'one line of text'));

/**
 * The arguments that files of a project state, by the id of a mutant. Throws a `UsageError` for a file that makes no sense, and for an
 * id in the folder of some of the mutants that none of them has.
 */
export async function readEquivalents(
  cwd: string,
  mutants: readonly Mutant[],
): Promise<ReadonlyMap<string, string>> {
  const files = (await glob([EQUIVALENT_FILES], { cwd, ignore: '**/node_modules/**' })).map(
    withForwardSlashes,
  );
  const all = files.toSorted().flatMap((file) => {
    const folder = `${posix.dirname(file)}/`;
    const ids = mutants.filter((mutant) => mutant.file.startsWith(folder)).map(({ id }) => id);
    const stated = Object.entries(argumentsIn(file, cwd));
    const unknown = stated.find(([id]) => !ids.includes(id));
    if (unknown !== undefined && ids.length > 0)
      throw new UsageError(`${file}: there is no mutant '${unknown[0]}'${didYouMean(unknown[0], ids)}`);
    return stated;
  });
  return new Map(all);
}

function argumentsIn(file: string, cwd: string): Readonly<Record<string, string>> {
  const path = resolve(cwd, file);
  if (!existsSync(path)) return {};
  try {
    return checked(ARGUMENTS, parseJsonText(readFileSync(path, 'utf8')), '');
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
