import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DEFAULT_CHECK_OPTIONS, type CheckOptions } from '../prover/options.ts';
import type { Counterexample } from '../proof/counterexample.ts';
import type { CoverResult, ProofResult, Verdict } from '../result/verdict.ts';
import { linkProgram } from '../load/link/link.ts';
import type { ModelEntry } from '../load/catalogue.ts';
import type { Job } from '../runner/jobs.ts';
import { makeProject } from '../runner/project.fixture.ts';
import { ownResult, type JobOptions } from '../runner/run-job.ts';
import { knownResults } from './known-results.ts';

export type Named = Pick<ModelEntry, 'name' | 'kind'> & Partial<Pick<ModelEntry, 'findings'>>;

/** A job on a proof of a file, and on a model of that file. */
export function jobIn(module: string, id = 'a', named: Named | null = null): Job {
  const said = {
    title: 't',
    requirements: [],
    doesNotProve: 'd',
    harnesses: [],
    needs: [],
    bound: null,
  };
  const limits = { timeoutMs: null, rlimit: null, memoryBytes: null };
  const model = named && { capabilities: [], operations: [], source: 's', findings: {}, module, ...named };
  return {
    proof: { id, family: model?.kind ?? null, ...said, ...limits, file: module, line: 1, module },
    model,
  };
}

export const WAY: JobOptions = { check: DEFAULT_CHECK_OPTIONS, timeoutMs: 1, memoryBytes: 1, deadline: null };

export const COUNTEREXAMPLE: Counterexample = {
  assertion: 'a',
  inputs: {},
  memory: [],
  trace: [],
  steps: [],
};

export const NO_FAILURE = { message: '', details: [], hints: [] };

export interface World {
  readonly module?: string;
  readonly check?: Partial<CheckOptions>;
  readonly limits?: Partial<JobOptions>;
  readonly covers?: readonly CoverResult[];
  readonly id?: string;
  readonly model?: Named;
  readonly verdict?: Verdict;
  readonly counterexample?: Counterexample | null;
  readonly env?: NodeJS.ProcessEnv;
}

/** Whether a verdict is known, and how to keep one. */
export async function open(
  cwd: string,
  {
    module = 'proofs/a.proof.ts',
    id = 'a',
    model,
    check: own = {},
    limits = {},
    covers = [],
    verdict = 'proved',
    counterexample = null,
    env = {},
  }: World = {},
): Promise<{
  readonly isKnown: boolean;
  readonly known: ProofResult | undefined;
  readonly keep: () => void;
}> {
  const job = jobIn(module, id, model);
  const check = { ...WAY.check, ...own };
  const world = { cwd, env };
  const program = await linkProgram([resolve(cwd, module)], null);
  const results = knownResults(
    [job],
    () => [{ ...WAY, ...limits, check }],
    join(cwd, 'cache'),
    world,
    program,
  );
  const outcome = { verdict, failure: NO_FAILURE };
  const known = results.find(job);
  return {
    ...{ known, isKnown: known !== undefined },
    keep: () => results.keep(job, { ...ownResult(job, outcome, 1), covers, counterexample }),
  };
}

/** A folder in which a verdict is kept; the proof file's text comes first. */
export async function proved(
  text: string,
  files: Readonly<Record<string, string>> = {},
  prepare: (cwd: string) => void = () => {},
): Promise<string> {
  const { cwd } = makeProject({ 'proofs/a.proof.ts': text, ...files });
  prepare(cwd);
  (await open(cwd)).keep();
  return cwd;
}

export function put(cwd: string, path: string, text: string): void {
  mkdirSync(dirname(join(cwd, path)), { recursive: true });
  writeFileSync(join(cwd, path), text);
}

export const MODEL = { 'model.ts': 'export const m = 1;' };
export const OTHER = 'export const m = 2;';
export const USES = "import { m } from '../model.ts'; export const a = m;";
