import { readFileSync } from 'node:fs';
import { basename, dirname, extname, relative, resolve } from 'node:path';
import { digest } from '../../cache/entry.ts';
import type { ModelEntry } from '../../load/catalogue.ts';
import { closureOf, type ModuleText, type Program } from '../../load/link/program.ts';
import { WASM } from '../../load/link/wasm-file.ts';
import { relativePath, withForwardSlashes } from '../../load/paths.ts';
import { changesOf, type Generated } from '../../mutant/changes-of.ts';
import type { CompiledChange } from '../../mutant/compiled/compiled-change.ts';
import { compiledChanges } from '../../mutant/compiled/compiled-changes.ts';
import type { Plan } from '../../session/plan.ts';
import type { Mutant } from './mutant.ts';

/** A file that models are made of and that operators leave as it is, and why. */
export interface LeftOut {
  /** From the working directory, with forward slashes. */
  readonly file: string;
  readonly reason: string;
}

/** What operators make of the models of a project. */
export interface GeneratedMutants {
  readonly mutants: readonly Mutant[];
  readonly leftOut: readonly LeftOut[];
}

/** What a file imports from the tool to declare something of its own, rather than to implement a model. */
const DECLARING: ReadonlySet<string> = new Set(['ModelKind', 'ownProofs', 'pairingOf', 'proof']);

/**
 * All mutants that operators make of the files that models are made of, in their own folders; of these models, of all if there are
 * none. A file of several models makes mutants of each of them. Throws an `Error` where a file is not what it was when the program was read.
 */
export function generateMutants(
  { catalogue, program }: Pick<Plan, 'catalogue' | 'program'>,
  names: readonly string[],
  cwd: string,
): GeneratedMutants {
  const namesOf = new Map<string, Set<string>>();
  for (const model of catalogue.models)
    for (const { path } of ownFiles(model, program, cwd))
      namesOf.set(path, (namesOf.get(path) ?? new Set()).add(model.name));
  const entries = new Set(catalogue.models.map(({ module }) => entryOf(module, program, cwd)));
  const mutants: Mutant[] = [];
  const leftOut: LeftOut[] = [];
  for (const [path, models] of [...namesOf].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const module = program.modules[path];
    const isWanted = names.length === 0 || names.some((name) => models.has(name));
    if (module === undefined || !isWanted) continue;
    const file = relativePath(path, cwd);
    const reason = entries.has(path) ? 'it declares models' : reasonAgainst(module);
    if (reason !== null) leftOut.push({ file, reason });
    else {
      const made = mutantsOf(module, file, [...models].sort());
      if (Array.isArray(made)) mutants.push(...made);
      else leftOut.push({ file, reason: made });
    }
  }
  return { mutants, leftOut };
}

function entryOf(module: string, program: Program, cwd: string): string {
  const path = resolve(cwd, module);
  return program.entries[path] ?? path;
}

/** The files that a model is made of, in the folder that it is declared in. */
function ownFiles({ module }: ModelEntry, program: Program, cwd: string): readonly ModuleText[] {
  const entry = entryOf(module, program, cwd);
  const folder = dirname(entry);
  return closureOf(program, entry).filter(({ path }) => {
    const within = relative(folder, path);
    return !within.startsWith('..') && !within.includes('node_modules') && /\.([cm]?[jt]s|wasm)$/.test(path);
  });
}

function reasonAgainst({ path, imports }: ModuleText): string | null {
  if (/^findings\.[cm]?[jt]s$/.test(basename(path))) return 'it declares findings';
  const isDeclaring = imports.some(
    ({ specifier, names }) => specifier === 'ringproof' && names.some((name) => DECLARING.has(name)),
  );
  return isDeclaring ? 'it declares an interface or proofs' : null;
}

/** Or why there are none. */
function mutantsOf(
  { path, digest: before }: ModuleText,
  file: string,
  models: readonly string[],
): Mutant[] | string {
  const isCompiled = extname(path) === WASM;
  const source = readFileSync(path, isCompiled ? 'base64' : 'utf8');
  if (digest(source) !== before) throw new Error(`${file} was changed while it was read: run it again`);
  try {
    const changes: readonly (Generated | CompiledChange)[] = isCompiled
      ? compiledChanges(Buffer.from(source, 'base64'), file, dirname(path))
      : changesOf(source);
    return changes.map((change) => ({
      id: `${withForwardSlashes(file).replace(/^models\//, '')}:${change.operator}:${change.key}`,
      ...{ models, file, change, reference: null, why: null },
    }));
  } catch (error) {
    return `it cannot be ${isCompiled ? 'decoded' : 'parsed'}: ${error instanceof Error ? error.message : String(error)}`;
  }
}
