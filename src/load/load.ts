import { resolve } from 'node:path';
import { isProof, proofsAmong, type Proof } from '../proof/declare.ts';
import { isDeclarationError } from '../proof/declaration-error.ts';
import { wellFormed } from '../proof/finding.ts';
import { isModel, type Model } from '../proof/model.ts';
import type { FileContents, LoadFailure, ModelEntry, ProofEntry, Task } from './catalogue.ts';
import type { UserFile } from './discover.ts';
import type { Evaluator } from './evaluate/evaluator.ts';
import { DurationError, parseDuration } from '../text/duration.ts';
import { loadFailure } from './load-error.ts';
import { relativePath } from './paths.ts';
import { requirementsIn } from './requirements.ts';
import { parseSize, SizeError } from '../text/size.ts';

const REQUIREMENTS_HINTS = [
  "Export each as export const REQUIREMENTS = { 'id': { section: '2.7.8', level: 'MUST', text: '...' } }.",
];

/** A proof that is exported twice, or re-exported by another file, is still one proof, in one program. */
const seenBy = new WeakMap<Evaluator, WeakSet<Proof | Model>>();

/** Loads one file into this process and says what it exports. */
export async function loadFile(file: UserFile, cwd: string, evaluator: Evaluator): Promise<FileContents> {
  try {
    const module = await evaluator.import(resolve(cwd, file.path));
    if (file.exports === 'requirements') {
      const { requirements, problems } = requirementsIn(module);
      const failures = problems.map((problem) => failure(file.path, problem, null, REQUIREMENTS_HINTS));
      const origin = file.isShipped === true ? { isShipped: file.isShipped } : {};
      return { proofs: [], models: [], failures, requirements, ...origin };
    }
    const exported = Object.values(module);
    const models = exported.filter(isModel);
    const proofs = [...proofsIn(exported), ...models.flatMap(({ ownProofs }) => ownProofs)];
    const failures: LoadFailure[] = [];
    if ((file.exports === 'proofs' ? proofsAmong(exported) : models).length === 0)
      failures.push(exportsNothing(file));
    const seen = seenBy.get(evaluator) ?? new WeakSet();
    seenBy.set(evaluator, seen);
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

/** The proof and the model of a task, loaded into this process; a `LoadFailure` where they cannot be. */
export async function loadTask(
  { proof, model }: Task,
  cwd: string,
  evaluator: Evaluator,
): Promise<{ readonly proof: Proof; readonly model: Model | null } | LoadFailure> {
  const load = async <T>(
    module: string,
    what: string,
    pick: (exports: Exports) => T | undefined,
  ): Promise<T | LoadFailure> => {
    try {
      return (
        pick(await exportsOf(resolve(cwd, module), evaluator)) ??
        failure(module, `${what} is not exported any more`)
      );
    } catch (error) {
      return loadFailure(error, module, cwd);
    }
  };
  const loadedProof = await load(proof.module, `the proof '${proof.id}'`, ({ proofs }) =>
    proofs.get(proof.id),
  );
  if (!isProof(loadedProof)) return loadedProof;
  const asked: Proof = proof.isShipped === true ? { ...loadedProof, isShipped: true } : loadedProof;
  if (model === null) return { proof: asked, model: null };
  const loadedModel = await load(model.module, `the model '${model.name}'`, ({ models }) =>
    models.find(({ name, kind }) => name === model.name && kind === model.kind),
  );
  return isModel(loadedModel) ? { proof: asked, model: loadedModel } : loadedModel;
}

/** What a file exports, to be looked up: a file may export thousands of proofs. */
interface Exports {
  readonly proofs: ReadonlyMap<string, Proof>;
  readonly models: readonly Model[];
}

const known = new WeakMap<Evaluator, Map<string, Exports>>();

async function exportsOf(path: string, evaluator: Evaluator): Promise<Exports> {
  const ofEvaluator = known.get(evaluator) ?? new Map<string, Exports>();
  known.set(evaluator, ofEvaluator);
  const before = ofEvaluator.get(path);
  if (before !== undefined) return before;
  const values = Object.values(await evaluator.import(path));
  // The first of an id, as in the catalogue.
  const proofs = new Map(
    [...proofsIn(values), ...values.filter(isModel).flatMap(({ ownProofs }) => ownProofs)]
      .toReversed()
      .map((proof) => [proof.id, proof]),
  );
  const exports = { proofs, models: values.filter(isModel) };
  ofEvaluator.set(path, exports);
  return exports;
}

/** The proofs among a module's exports, which come in the order of their names, in the order of their lines. */
function proofsIn(values: readonly unknown[]): readonly Proof[] {
  const inOrder = (a: Proof, b: Proof): number =>
    a.location.file === b.location.file
      ? a.location.line - b.location.line
      : a.location.file < b.location.file
        ? -1
        : 1;
  return proofsAmong(values).toSorted(inOrder);
}

function proofEntry(proof: Proof, file: UserFile, cwd: string): ProofEntry | LoadFailure {
  const { location } = proof;
  const isKnown = location.line > 0;
  const where = { file: isKnown ? relativePath(location.file, cwd) : file.path, line: location.line };
  // Types are stripped, not checked, on the way here: a file that `tsc` rejects is run all the same.
  if (typeof proof.id !== 'string' || !/^\S+$/.test(proof.id)) {
    return failure(
      where.file,
      `a proof's id must be text without blanks, got ${JSON.stringify(proof.id)}`,
      where.line,
      ["Give it a path-like id of its own: id: 'area/property'."],
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
      ['Add what is missing; requirements may be [].'],
    );
  }
  const misdeclared = faultOfCovers(proof);
  if (misdeclared !== null) return failure(where.file, `the proof '${proof.id}': ${misdeclared}`, where.line);
  try {
    const { id, title, requirements, doesNotProve, harnesses = [], family, needs, bound = null } = proof;
    const said = { id, title, requirements, doesNotProve, family, needs, harnesses, bound };
    const own = {
      ...(proof.isOwn === true ? { isOwn: proof.isOwn } : {}),
      ...(file.isShipped === true ? { isShipped: file.isShipped } : {}),
    };
    return { ...said, ...own, ...limitsOf(proof), ...where, module: file.path };
  } catch (error) {
    const limit = limitNamed(error);
    if (limit === null || !(error instanceof Error)) throw error;
    return failure(where.file, `the ${limit} of the proof '${proof.id}': ${error.message}`, where.line, [
      `Fix the ${limit} in the declaration, or remove it.`,
    ]);
  }
}

/** What is wrong with the covers that a proof declares, as far as that shows without a model. */
function faultOfCovers(proof: Proof): string | null {
  try {
    proof.covers(null);
    return null;
  } catch (error) {
    // Anything else is what a function of the model says of there being none.
    return isDeclarationError(error) ? error.message : null;
  }
}

/** Which limit an error is about; `null` for any other error. */
function limitNamed(error: unknown): string | null {
  if (error instanceof DurationError) return 'timeout';
  if (error instanceof SizeError) return 'memory';
  return error instanceof RangeError ? 'rlimit' : null;
}

/** The limits that a proof sets for itself. Throws where one is none. */
function limitsOf({
  timeout,
  rlimit,
  memory,
}: Proof): Pick<ProofEntry, 'timeoutMs' | 'rlimit' | 'memoryBytes'> {
  if (rlimit !== undefined && !(Number.isSafeInteger(rlimit) && rlimit >= 1 && rlimit < 2 ** 32)) {
    throw new RangeError(`${rlimit} has to be a whole number of steps from 1 to ${2 ** 32 - 1}`);
  }
  return {
    timeoutMs: timeout === undefined ? null : parseDuration(timeout),
    rlimit: rlimit ?? null,
    memoryBytes: memory === undefined ? null : parseSize(memory),
  };
}

function modelEntry(model: Model, file: UserFile): ModelEntry {
  const { name, kind, capabilities, operations = [], source, bound = null } = model;
  const findings = Object.entries(model.findings).map(([id, finding]) => [id, wellFormed(finding)] as const);
  const said = { name, kind, capabilities, operations, source, bound };
  return { ...said, findings: Object.fromEntries(findings), module: file.path };
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
