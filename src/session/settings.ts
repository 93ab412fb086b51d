import { say } from './say.ts';
import { join, resolve } from 'node:path';
import { prepareCacheFolder, questionsFolder, sweepCache } from '../cache/folder.ts';
import { NO_TIMES, readTimes, recordTimes, type RecordedTimes } from '../cache/times.ts';
import type { CheckOptions, Encoding, SolverName } from '../prover/options.ts';
import type { ProofResult } from '../result/verdict.ts';
import { Deadline } from '../runner/deadline.ts';
import type { Job } from '../runner/jobs.ts';
import { DEFAULT_MEMORY_BYTES } from '../runner/pool.ts';
import type { JobOptions } from '../runner/run-job.ts';
import { nativeRecord } from '../solver/natives.ts';
import { accessCache, cacheFolder } from './cache-access.ts';
import { fileProblem } from './file-problem.ts';
import type { CliIo } from './io.ts';
import { requireNativeSolver } from './native-solver.ts';
import { DEFAULT_TIMEOUT_MS, type ProveOptions } from './options.ts';
import { UsageError } from './usage-error.ts';

/** How the proofs of a run are run, from the command line, the proofs, the configuration file and defaults, in that order. */
export interface RunSettings {
  /** Bytes for proofs without a limit of their own. */
  readonly memoryBytes: number;
  /** When the run has to be over; `null` for no such time. */
  readonly deadline: Deadline | null;
  readonly times: RecordedTimes;
  /** The folder of what is known from earlier runs; `null` for none. */
  readonly cache: string | null;
  /** Whether anything may be kept for later runs. */
  readonly isCacheWritable: boolean;
  readonly optionsOf: (job: Job) => readonly [JobOptions, ...JobOptions[]];
  readonly expectedMs: (job: Job) => number | undefined;
}

/** Throws a `UsageError` for what cannot be had. A cache that cannot be used is a warning on standard error. */
export async function runSettings(options: ProveOptions, io: CliIo): Promise<RunSettings> {
  const { configured } = options;
  const deadline = options.deadline === null ? null : new Deadline(options.deadline);
  const portfolio = await Promise.all(options.solver.map((solver) => solverSettings(solver, options, io)));
  const { readable, writable } = accessCache(options, io);
  const times = readable === null ? NO_TIMES : readTimes(readable);
  const kept = writable === null ? null : questionsFolder(writable);
  const check = {
    contract: options.contract,
    memoryModels: options.memoryModel,
    crossCheck: options.crossCheck,
    until: 'smallest' as const,
    maxAnswers: null,
    cache: options.cache ? readable : null,
    frozen: writable === null,
    questions: options.output === null ? kept : join(resolve(io.cwd, options.output), 'undecided'),
    pending: null,
    exploring: null,
    refuted: null,
  };
  const memoryBytes = options.memory ?? configured?.memory ?? DEFAULT_MEMORY_BYTES;
  return {
    memoryBytes,
    deadline,
    times,
    cache: check.cache,
    isCacheWritable: writable !== null,
    expectedMs: ({ proof, model }) =>
      options.cache ? times.of({ id: proof.id, model: model?.name ?? null }) : undefined,
    optionsOf: ({ proof }) => {
      const rlimit = options.rlimit ?? proof.rlimit ?? configured?.rlimit ?? null;
      const limits = {
        timeoutMs: options.timeout ?? proof.timeoutMs ?? configured?.timeout ?? DEFAULT_TIMEOUT_MS,
        memoryBytes: options.memory ?? proof.memoryBytes ?? memoryBytes,
        deadline,
        cwd: io.cwd,
      };
      const all = portfolio.map(({ solver, encoding }): JobOptions => {
        const budget = isEmbedded(solver) ? rlimit : null;
        return { check: { ...check, solver, encoding, rlimit: budget }, ...limits };
      });
      return atLeastOne(all);
    },
  };
}

/**
 * Keeps what a run has shown for later ones: how long proofs take. Drops what is too much. A folder that cannot be written is reported,
 * and is no failure: it may have filled up since the run began.
 */
export function keepTimes(
  results: readonly ProofResult[],
  options: Pick<ProveOptions, 'cache' | 'cacheDir' | 'frozen'>,
  io: Pick<CliIo, 'cwd' | 'stderr'>,
): void {
  const worked = results.filter(({ cached, timeMs }) => !cached && timeMs > 0);
  if (!options.cache || options.frozen || worked.length === 0) return;
  const folder = cacheFolder(options, io);
  try {
    const problem = prepareCacheFolder(folder);
    if (problem !== null) throw problem;
    recordTimes(folder, worked);
    sweepCache(folder);
  } catch (error) {
    const why = fileProblem(error, options.cacheDir, '--cache-dir');
    say(io.stderr, `warning: not all is kept for later runs: ${why}`);
  }
}

async function solverSettings(
  solver: SolverName,
  { encoding, rlimit, configured }: ProveOptions,
  { env }: CliIo,
): Promise<Pick<CheckOptions, 'solver' | 'encoding'>> {
  if (isEmbedded(solver)) return { solver, encoding: encoding ?? 'int' };
  await requireNativeSolver(solver, env);
  if ((rlimit ?? configured?.rlimit ?? null) !== null) {
    throw new UsageError(
      `--rlimit counts steps of the embedded solver, and ${solver} does not count any; ` +
        'leave --solver out, or set --timeout instead',
    );
  }
  const { encodings } = nativeRecord(solver);
  const able: readonly Encoding[] = encodings;
  if (encoding === null || able.includes(encoding)) return { solver, encoding: encoding ?? encodings[0] };
  throw new UsageError(`--encoding ${encoding}: ${solver} has ${encodings.join(' and ')} only`);
}

/** Whether a solver counts the steps of the embedded one. */
function isEmbedded(solver: SolverName): solver is 'wasm' | 'auto' {
  return solver === 'wasm' || solver === 'auto';
}

function atLeastOne(all: readonly JobOptions[]): readonly [JobOptions, ...JobOptions[]] {
  const [first, ...others] = all;
  if (first === undefined) throw new RangeError('there is no solver to ask');
  return [first, ...others];
}
