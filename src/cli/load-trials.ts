import { resolve } from 'node:path';
import { findUserFiles } from '../load/discover.ts';
import { evaluatorOf } from '../load/evaluate/evaluator-of.ts';
import { loadFailure } from '../load/load-error.ts';
import { isProof, type Proof } from '../proof/declare.ts';
import { isModel, type Model } from '../proof/model.ts';
import { formatLoadProblem } from '../report/format-load-problem.ts';
import type { CliIo } from '../session/io.ts';
import { outputStyle } from '../session/style.ts';
import { UsageError } from '../session/usage-error.ts';
import { didYouMean } from '../text/nearest.ts';

/** The models that scenarios can be run on, and the properties. */
export interface Loaded {
  readonly models: readonly Model[];
  readonly proofs: readonly Proof[];
  /** How many files could not be loaded. */
  readonly failed: number;
}

/**
 * Loads all proofs, and the models of these names, or all. What cannot be loaded is reported on standard error. Throws a `UsageError` for a
 * name that no such model has, and if there is no model.
 */
export async function loadTrials(names: readonly string[], io: CliIo): Promise<Loaded> {
  const [proofs, models] = [new Map<string, Proof>(), new Set<Model>()];
  const files = (await findUserFiles(io.cwd)).filter(({ exports }) => exports !== 'requirements');
  const evaluator = await evaluatorOf(files, io.cwd);
  let failed = 0;
  for (const { path } of files) {
    try {
      for (const value of Object.values(await evaluator.import(resolve(io.cwd, path)))) {
        if (isProof(value) && !proofs.has(value.id)) proofs.set(value.id, value);
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
  return { models: asked, proofs: [...proofs.values()], failed };
}

/** The properties of a model: the tool's own, and those that need no member which it lacks; in order of their ids. */
export function askedOf(model: Model, { proofs }: Loaded): readonly Proof[] {
  const asked = [...model.ownProofs, ...proofs.filter(({ family }) => family === model.kind)];
  return asked
    .filter(({ needs }) => needs.every((name) => model.capabilities.includes(name)))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
