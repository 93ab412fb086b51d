import { readFileSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { digest } from '../../cache/entry.ts';
import type { Catalogue, ModelEntry } from '../../load/catalogue.ts';
import { withText } from '../../load/link/link.ts';
import { closureOf, type Program } from '../../load/link/program.ts';
import type { RunSettings } from '../../session/settings.ts';
import { didYouMean } from '../../text/nearest.ts';
import type { Fate } from './outcome.ts';
import type { Mutant } from './read-mutants.ts';

/** A mutant in the place of what it changes. */
export interface Applied {
  readonly program: Program;
  /** The models of the mutant's name, of whatever kind, that are made of the changed file. */
  readonly models: readonly ModelEntry[];
  readonly line: number;
}

/** Why a mutant is not applied, and where its text was found; `null` for nowhere, or more than one place. */
export interface Refused {
  readonly fate: Fate;
  readonly line: number | null;
}

/** The texts of a project with a mutant among them. Nothing on disk changes. */
export async function applyMutant(
  { model, file, find, replace }: Mutant,
  { models }: Pick<Catalogue, 'models'>,
  program: Program,
  cwd: string,
  { cache, isCacheWritable }: Pick<RunSettings, 'cache' | 'isCacheWritable'>,
): Promise<Applied | Refused> {
  const named = models.filter(({ name }) => name === model);
  const names = [...new Set(models.map(({ name }) => name))];
  if (named.length === 0)
    return refused('no-such-model', `there is no model '${model}'${didYouMean(model, names)}`);
  const path = realPath(resolve(cwd, file));
  if (path === null) return refused('no-such-file', `there is no file ${file}`);
  const made = named.filter(({ module }) => {
    const at = resolve(cwd, module);
    return closureOf(program, program.entries[at] ?? at).some((each) => each.path === path);
  });
  const before = program.modules[path];
  if (made.length === 0 || before === undefined)
    return refused('of-no-model', `${model} is not made of ${file}`);
  const source = readFileSync(path, 'utf8');
  if (digest(source) !== before.digest)
    throw new Error(`${file} was changed while it was read: run it again`);
  const [head = '', ...rest] = source.split(find);
  if (rest.length === 0) return refused('no-match', `${file} does not have the text`);
  if (rest.length > 1) return refused('several-matches', `${file} has the text ${rest.length} times`);
  const line = head.split('\n').length;
  const text = head + replace + rest.join('');
  if (text === source) return refused('no-change', 'the text stays as it is', line);
  const mutated = await withText(program, path, text, cache, isCacheWritable);
  const fault = mutated.modules[path]?.fault ?? null;
  if (fault === null) return { program: mutated, models: made, line };
  return refused('does-not-parse', `${file}:${fault.line ?? line}: ${fault.message}`, line);
}

/** That a mutant is not applied. */
export function refused(
  why: Extract<Fate, { readonly outcome: 'not-applied' }>['why'],
  reason: string,
  line: number | null = null,
): Refused {
  return { fate: { outcome: 'not-applied', why, reason }, line };
}

function realPath(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}
