import type { Catalogue, LoadFailure, ModelEntry, ProofEntry } from '../load/catalogue.ts';
import { MODEL_FILES, PROOF_FILES } from '../load/discover.ts';
import { withForwardSlashes } from '../load/paths.ts';
import { didYouMean } from '../text/nearest.ts';
import { matchingIds, nearIds } from './patterns.ts';

/** One proof to check on one model, or on none. */
export interface Job {
  readonly proof: ProofEntry;
  readonly model: ModelEntry | null;
}

/** The user's selection matches nothing, mostly because of a misspelt name. The message is one or more lines. */
export class SelectionError extends Error {
  override readonly name = 'SelectionError';
}

export interface Selection {
  readonly jobs: readonly Job[];
  /** The proofs that were selected, whether or not a model can be asked. */
  readonly proofs: readonly ProofEntry[];
  /** Proofs without any model. */
  readonly failures: readonly LoadFailure[];
}

/**
 * The jobs that match any of the patterns, all if there are none. With names of models given, only those models
 * are asked, and proofs about no model are left out. Throws a `SelectionError` for a pattern or name that matches
 * nothing.
 */
export function selectJobs(
  catalogue: Catalogue,
  patterns: readonly string[],
  models: readonly string[],
): Selection {
  if (catalogue.proofs.length === 0) {
    const why =
      catalogue.failures.length > 0
        ? 'none of the proofs could be loaded'
        : `no proofs found: looked for ${PROOF_FILES} in the working directory`;
    throw new SelectionError(why);
  }
  const proofs = matchingProofs(catalogue.proofs, patterns);
  for (const name of models) checkModelName(name, catalogue.models);
  const failures: LoadFailure[] = [];
  // The tool's own proofs come first: if they fail, no other verdict on the model means anything.
  const ordered = [...proofs.filter(({ isOwn }) => isOwn), ...proofs.filter(({ isOwn }) => !isOwn)];
  const jobs = ordered.flatMap((proof): Job[] => {
    if (proof.family === null) return models.length === 0 ? [{ proof, model: null }] : [];
    const ofKind = catalogue.models.filter((model) => model.kind === proof.family);
    const able = ofKind.filter((model) => lacking(proof, model).length === 0);
    // A model that lacks an optional member is not asked; that there is no model at all is a mistake.
    if (ofKind.length === 0 && proof.isOwn !== true) failures.push(noModel(proof, proof.family));
    const asked = models.length === 0 ? able : able.filter((model) => models.includes(model.name));
    return asked.map((model) => ({ proof, model }));
  });
  const isAsked = proofs.some(({ family }) =>
    catalogue.models.some(
      ({ kind, name }) => kind === family && (models.length === 0 || models.includes(name)),
    ),
  );
  if (jobs.length === 0 && failures.length === 0 && !isAsked) {
    const ids = proofs.map((proof) => proof.id).slice(0, 5);
    throw new SelectionError(`nothing to prove: ${ids.join(', ')} do not apply to ${models.join(', ')}`);
  }
  return { jobs, proofs, failures };
}

/** The members that a proof needs and a model of its interface lacks: empty if the proof applies to it. */
export function lacking(proof: ProofEntry, model: ModelEntry): readonly string[] {
  return proof.needs.filter((name) => !model.capabilities.includes(name));
}

function matchingProofs(proofs: readonly ProofEntry[], patterns: readonly string[]): readonly ProofEntry[] {
  const ids = proofs.map((proof) => proof.id);
  const wanted = new Set(patterns.length === 0 ? ids : []);
  const problems: string[] = [];
  for (const pattern of patterns) {
    if (pattern.trim() === '') {
      problems.push('a pattern is empty: leave it out to prove everything');
      continue;
    }
    const matches = [
      ...idsLike(pattern, ids),
      ...supersedes(pattern, proofs),
      ...idsInFiles(pattern, proofs),
    ];
    for (const id of matches) wanted.add(id);
    if (matches.length === 0)
      problems.push(
        `no proof matches '${pattern}'; the nearest ids:`,
        ...nearIds(pattern, ids).map((id) => `  ${id}`),
      );
  }
  if (problems.length > 0) throw new SelectionError(problems.join('\n'));
  return proofs.filter((proof) => wanted.has(proof.id));
}

/** A pattern with forward slashes; on Windows users write backslashes, which no id has. */
function idsLike(pattern: string, ids: readonly string[]): readonly string[] {
  const matches = matchingIds(pattern, ids);
  return matches.length > 0 ? matches : matchingIds(withForwardSlashes(pattern), ids);
}

/** The ids of the proofs in the files that a pattern matches, if it looks like a file pattern. */
function idsInFiles(pattern: string, proofs: readonly ProofEntry[]): readonly string[] {
  if (!pattern.endsWith('.ts')) return [];
  const form = withForwardSlashes(pattern).replace(/^\.\//, '');
  const files = new Set(
    matchingIds(
      form,
      proofs.map(({ module }) => module),
    ),
  );
  return proofs.filter(({ module }) => files.has(module)).map(({ id }) => id);
}

/** The ids of the proofs that supersede a harness of this name. */
function supersedes(pattern: string, proofs: readonly ProofEntry[]): readonly string[] {
  const isMeant = (harness: string): boolean => harness === pattern || harness.endsWith(` ${pattern}`);
  return proofs.filter(({ harnesses }) => harnesses.some(isMeant)).map(({ id }) => id);
}

function checkModelName(name: string, models: readonly ModelEntry[]): void {
  const names = [...new Set(models.map((model) => model.name))];
  if (names.includes(name)) return;
  const known = names.length === 0 ? `there are none in ${MODEL_FILES}` : `known: ${names.join(', ')}`;
  const isPattern = /[/*]/.test(name);
  const hint = isPattern
    ? '\nIf it is a pattern, write it before --model: ringproof prove <pattern> --model <name>'
    : '';
  throw new SelectionError(`unknown model '${name}'${didYouMean(name, names)} (${known})${hint}`);
}

function noModel({ id, file, line }: ProofEntry, kind: string): LoadFailure {
  return {
    ...{ file, line: line || null, column: null },
    message: `the proof '${id}' needs a model of '${kind}', and there is none: searched ${MODEL_FILES}`,
    details: [],
    hints: [
      `Export one: export const name = kind.implement({ ... }, ...), with the ModelKind '${kind}' as kind.`,
    ],
  };
}
