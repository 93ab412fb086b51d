import { readFileSync, realpathSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { digest } from '../../cache/entry.ts';
import type { Catalogue, ModelEntry } from '../../load/catalogue.ts';
import { withText } from '../../load/link/link.ts';
import { closureOf, type Program } from '../../load/link/program.ts';
import { WASM } from '../../load/link/wasm-file.ts';
import type { CompiledChange } from '../../mutant/compiled/compiled-change.ts';
import { codeLine } from '../../replay/code-line.ts';
import type { RunSettings } from '../../session/settings.ts';
import { didYouMean } from '../../text/nearest.ts';
import type { Fate } from './outcome.ts';
import type { Mutant, Replacement } from './mutant.ts';

/** A mutant in the place of what it changes. */
export interface Applied {
  readonly program: Program;
  /** The models of the mutant's names, of whatever kind, that are made of the changed file. */
  readonly models: readonly ModelEntry[];
  /** The changed file, after all links. */
  readonly path: string;
  /** Its text as it is; of compiled code, its bytes in base64. */
  readonly source: string;
  readonly at: ChangedLine;
}

/** Where a change is seen. */
export interface ChangedLine {
  /** From the working directory; of compiled code the file of its source, if that is known. */
  readonly file: string;
  /** Counted from 1; `null` where it is not known. */
  readonly line: number | null;
}

/** Why a mutant is not applied, and the line of its text; `null` where it is found nowhere, or in more than one place. */
export interface Refused {
  readonly fate: Fate;
  readonly line: number | null;
}

/** A text with a change in it. */
interface Changed {
  readonly text: string;
  readonly at: ChangedLine;
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
  const source = readFileSync(path, extname(path) === WASM ? 'base64' : 'utf8');
  if (digest(source) !== before.digest)
    throw new Error(`${file} was changed while it was read: run it again`);
  const changed = changedText(mutant, source, cwd);
  if ('fate' in changed) return changed;
  const { text, at } = changed;
  const mutated = await withText(program, path, text, cache, isCacheWritable);
  const fault = mutated.modules[path]?.fault ?? null;
  if (fault === null) return { program: mutated, models: made, path, source, at };
  return refused('does-not-parse', `${file}:${fault.line ?? at.line ?? ''}: ${fault.message}`, at.line);
}

function changedText({ change, file }: Mutant, source: string, cwd: string): Changed | Refused {
  if ('bytes' in change) return changedCode(change, file, source, cwd);
  if ('operator' in change) {
    const { start, end, text } = change;
    return {
      text: source.slice(0, start) + text + source.slice(end),
      at: { file, line: lineAt(source, start) },
    };
  }
  if (extname(file) === WASM) return refused('no-match', `${file} is compiled code: it has no text`);
  const [head = '', ...rest] = source.split(change.find);
  if (rest.length === 0) return refused('no-match', `${file} does not have the text`);
  if (rest.length > 1) return refused('several-matches', `${file} has the text ${rest.length} times`);
  const line = lineAt(source, head.length);
  const text = head + change.replace + rest.join('');
  if (text === source) return refused('no-change', 'the text stays as it is', line);
  return { text, at: { file, line } };
}

function changedCode(
  { offset, bytes, source }: CompiledChange,
  file: string,
  base64: string,
  cwd: string,
): Changed {
  const code = Buffer.from(base64, 'base64');
  code.set(bytes, offset);
  const line = source === null ? { file, line: null } : codeLine(source, cwd);
  return { text: code.toString('base64'), at: { file: line.file, line: line.line } };
}

/** What an operator replaces in a text, and with what; `null` where the mutant is listed in a file. */
export function replacementIn(mutant: Mutant, source: string): Replacement | null {
  const { change } = mutant;
  if (!('operator' in change)) return null;
  const { text } = change;
  if ('bytes' in change) return { original: `${change.original} in ${change.name}`, text };
  return { original: source.slice(change.start, change.end), text };
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
