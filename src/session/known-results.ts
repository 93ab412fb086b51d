import { RESULT } from '../result/result-shape.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { digest } from '../cache/entry.ts';
import { resultsFolder } from '../cache/folder.ts';
import { KeptValues } from '../cache/kept-values.ts';
import { textsDigest } from '../load/link/files-of.ts';
import type { Program } from '../load/link/program.ts';
import { MEMORY_MODELS } from '../proof/ordered.ts';
import { findingOf } from '../proof/finding.ts';
import type { ProofResult, Verdict } from '../result/verdict.ts';
import type { Job } from '../runner/jobs.ts';
import { identity, type JobOptions } from '../runner/run-job.ts';
import { identityOf } from '../solver/identity.ts';
import { NATIVE_SOLVER_NAMES } from '../solver/natives.ts';
import type { CliIo } from './io.ts';

/** Verdicts that do not depend on the clock, or on what else a machine was doing. */
const SETTLED: readonly Verdict[] = ['proved', 'refuted', 'vacuous'];

/**
 * Whether all of a result would come out again: that the solver had no answer on an assertion or a cover may be for want of time, and so
 * may be that a counterexample is not minimal, unless counts alone ended the search.
 */
export function isSettled({ verdict, covers, assertions, counterexample }: ProofResult): boolean {
  if (assertions.some((one) => one.verdict === 'unknown')) return false;
  if (counterexample?.minimal === false && counterexample.repeatable !== true) return false;
  const isWhole = covers.every(({ reached }) => reached !== null);
  return isWhole && SETTLED.includes(verdict);
}

/** Results of earlier runs, each good for as long as nothing that it depends on has changed. */
export interface KnownResults {
  readonly find: (job: Job) => ProofResult | undefined;
  readonly keep: (job: Job, result: ProofResult) => void;
}

/** What looking a result up takes. */
const NO_TIME = { timeMs: 0, solverMs: 0, phases: { exploring: 0, lowering: 0, solving: 0 } };

const NONE: KnownResults = { find: () => undefined, keep: () => {} };

/**
 * The known results of jobs, by a digest of the texts of a program that their proofs and models are made of, of the tool's own
 * program, of the solver and of the options that a verdict can depend on. Workers evaluate these texts and nothing else.
 */
export function knownResults(
  jobs: readonly Job[],
  optionsOf: (job: Job) => readonly JobOptions[],
  cache: string | null,
  { cwd, env, engine }: Pick<CliIo, 'cwd' | 'env' | 'engine'>,
  program: Program,
): KnownResults {
  if (cache === null || engine !== undefined) return NONE;
  const store = new KeptValues(resultsFolder(cache), RESULT);
  const form = 'ringproof result 5';
  const keys = resultKeys(form, jobs, optionsOf, { cwd, env }, program);
  // Of a proof about no order of accesses, one result is good for every choice of memory models.
  const keysOfAll = resultKeys(form, jobs, (job) => optionsOf(job).map(underAll), { cwd, env }, program);
  const known = new Set<Job>();
  const look = (job: Job, formOf: (key: string) => string): ProofResult | undefined => {
    const at = (key: string | undefined): ProofResult | undefined =>
      key === undefined ? undefined : store.find(formOf(key));
    return at(keys.get(job)) ?? ofNoOrder(at(keysOfAll.get(job)));
  };
  const showsNoFinding = (job: Job): boolean =>
    optionsOf(job).some(({ check }) => check.until === 'expected');
  return {
    find: (job) => {
      // A result with a counterexample is good for a run that shows none, but not the other way round.
      const found = look(job, (key) => key) ?? (showsNoFinding(job) ? look(job, unshownKey) : undefined);
      if (found === undefined) return undefined;
      known.add(job);
      return { ...found, ...identity(job, found.leftOut), ...NO_TIME, cached: true };
    },
    keep: (job, result) => {
      const whole = (result.memoryModels === undefined ? keysOfAll : keys).get(job);
      if (whole === undefined || known.has(job) || !isSettled(result)) return;
      const isUnshown = result.verdict === 'refuted' && result.counterexample === null;
      store.keep(isUnshown ? unshownKey(whole) : whole, result);
    },
  };
}

