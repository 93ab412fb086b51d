import { say } from '../session/say.ts';
import { asExpected, isNotAsked } from '../result/expectation.ts';
import { withPools } from '../queue/with-queue.ts';
import { EXIT, exitCode } from '../report/exit-code.ts';
import type { Asked } from '../report/reporter.ts';
import type { Job } from '../runner/jobs.ts';
import type { WorkerPool } from '../runner/pool.ts';
import { runJobs } from '../runner/run-jobs.ts';
import { jobsOfShard } from '../runner/shards.ts';
import type { CliIo } from '../session/io.ts';
import type { ProveOptions } from '../session/options.ts';
import { contractOf, nothingAsked } from '../session/contract.ts';
import {
  chosenMemoryModels,
  nothingDefined,
  undefinedUnder,
  uselessChoice,
} from '../session/memory-models.ts';
import { knownResults } from '../session/known-results.ts';
import { makePlan } from '../session/plan.ts';
import { Reporters } from './reporters.ts';
import { keepTimes, runSettings } from '../session/settings.ts';
import { optionsAsShown } from '../session/shown-findings.ts';
import { keepShardRecord } from '../session/shard-record.ts';

/** `ringproof prove`: runs proofs and reports; resolves to the exit code. */
export async function proveCommand(
  patterns: readonly string[],
  options: ProveOptions,
  io: CliIo,
): Promise<number> {
  const reporters = new Reporters(options, io);
  const settings = await runSettings(options, io);
  const { memoryBytes, times, cache, isCacheWritable, expectedMs } = settings;
  const run = async (pool: WorkerPool, wherever: WorkerPool): Promise<number> => {
    const startedAt = performance.now();
    const { jobs: all, program, ...plan } = await makePlan(pool, patterns, options, io, settings);
    wherever.program = program;
    const jobs = options.shard === null ? all : jobsOfShard(all, options.shard, expectedMs);
    const optionsOf = optionsAsShown(options, jobs, settings.optionsOf);
    const known = knownResults(jobs, optionsOf, cache, io, program);
    reporters.start(jobs.map(askedOf));
    const bail = new AbortController();
    const { results, notRun, notAsked, ofNoMemoryModel } = await runJobs(wherever, jobs, {
      workers: options.jobs,
      optionsOf,
      expectedMs,
      known: known.find,
      stop: io.interrupt === undefined ? bail.signal : AbortSignal.any([bail.signal, io.interrupt]),
      onStart: (job) => reporters.running(askedOf(job)),
      onResult: (result, job) => {
        if (isCacheWritable) known.keep(job, result);
        if (!isNotAsked(result)) reporters.result(result);
        if (options.bail && !isNotAsked(result) && !asExpected(result)) bail.abort();
      },
    });
    const timeMs = performance.now() - startedAt;
    const contract = contractOf(options.contract, results, notAsked);
    const chosen = chosenMemoryModels(options.memoryModel, results, ofNoMemoryModel);
    const notApplicable = [...plan.notApplicable, ...undefinedUnder(options.memoryModel, ofNoMemoryModel)];
    const report = {
      ...{ ...plan, notApplicable, results, notRun: notRun.map(askedOf), contract, ...chosen },
      timeMs,
    };
    const isWritten = await reporters.end(report);
    const isKept = await keepShardRecord(all.map(askedOf), report, patterns, program, times, options, io);
    // Shards of one run have to be planned with the same times: only their merge adds to them.
    if (options.shard === null && isCacheWritable) keepTimes(results, options, io);
    const isNothingAsked = results.length === 0 && notAsked.length > 0 && options.shard === null;
    const useless = notRun.length > 0 ? null : uselessChoice(report);
    if (useless !== null) say(io.stderr, `note: ${useless}`);
    const nothing = options.shard === null ? nothingDefined(report) : null;
    if (isNothingAsked) say(io.stderr, `error: ${nothingAsked(options.contract)}`);
    if (nothing !== null) say(io.stderr, `error: ${nothing}`);
    const code =
      (isNothingAsked || nothing !== null) && plan.loadFailures.length === 0 ? EXIT.usage : exitCode(report);
    return (isWritten && isKept) || code === EXIT.refuted ? code : EXIT.failed;
  };
  return withPools(options, memoryBytes, { ...io, stderr: reporters.stderr }, run);
}

function askedOf({ proof, model }: Job): Asked {
  return { id: proof.id, model: model?.name ?? null };
}
