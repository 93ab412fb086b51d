import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { resultsFolder } from '../cache/folder.ts';
import { say } from './say.ts';
import { formatLoadProblem } from '../report/format-load-problem.ts';
import type { Excluded, LoadProblem, NotApplicable } from '../report/reporter.ts';
import type { Catalogue } from '../load/catalogue.ts';
import { PROOF_FILES, type UserFile } from '../load/discover.ts';
import { selectJobs, SelectionError, type Job } from '../runner/jobs.ts';
import { placed } from '../load/load-error.ts';
import { linkProgram } from '../load/link/link.ts';
import type { Program } from '../load/link/program.ts';
import { DEFAULT_MEMORY_BYTES, WorkerPool } from '../runner/pool.ts';
import { unknownFindings } from '../runner/unknown-findings.ts';
import type { CliIo } from './io.ts';
import { catalogueFor, type LoadSettings } from './kept-catalogue.ts';
import { protocolNames, PROTOCOLS_FILE, protocolsText, sideNames } from './made-protocols.ts';
import { modelsNamed } from './paired-files.ts';
import { notApplicable } from './not-applicable.ts';
import type { OptionValues } from './options.ts';
import { outputStyle } from './style.ts';
import { readExclusions, withoutExcluded } from './exclusions.ts';
import { projectFiles } from './project-files.ts';
import { jobsChangedSince } from './affected-jobs.ts';
import { UsageError } from './usage-error.ts';

/** What is to be run, and what could not be loaded. */
export interface Plan {
  readonly jobs: readonly Job[];
  readonly loadFailures: readonly LoadProblem[];
  /** Of the proofs that are to be run: the models that they are not asked of. */
  readonly notApplicable: readonly NotApplicable[];
  /** What of the selection the configuration leaves out. */
  readonly excluded: readonly Excluded[];
  /** All that there is, selected or not. */
  readonly catalogue: Catalogue;
  /** The texts that all of it is about. */
  readonly program: Program;
}

/** Lends a pool of workers, each of which may take so many bytes, and ends them in any case. */
export async function withPool<T>(
  io: CliIo,
  use: (pool: WorkerPool) => Promise<T>,
  memoryBytes?: number,
): Promise<T> {
  const pool = openPool(io, memoryBytes);
  try {
    return await use(pool);
  } finally {
    await pool.close();
  }
}

/** A pool of workers, each of which may take so many bytes. The caller closes it. */
export function openPool(io: CliIo, memoryBytes = DEFAULT_MEMORY_BYTES): WorkerPool {
  const { cwd, env, stderr, engine = '', nodeFlags = [], interrupt, remote } = io;
  const stop = interrupt === undefined ? {} : { stop: interrupt };
  const far = remote === undefined ? {} : { remote };
  return new WorkerPool({ cwd, env, stderr, engine, nodeFlags, memoryBytes, ...stop, ...far });
}

/**
 * Loads the user's files and selects jobs. What could not be loaded is reported on standard error. Throws a `UsageError`
 * where a pattern or name stands for nothing, unless that may be for want of what could not be loaded. A cache folder
 * holds what the files are turned into.
 */
export async function makePlan(
  pool: WorkerPool,
  patterns: readonly string[],
  options: Pick<OptionValues, 'model' | 'changed' | 'color'>,
  io: CliIo,
  settings: LoadSettings,
): Promise<Plan> {
  const { cache, isCacheWritable } = settings;
  const exclusions = readExclusions(io.cwd);
  const files = await projectFiles(io);
  if (!files.some((file) => file.exports === 'proofs')) {
    throw new UsageError(`no proofs found: looked for ${PROOF_FILES} in ${io.cwd}`);
  }
  // It starts while the files are read, unless the cache may know what they export.
  if (cache === null || !existsSync(resultsFolder(cache))) pool.startOne();
  const load = async (all: readonly UserFile[], texts?: ReadonlyMap<string, string>) => {
    const paths = all.map(({ path }) => resolve(io.cwd, path));
    const program = await linkProgram(paths, cache, isCacheWritable, texts);
    return { program, catalogue: await catalogueFor(pool, all, program, settings, io) };
  };
  const found = await load(files);
  const protocols = protocolNames(options.model, found.catalogue);
  const made =
    protocols.length === 0
      ? null
      : protocolsText(protocols, await modelsNamed(protocols.flatMap(sideNames), pool, io, settings));
  const { program, catalogue } =
    made === null
      ? found
      : await load(
          [...files, { path: PROTOCOLS_FILE, exports: 'models' }],
          new Map([[resolve(io.cwd, PROTOCOLS_FILE), made]]),
        );
  const shown = (problem: LoadProblem): LoadProblem => ({ ...problem, ...placed(problem, io.cwd) });
  const failures = [...catalogue.failures, ...unknownFindings(catalogue)].map(shown);
  const tell = (problems: readonly LoadProblem[]): void => {
    const style = outputStyle(io.stderr, options.color, io);
    for (const problem of problems) io.stderr.write(`${formatLoadProblem(problem, style).join('\n')}\n`);
  };
  tell(failures);
  try {
    const selection = selectJobs(catalogue, patterns, options.model);
    const unasked = selection.failures.map(shown);
    tell(unasked);
    const wanted = withoutExcluded(selection.jobs, exclusions, catalogue);
    const jobs = await changedJobs(wanted.jobs, options.changed, program, io);
    const changed = new Set(jobs.map(({ proof }) => proof.id));
    const proofs =
      options.changed === null ? selection.proofs : selection.proofs.filter(({ id }) => changed.has(id));
    return {
      jobs,
      excluded: wanted.excluded,
      loadFailures: [...failures, ...unasked],
      notApplicable: notApplicable(proofs, catalogue, options.model),
      catalogue,
      program,
    };
  } catch (error) {
    if (!(error instanceof SelectionError)) throw error;
    if (failures.length === 0) throw new UsageError(error.message);
    say(io.stderr, `error: ${error.message}`);
    return { jobs: [], loadFailures: failures, notApplicable: [], excluded: [], catalogue, program };
  }
}

/** The jobs affected since a git reference, if one is given; says so if there are none. */
async function changedJobs(
  jobs: readonly Job[],
  reference: string | null,
  program: Program,
  { cwd, stderr }: CliIo,
): Promise<readonly Job[]> {
  if (reference === null) return jobs;
  const changed = await jobsChangedSince(reference, jobs, program, cwd);
  if (changed.length === 0) say(stderr, `no selected proof is affected since ${reference}`);
  return changed;
}
