import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { markModels } from '../../load/reach/mark-models.ts';
import { EXIT } from '../../report/exit-code.ts';
import type { WorkerPool } from '../../runner/pool.ts';
import type { CliIo } from '../../session/io.ts';
import { makePlan, withPool } from '../../session/plan.ts';
import { parseProveOptions } from '../../session/prove-options.ts';
import { runSettings } from '../../session/settings.ts';
import type { ListOptions } from '../list.ts';
import { formatUnreached } from './format-unreached.ts';
import { reachRun } from './reach-run.ts';
import { coverageOf, type ReadSource } from './unreached.ts';

/**
 * `ringproof list --unreached`: says which functions, branches and operations of models no proof enters; resolves to the exit code, that
 * of a refutation where one has no reason beside it.
 */
export async function listUnreached(
  patterns: readonly string[],
  given: ListOptions,
  io: CliIo,
): Promise<number> {
  const options = { ...(await parseProveOptions([], io)), ...given, reporter: ['pretty'] as const };
  const settings = await runSettings(options, io);
  const run = async (pool: WorkerPool): Promise<number> => {
    const plan = await makePlan(pool, patterns, options, io, settings);
    const models = [...new Set(plan.jobs.flatMap(({ model }) => model ?? []))];
    const marked = await markModels(plan.program, models, io.cwd);
    pool.program = marked.program;
    const runs = await reachRun(pool, plan.jobs, settings, plan.program, options.jobs, io);
    const coverage = coverageOf(marked.files, models, runs, sourcesIn(io.cwd));
    const notFollowed = runs.flatMap(({ job: { proof, model }, problem }) =>
      problem === null ? [] : [{ id: proof.id, model: model?.name ?? null, reason: problem }],
    );
    const found = { ...coverage, notFollowed, loadFailures: plan.loadFailures };
    io.stdout.write(formatUnreached(found, given.reporter));
    if (plan.loadFailures.length > 0 || notFollowed.length > 0) return EXIT.failed;
    const isOpen = coverage.unreached.some(({ reason }) => reason === null) || coverage.stale.length > 0;
    return isOpen ? EXIT.refuted : EXIT.expected;
  };
  return withPool(io, run, settings.memoryBytes);
}

/** Reads files of a folder. */
export function sourcesIn(cwd: string): ReadSource {
  return (file) => {
    try {
      return readFileSync(resolve(cwd, file), 'utf8');
    } catch {
      return null;
    }
  };
}
