import { resolve } from 'node:path';
import { isProof, type Proof } from '../proof/declare.ts';
import { isModel, type Model } from '../proof/model.ts';
import type { FileContents, LoadFailure, ModelEntry, ProofEntry } from './catalogue.ts';
import type { UserFile } from './discover.ts';
import { DurationError, parseDuration } from './duration.ts';
import { loadFailure, relativePath } from './load-error.ts';
import type { Task } from './protocol.ts';
import { importFile } from './typescript.ts';

// A proof that is exported twice, or re-exported by another file, is still one proof.
const seen = new WeakSet<Proof | Model>();

/** Loads one file into this process and says what it exports. */
export async function loadFile(file: UserFile, cwd: string): Promise<FileContents> {
  try {
    const exported = Object.values(await importFile(resolve(cwd, file.path)));
    const proofs = exported.filter(isProof);
    const models = exported.filter(isModel);
    const failures: LoadFailure[] = [];
    if ((file.exports === 'proofs' ? proofs : models).length === 0) failures.push(exportsNothing(file));
    const news = <T extends Proof | Model>(values: readonly T[]): T[] =>
      values.filter((value) => !seen.has(value) && seen.add(value));
    const entries = news(proofs).flatMap((proof) => {
      const entry = proofEntry(proof, file, cwd);
      if ('id' in entry) return [entry];
      failures.push(entry);
      return [];
    });
    return { proofs: entries, models: news(models).map((model) => modelEntry(model, file)), failures };
  } catch (error) {
    return { proofs: [], models: [], failures: [loadFailure(error, file.path, cwd)] };
  }
}

/** The proof and the model of a task, loaded into this process; a `LoadFailure` where they can not be. */
export async function loadTask(
  { proof, model }: Task,
  cwd: string,
): Promise<{ readonly proof: Proof; readonly model: Model | null } | LoadFailure> {
  const load = async <T>(
    module: string,
    what: string,
    is: (value: unknown) => value is T,
  ): Promise<T | LoadFailure> => {
    try {
      const found = Object.values(await importFile(resolve(cwd, module))).find(is);
      return found ?? failure(module, `${what} is not exported any more`);
    } catch (error) {
      return loadFailure(error, module, cwd);
    }
  };
  const isTheProof = (value: unknown): value is Proof => isProof(value) && value.id === proof.id;
  const loadedProof = await load(proof.module, `the proof '${proof.id}'`, isTheProof);
  if (!isProof(loadedProof)) return loadedProof;
  if (model === null) return { proof: loadedProof, model: null };
  const isTheModel = (value: unknown): value is Model =>
    isModel(value) && value.name === model.name && value.kind === model.kind;
  const loadedModel = await load(model.module, `the model '${model.name}'`, isTheModel);
  return isModel(loadedModel) ? { proof: loadedProof, model: loadedModel } : loadedModel;
}

function proofEntry(proof: Proof, file: UserFile, cwd: string): ProofEntry | LoadFailure {
  const { location } = proof;
  const isKnown = location.line > 0;
  const where = { file: isKnown ? relativePath(location.file, cwd) : file.path, line: location.line };
  // Types are stripped, not checked, on the way here: a file that `tsc` rejects is run all the same.
  if (typeof proof.id !== 'string' || !/^\S+$/.test(proof.id)) {
    return failure(
      where.file,
      `a proof's id must be text without blanks, and is ${JSON.stringify(proof.id)}`,
      where.line,
    );
  }
  if (
    typeof proof.doesNotProve !== 'string' ||
    typeof proof.title !== 'string' ||
    !Array.isArray(proof.requirements)
  ) {
    return failure(
      where.file,
      `the proof '${proof.id}' needs a title, doesNotProve and requirements`,
      where.line,
    );
  }
  try {
    const { id, title, requirements, doesNotProve, model: kind, bound = null, timeout } = proof;
    const timeoutMs = timeout === undefined ? null : parseDuration(timeout);
    return { id, title, requirements, doesNotProve, kind, bound, timeoutMs, ...where, module: file.path };
  } catch (error) {
    if (!(error instanceof DurationError)) throw error;
    return failure(where.file, `the timeout of the proof '${proof.id}': ${error.message}`, where.line);
  }
}

function modelEntry({ name, kind, source, findings }: Model, file: UserFile): ModelEntry {
  return { name, kind, source, findings, module: file.path };
}

function exportsNothing({ path, exports }: UserFile): LoadFailure {
  const [what, how] =
    exports === 'proofs'
      ? ['proof', 'export const name = proof({ ... })']
      : ['model', 'export const name = kind.implement({ ... }, ...)'];
  return failure(path, `exports no ${what}`, null, [`Export one: ${how}; or move the file elsewhere.`]);
}

function failure(
  file: string,
  message: string,
  line: number | null = null,
  hints: readonly string[] = [],
): LoadFailure {
  return { file, line, column: null, message, details: [], hints };
}
