/**
 * Proofs as tests of a Vitest suite.
 *
 * @packageDocumentation
 */
import { afterAll, test } from 'vitest';
import { asExpected } from '../result/expectation.ts';
import { expectedOf, findingOf } from '../proof/finding.ts';
import type { ProofResult } from '../result/verdict.ts';
import {
  resultDetails,
  headlineOf,
  placeOf as placeOfResult,
  problemText,
} from '../report/result-details.ts';
import { placeOf } from '../report/format-load-problem.ts';
import { nameOf } from '../report/reporter.ts';
import type { CliIo } from '../session/io.ts';
import { makePlan, openPool, type Plan } from '../session/plan.ts';
import { runSettings, type RunSettings } from '../session/settings.ts';
import { withoutFindings } from '../session/shown-findings.ts';
import type { Job } from '../runner/jobs.ts';
import type { WorkerPool } from '../runner/pool.ts';
import { runJobs } from '../runner/run-jobs.ts';
import { Lanes } from './lanes.ts';
import { parseOptions, type ProvesInOptions } from './options.ts';
import { ProofFailure } from './proof-failure.ts';

export type { ProvesInOptions };

/**
 * Declares a test for each proof on each model of a project, as `ringproof prove` would run them: in processes of their own,
 * with the same budgets and the same verdicts. A test passes where the verdict is as expected; a finding is expected to be
 * refuted. Call it at the top of a test file and wait for it, as it has to load the proofs to know their names:
 *
 *     await provesIn({ patterns: ['split/*'], timeout: '30s' });
 *
 * Rejects, so that the file fails, for options that `ringproof prove` would refuse, and where there is nothing to prove.
 */
export async function provesIn(options: ProvesInOptions = {}): Promise<void> {
  const { stdout, stderr, env } = process;
  const io: CliIo = { stdout, stderr, cwd: options.cwd ?? process.cwd(), env };
  const parsed = await parseOptions(options, io);
  const settings = await runSettings(parsed, io);
  const pool = openPool(io, settings.memoryBytes);
  try {
    const plan = await makePlan(pool, options.patterns ?? [], parsed, io, settings);
    declare(plan, pool, settings, parsed.jobs, io);
    afterAll(() => pool.close());
  } catch (error) {
    await pool.close();
    throw error;
  }
}

function declare(plan: Plan, pool: WorkerPool, settings: RunSettings, jobs: number, io: CliIo): void {
  for (const failure of plan.loadFailures) {
    test(`${placeOf(failure)} is loaded`, () => {
      throw new ProofFailure(failure.message, problemText(failure).slice(1), failure, io.cwd);
    });
  }
  for (const { id, model, reason } of plan.notApplicable) {
    test.skip(`${nameOf({ id, model })} (not applicable: it ${reason})`, () => {});
  }
  for (const { id, model, reason } of plan.excluded) {
    test.skip(`${nameOf({ id, model })} (excluded: ${reason})`, () => {});
  }
  const lanes = new Lanes(jobs);
  for (const job of plan.jobs) {
    // The runner holds the limits, and says which one it was. Waiting for a lane costs a proof none of its time.
    test.concurrent(titleOf(job), { timeout: 0 }, async ({ skip }) => {
      const result = await lanes.run(() => runOne(pool, job, settings));
      if (result === null) return skip('the contract leaves out all of its assertions');
      if (!asExpected(result)) {
        throw new ProofFailure(headlineOf(result), resultDetails(result), placeOfResult(result), io.cwd);
      }
    });
  }
}

function titleOf({ proof, model }: Job): string {
  const isFinding = expectedOf(findingOf(model, proof.id), []) === 'refuted';
  return nameOf({ id: proof.id, model: model?.name ?? null }) + (isFinding ? ' (finding)' : '');
}

/** The result; `null` where the contract leaves nothing of the proof. */
async function runOne(pool: WorkerPool, job: Job, settings: RunSettings): Promise<ProofResult | null> {
  const { expectedMs } = settings;
  const optionsOf = withoutFindings(settings.optionsOf);
  const { results, notAsked } = await runJobs(pool, [job], {
    ...{ workers: optionsOf(job).length, optionsOf, expectedMs },
    onStart: () => {},
    onResult: () => {},
  });
  const [result] = results;
  if (notAsked.length > 0) return null;
  if (result === undefined) throw new Error(`${job.proof.id} was not run`);
  return result;
}
