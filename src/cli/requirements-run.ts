import type { Catalogue } from '../load/catalogue.ts';
import { proofsNamedBy } from '../requirement/answer.ts';
import { isPermission, ledgerOf, type LedgerEntry } from '../requirement/entry.ts';
import { evidenceOf } from '../requirement/evidence.ts';
import { rowsOf, type Row } from '../requirement/table.ts';
import type { LoadProblem } from '../report/reporter.ts';
import type { Job } from '../runner/jobs.ts';
import type { WorkerPool } from '../runner/pool.ts';
import { runJobs } from '../runner/run-jobs.ts';
import { isNotAsked } from '../result/expectation.ts';
import type { ProofResult } from '../result/verdict.ts';
import type { CliIo } from '../session/io.ts';
import { knownResults, resultKeys } from '../session/known-results.ts';
import { notApplicable } from '../session/not-applicable.ts';
import type { ProveOptions } from '../session/options.ts';
import { makePlan } from '../session/plan.ts';
import { keepTimes, type RunSettings } from '../session/settings.ts';
import { withoutFindings } from '../session/shown-findings.ts';
import { UsageError } from '../session/usage-error.ts';
import { didYouMean } from '../text/nearest.ts';
import { progressOn } from './live-terminal.ts';
import { selectEntries, type RequirementChoice } from './requirements-choice.ts';

/** The answers of a run, and what they rest on. */
export interface RequirementsRun {
  readonly rows: readonly Row[];
  readonly loadFailures: readonly LoadProblem[];
  readonly jobs: readonly Job[];
  /** Whether it was stopped before all had been run. */
  readonly isCutOff: boolean;
  /** Finds the digests of all that results depend on; null where none can be made. */
  readonly digests: () => (result: ProofResult) => string | null;
}

/**
 * Runs the proofs that entries are answered by, or looks up their kept results, and answers the entries. Throws a `UsageError` for what
 * stands for no entry or model.
 */
export async function runRequirements(
  choice: RequirementChoice,
  options: ProveOptions,
  settings: RunSettings,
  pool: WorkerPool,
  io: CliIo,
): Promise<RequirementsRun> {
  // Models are chosen below: what the other side copes with, its models say.
  const plan = await makePlan(pool, [], { ...options, model: [] }, io, settings);
  const { catalogue, program, excluded, loadFailures } = plan;
  checkModels(options.model, catalogue);
  const entries = selectEntries(ledgerOf(catalogue.requirements), choice, loadFailures.length > 0);
  const jobs = plan.jobs.filter(isNeeded(entries, options.model));
  const { cache, isCacheWritable, expectedMs } = settings;
  const optionsOf = withoutFindings(settings.optionsOf);
  const known = knownResults(jobs, optionsOf, cache, io, program);
  const progress = progressOn(options, io);
  progress?.start(jobs.length);
  const { results, notRun } = await runJobs(pool, jobs, {
    ...{ workers: options.jobs, optionsOf, expectedMs, known: known.find },
    ...(io.interrupt === undefined ? {} : { stop: io.interrupt }),
    onStart: ({ proof, model }) => progress?.running({ id: proof.id, model: model?.name ?? null }),
    onResult: (result, job) => {
      if (isCacheWritable) known.keep(job, result);
      progress?.result(result, () => {});
    },
  });
  progress?.end();
  if (isCacheWritable) keepTimes(results, options, io);
  const asked = results.filter((result) => !isNotAsked(result));
  const evidence = evidenceOf({
    models: catalogue.models,
    proofs: catalogue.proofs,
    families: catalogue.families,
    results: asked,
    notApplicable: notApplicable(catalogue.proofs, catalogue, []),
    excluded,
  });
  return {
    ...{ rows: rowsOf(entries, evidence), loadFailures, jobs, isCutOff: notRun.length > 0 },
    digests: () => {
      const keys = resultKeys('ringproof evidence 1', jobs, settings.optionsOf, io, program);
      const byName = new Map(
        jobs.map((job) => [JSON.stringify([job.proof.id, job.model?.name ?? null]), keys.get(job) ?? null]),
      );
      return ({ id, model }) => byName.get(JSON.stringify([id, model])) ?? null;
    },
  };
}

/** Whether some entry is answered with the help of a job. */
function isNeeded(entries: readonly LedgerEntry[], models: readonly string[]): (job: Job) => boolean {
  const ids = new Set(entries.map(({ id }) => id));
  const named = new Set(entries.flatMap(proofsNamedBy));
  const permitted = entries.filter(({ level }) => isPermission(level));
  const permittedIds = new Set(permitted.map(({ id }) => id));
  const coping = new Set(permitted.flatMap(proofsNamedBy));
  return ({ proof, model }) => {
    if (model === null) return false;
    if (models.length === 0 || models.includes(model.name))
      return proof.isOwn === true || named.has(proof.id) || proof.requirements.some((id) => ids.has(id));
    // A model says that it copes only if it passes the tool's own proofs.
    const isOwn = proof.isOwn === true && permitted.length > 0;
    return isOwn || coping.has(proof.id) || proof.requirements.some((id) => permittedIds.has(id));
  };
}

function checkModels(wanted: readonly string[], { models, failures }: Catalogue): void {
  const names = [...new Set(models.map(({ name }) => name))];
  for (const name of wanted) {
    if (names.includes(name) || failures.length > 0) continue;
    throw new UsageError(`unknown model '${name}'${didYouMean(name, names)} (known: ${names.join(', ')})`);
  }
}