/** Where a refutation without its counterexample is kept: no run that shows it may find it. */
function unshownKey(key: string): string {
  return digest(`${key} without a counterexample`);
}

/** The options of a run under all memory models. */
function underAll(options: JobOptions): JobOptions {
  return { ...options, check: { ...options.check, memoryModels: MEMORY_MODELS } };
}

/** A result of a proof about no order of accesses, if it is one. */
function ofNoOrder(found: ProofResult | undefined): ProofResult | undefined {
  return found?.memoryModels === undefined ? found : undefined;
}

/**
 * Digests of all that results of a kind can depend on, by job; none of a job whose result is not to be kept. `kind` names the kind and
 * its form.
 */
export function resultKeys(
  kind: string,
  jobs: readonly Job[],
  optionsOf: (job: Job) => readonly JobOptions[],
  { cwd, env }: Pick<CliIo, 'cwd' | 'env'>,
  program: Program,
): ReadonlyMap<Job, string | undefined> {
  const modules = [...new Set(jobs.flatMap(modulesOf))];
  const texts = new Map(modules.map((module) => [module, textsDigest(program, resolve(cwd, module), cwd)]));
  const tool = digest(JSON.stringify([toolDigest(), env['NODE_OPTIONS'] ?? '']));
  return new Map(jobs.map((job) => [job, keyOf(kind, job, optionsOf(job), texts, tool)]));
}

function modulesOf({ proof, model }: Job): readonly string[] {
  return model === null ? [proof.module] : [proof.module, model.module];
}

function keyOf(
  kind: string,
  { proof, model }: Job,
  portfolio: readonly JobOptions[],
  texts: ReadonlyMap<string, string | undefined>,
  tool: string,
): string | undefined {
  const parts = modulesOf({ proof, model }).map((module) => texts.get(module));
  if (parts.includes(undefined)) return undefined;
  const checks = portfolio.map(({ check }) => {
    const { solver, encoding, contract, memoryModels, rlimit, until, maxAnswers } = check;
    const solvers = solver === 'auto' ? (['wasm', ...NATIVE_SOLVER_NAMES] as const) : [solver];
    // Where anything is found that is not as expected, they are the same.
    const end = until === 'expected' ? 'smallest' : until;
    return [solvers.map(identityOf), encoding, contract, memoryModels, rlimit, end, maxAnswers];
  });
  const finding = findingOf(model, proof.id);
  // Second opinions are asked for anew, always.
  if (portfolio.some(({ check }) => check.crossCheck)) return undefined;
  return digest(JSON.stringify([kind, tool, proof.id, model?.name, model?.kind, finding, parts, checks]));
}

let toolTexts: string | undefined;

/** A digest of the tool's own program, which says what a verdict means, and of what runs it. */
export function toolDigest(): string {
  toolTexts ??= digestOfTexts();
  return digest(JSON.stringify([process.version, toolTexts]));
}

/** A digest of the program's texts and packages, which stay as they are while it runs. */
function digestOfTexts(): string {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.[jt]s$/.test(file) && !/\.(test|fixture|d)\.ts$/.test(file))
    // What comes with the tool is looked at as a user's files are.
    .filter((file) => !/^shipped[\\/]/.test(file))
    .sort();
  const texts = files.map((file) => [file, readFileSync(join(root, file), 'utf8')]);
  const { resolve: find } = createRequire(import.meta.url);
  const names = ['esbuild', 'acorn', 'acorn-walk', '@jridgewell/sourcemap-codec', 'z3-solver'];
  const packages = names.map((name) => readFileSync(find(`${name}/package.json`), 'utf8'));
  return digest(JSON.stringify([packages, texts]));
}
