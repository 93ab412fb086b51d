import { formatLoadProblem } from '../report/format-load-problem.ts';
import type { LoadProblem } from '../report/reporter.ts';
import { styleFor, type Style } from '../report/style.ts';
import { findUserFiles, PROOF_FILES } from '../runner/discover.ts';
import { selectJobs, SelectionError, type Job } from '../runner/jobs.ts';
import { loadCatalogue } from '../runner/load-catalogue.ts';
import { WorkerPool } from '../runner/pool.ts';
import { unknownFindings } from '../runner/unknown-findings.ts';
import type { CliIo, Output } from './io.ts';
import type { OptionValues } from './options.ts';
import { UsageError } from './usage-error.ts';

/** What is to be run, and what could not be loaded. */
export interface Plan {
  readonly jobs: readonly Job[];
  readonly loadFailures: readonly LoadProblem[];
}

/** Lends a pool of workers, and ends them whatever happens. */
export async function withPool<T>(io: CliIo, use: (pool: WorkerPool) => Promise<T>): Promise<T> {
  const { cwd, env, stderr, engine = '', nodeFlags = [] } = io;
  const pool = new WorkerPool({ cwd, env, stderr, engine, nodeFlags });
  try {
    return await use(pool);
  } finally {
    await pool.close();
  }
}

/**
 * Loads the user's files and selects jobs. What could not be loaded is told on standard error. Throws a `UsageError`
 * where a pattern or name stands for nothing, unless that may be for want of what could not be loaded.
 */
export async function makePlan(
  pool: WorkerPool,
  patterns: readonly string[],
  options: Pick<OptionValues, 'model' | 'color'>,
  io: CliIo,
): Promise<Plan> {
  const files = await findUserFiles(io.cwd);
  if (!files.some((file) => file.exports === 'proofs')) {
    throw new UsageError(`no proofs found: looked for ${PROOF_FILES} in ${io.cwd}`);
  }
  const catalogue = await loadCatalogue(pool, files);
  const failures: LoadProblem[] = [...catalogue.failures, ...unknownFindings(catalogue)];
  const tell = (problems: readonly LoadProblem[]): void => {
    const style = outputStyle(io.stderr, options.color, io);
    for (const problem of problems) io.stderr.write(`${formatLoadProblem(problem, style).join('\n')}\n`);
  };
  tell(failures);
  try {
    const selection = selectJobs(catalogue, patterns, options.model);
    tell(selection.failures);
    return { jobs: selection.jobs, loadFailures: [...failures, ...selection.failures] };
  } catch (error) {
    if (!(error instanceof SelectionError)) throw error;
    if (failures.length === 0) throw new UsageError(error.message);
    io.stderr.write(`error: ${error.message}\n`);
    return { jobs: [], loadFailures: failures };
  }
}

/** How text on a stream is to look. */
export function outputStyle(output: Output, color: boolean, { env }: Pick<CliIo, 'env'>): Style {
  return styleFor({ columns: output.isTTY === true ? (output.columns ?? 80) : null, env, color });
}
