import { readFileSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { digest } from '../../cache/entry.ts';
import type { Catalogue, ModelEntry } from '../../load/catalogue.ts';
import { withText } from '../../load/link/link.ts';
import { closureOf, type Program } from '../../load/link/program.ts';
import type { RunSettings } from '../../session/settings.ts';
import { didYouMean } from '../../text/nearest.ts';
import type { Fate } from './outcome.ts';
import { generatedIn, type Mutant, type Replacement } from './mutant.ts';

/** A mutant in the place of what it changes. */
export interface Applied {
  readonly program: Program;
  /** The models of the mutant's names, of whatever kind, that are made of the changed file. */
  readonly models: readonly ModelEntry[];
  /** The changed file, after all links. */
  readonly path: string;
  /** Its text as it is. */
  readonly source: string;
  readonly line: number;
}

/** Why a mutant is not applied, and where its text was found; `null` for nowhere, or more than one place. */
export interface Refused {
  readonly fate: Fate;
  readonly line: number | null;
}

/** The texts of a project with a mutant among them. Nothing on disk changes. */
export async function applyMutant(
  mutant: Mutant,
  { models }: Pick<Catalogue, 'models'>,
  program: Program,
  cwd: string,
  { cache, isCacheWritable }: Pick<RunSettings, 'cache' | 'isCacheWritable'>,
): Promise<Applied | Refused> {
  const { file } = mutant;
  const named = models.filter(({ name }) => mutant.models.includes(name));
  const names = [...new Set(models.map(({ name }) => name))];
  const [wanted = ''] = mutant.models;
  if (named.length === 0)
    return refused('no-such-model', `there is no model '${wanted}'${didYouMean(wanted, names)}`);
  const path = realPath(resolve(cwd, file));
  if (path === null) return refused('no-such-file', `there is no file ${file}`);
  const made = named.filter(({ module }) => {
    const at = resolve(cwd, module);
    return closureOf(program, program.entries[at] ?? at).some((each) => each.path === path);
  });
  const before = program.modules[path];
  if (made.length === 0 || before === undefined)
    return refused('of-no-model', `${mutant.models.join(', ')} is not made of ${file}`);
  const source = readFileSync(path, 'utf8');
  if (digest(source) !== before.digest)
    throw new Error(`${file} was changed while it was read: run it again`);
  const changed = changedText(mutant, source);
  if ('fate' in changed) return changed;
  const { text, line } = changed;
  const mutated = await withText(program, path, text, cache, isCacheWritable);
  const fault = mutated.modules[path]?.fault ?? null;
  if (fault === null) return { program: mutated, models: made, path, source, line };
  return refused('does-not-parse', `${file}:${fault.line ?? line}: ${fault.message}`, line);
}

/** A text after a change of it, and the line of the change. */
function changedText(
  { change, file }: Mutant,
  source: string,
): { readonly text: string; readonly line: number } | Refused {
  if ('operator' in change) {
    const { start, end, text } = change;
    return { text: source.slice(0, start) + text + source.slice(end), line: lineAt(source, start) };
  }
  const [head = '', ...rest] = source.split(change.find);
  if (rest.length === 0) return refused('no-match', `${file} does not have the text`);
  if (rest.length > 1) return refused('several-matches', `${file} has the text ${rest.length} times`);
  const line = lineAt(source, head.length);
  const text = head + change.replace + rest.join('');
  return text === source ? refused('no-change', 'the text stays as it is', line) : { text, line };
}

/** What an operator replaces in a text, and with what; `null` where the mutant is listed in a file. */
export function replacementIn(mutant: Mutant, source: string): Replacement | null {
  const change = generatedIn(mutant);
  if (change === null) return null;
  const { start, end, text } = change;
  return { original: source.slice(start, end), text };
}

/** The line that an index is on, counted from 1. */
function lineAt(source: string, index: number): number {
  return source.slice(0, index).split('\n').length;
}

/** That a mutant is not applied. */
export function refused(
  why: Extract<Fate, { readonly outcome: 'not-applied' }>['why'],
  reason: string,
  line: number | null = null,
): Refused {
  return { fate: { outcome: 'not-applied', why, reason }, line };
}

/** A path after all links; `null` where there is no file. */
export function realPath(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}
