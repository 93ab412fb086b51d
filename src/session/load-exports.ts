import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { isPackageItself, shippedPath } from '../load/shipped.ts';
import { proofsAmong, type Proof } from '../proof/declare.ts';
import { isModel, type Model } from '../proof/model.ts';
import type { CitedRequirement } from '../result/verdict.ts';
import { evaluatorOf } from '../load/evaluate/evaluator-of.ts';
import { loadFailure } from '../load/load-error.ts';
import { didYouMean } from '../text/nearest.ts';
import { requirementsIn } from '../load/requirements.ts';
import { formatLoadProblem } from '../report/format-load-problem.ts';
import type { CliIo } from './io.ts';
import { madeProtocol, PROTOCOLS_FILE } from './made-protocols.ts';
import { shippedModels } from './paired-files.ts';
import { projectFiles, type ProjectIo } from './project-files.ts';
import { outputStyle } from './style.ts';
import { UsageError } from './usage-error.ts';

/** A value that a file of the user's exports, loaded into this process. */
export interface LoadedExport<T> {
  /** The file, relative to the working directory. */
  readonly module: string;
  /** What a file in the working directory imports it by. */
  readonly specifier: string;
  readonly name: string;
  readonly value: T;
}

export interface Loaded {
  readonly proof: LoadedExport<Proof>;
  /** `null` for a proof about no model. */
  readonly model: LoadedExport<Model> | null;
}

/**
 * A proof and a model of the interface that it is asked of, loaded into this process. What cannot be loaded is reported on
 * standard error. No name stands for the only model. Throws a `UsageError` that names what
 * there is where there is no such proof or model.
 */
export async function loadExports(id: string, modelName: string | null, io: CliIo): Promise<Loaded> {
  const proofs: LoadedExport<Proof>[] = [];
  const models: LoadedExport<Model>[] = [];
  const shipped = modelName?.includes('+') === true ? await shippedModels(io.cwd) : [];
  const files = [...(await projectFiles(io)), ...shipped];
  const evaluator = await evaluatorOf(files, io.cwd);
  for (const { path } of files) {
    const specifier = specifierOf(path, io.cwd);
    try {
      for (const [name, value] of Object.entries(await evaluator.import(resolve(io.cwd, path)))) {
        for (const proof of proofsAmong([value]))
          proofs.push({ module: path, specifier, name, value: proof });
        if (isModel(value)) models.push({ module: path, specifier, name, value });
      }
    } catch (error) {
      const problem = formatLoadProblem(loadFailure(error, path, io.cwd), outputStyle(io.stderr, true, io));
      io.stderr.write(`${problem.join('\n')}\n`);
    }
  }
  const proof = proofs.find(({ value }) => value.id === id);
  if (proof === undefined) {
    const ids = proofs.map(({ value }) => value.id);
    throw new UsageError(`there is no proof '${id}'${didYouMean(id, ids)}`);
  }
  const kind = proof.value.family;
  if (kind === null && modelName !== null) {
    throw new UsageError(`'${id}' is about no model: leave out --model ${modelName}`);
  }
  if (kind === null) return { proof, model: null };
  const fitting = models.filter(({ value }) => value.kind === kind);
  const model =
    modelName === null && fitting.length === 1
      ? fitting[0]
      : (fitting.find(({ value }) => value.name === modelName) ?? madeOf(modelName, kind, models));
  if (model !== undefined) {
    const missing = proof.value.needs.filter((name) => !model.value.capabilities.includes(name));
    if (missing.length === 0) return { proof, model };
    throw new UsageError(
      `'${id}' does not apply to '${model.value.name}', which has no ${missing.join(', ')}`,
    );
  }
  const names = fitting.map(({ value }) => value.name);
  const all = `models of '${kind}' are ${names.join(', ')}`;
  if (names.length === 0) throw new UsageError(`there is no model of '${kind}' to check '${id}' on`);
  if (modelName === null) throw new UsageError(`choose a model for '${id}' with --model: ${all}`);
  throw new UsageError(
    `there is no model '${modelName}' to check '${id}' on${didYouMean(modelName, names)} (${all})`,
  );
}

/** A driver and a device of these models as one, if that is what a name is and a proof is asked of. */
function madeOf(
  name: string | null,
  kind: string,
  models: readonly LoadedExport<Model>[],
): LoadedExport<Model> | undefined {
  const all = models.map(({ value }) => value);
  const value = name === null ? undefined : madeProtocol(name, all);
  if (value?.kind !== kind) return undefined;
  return { module: PROTOCOLS_FILE, specifier: `./${PROTOCOLS_FILE}`, name: value.name, value };
}

function specifierOf(path: string, cwd: string): string {
  const shipped = isPackageItself(cwd) ? null : shippedPath(realpathSync(resolve(cwd, path)));
  // Types are not stripped in packages: the build is imported.
  return shipped === null ? `./${path}` : `ringproof/${shipped.replace(/\.ts$/, '')}`;
}

/** The requirements of these ids, with what the project says of them, if it does. */
export async function loadRequirements(
  ids: readonly string[],
  io: ProjectIo,
): Promise<readonly CitedRequirement[]> {
  const files = (await projectFiles(io)).filter(({ exports }) => exports === 'requirements');
  const evaluator = await evaluatorOf(files, io.cwd);
  // Why one cannot be loaded is reported with all files.
  const modules = files.map(({ path }) => evaluator.import(resolve(io.cwd, path)).catch(() => ({})));
  const tables = (await Promise.all(modules)).map((module) => requirementsIn(module).requirements);
  const words = new Map(tables.flatMap((table) => Object.entries(table)));
  return ids.map((id) => ({ id, ...words.get(id) }));
}
