import { resolve } from 'node:path';
import { evaluatorOf } from '../load/evaluate/evaluator-of.ts';
import { loadFailure } from '../load/load-error.ts';
import { proofsAmong, type Proof } from '../proof/declare.ts';
import { isModel, type Model } from '../proof/model.ts';
import { formatLoadProblem } from '../report/format-load-problem.ts';
import { matchingIds } from '../runner/patterns.ts';
import type { Exclusion } from '../session/configuration-shape.ts';
import { readExclusions } from '../session/exclusions.ts';
import type { CliIo } from '../session/io.ts';
import { projectFiles } from '../session/project-files.ts';
import { outputStyle } from '../session/style.ts';
import { UsageError } from '../session/usage-error.ts';
import { didYouMean } from '../text/nearest.ts';

/** The models that scenarios can be run on, and the properties. */
export interface Loaded {
  readonly models: readonly Model[];
  readonly proofs: readonly Proof[];
  readonly exclusions: readonly Exclusion[];
  /** How many files could not be loaded. */
  readonly failed: number;
}

/**
 * Loads all proofs, and the models of these names, or all. What cannot be loaded is reported on standard error. Throws a `UsageError` for a
 * name that no such model has, and if there is no model.
 */
export async function loadTrials(names: readonly string[], io: CliIo): Promise<Loaded> {
  const [proofs, models] = [new Map<string, Proof>(), new Set<Model>()];
  const files = (await projectFiles(io)).filter(({ exports }) => exports !== 'requirements');
  const evaluator = await evaluatorOf(files, io.cwd);
  let failed = 0;
  for (const { path } of files) {
    try {
      for (const value of Object.values(await evaluator.import(resolve(io.cwd, path)))) {
        for (const proof of proofsAmong([value])) if (!proofs.has(proof.id)) proofs.set(proof.id, proof);
        if (isModel(value) && (value.calls ?? null) !== null) models.add(value);
      }
    } catch (error) {
      failed += 1;
      const problem = formatLoadProblem(loadFailure(error, path, io.cwd), outputStyle(io.stderr, true, io));
      io.stderr.write(`${problem.join('\n')}\n`);
    }
  }
  const known = [...models].map(({ name }) => name);
  for (const name of names)
    if (!known.includes(name))
      throw new UsageError(
        `there is no model '${name}' that scenarios can be run on${didYouMean(name, known)}; there are: ${known.join(', ') || 'none'}`,
      );
  if (models.size === 0) throw new UsageError('there is no model that scenarios can be run on');
  const asked = [...models].filter(({ name }) => names.length === 0 || names.includes(name));
  return { models: asked, proofs: [...proofs.values()], exclusions: readExclusions(io.cwd), failed };
}

/**
 * The properties of a model: the tool's own, and those that need no member which it lacks and that the project does not exclude; in order
 * of their ids.
 */
export function askedOf(
  model: Model,
  { proofs, exclusions }: Pick<Loaded, 'proofs' | 'exclusions'>,
): readonly Proof[] {
  const isExcluded = ({ id }: Proof): boolean =>
    exclusions.some(
      (one) =>
        matchingIds(one.proof, [id]).length > 0 && (one.model === undefined || one.model === model.name),
    );
  const others = proofs.filter((proof) => proof.family === model.kind && !isExcluded(proof));
  return [...model.ownProofs, ...others]
    .filter(({ needs }) => needs.every((name) => model.capabilities.includes(name)))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
