import { EXIT } from '../../report/exit-code.ts';
import { StoppedError, type WorkerPool } from '../../runner/pool.ts';
import type { CliIo } from '../../session/io.ts';
import type { OptionValues, ProveOptions, RunOptionValues } from '../../session/options.ts';
import { makePlan, withPool } from '../../session/plan.ts';
import { parseProveOptions } from '../../session/prove-options.ts';
import { runSettings } from '../../session/settings.ts';
import { outputStyle } from '../../session/style.ts';
import { JobOrder } from './job-order.ts';
import { MutantRunner } from './mutant-runner.ts';
import { mutateDocument, summaryOf, type Mutated } from './mutate-json.ts';
import { judgedLines, tailLines } from './mutate-text.ts';
import type { Judged } from './outcome.ts';
import { readMutants, type Mutant } from './read-mutants.ts';

/** Options of `ringproof mutate`. */
export type MutateOptions = RunOptionValues &
  Pick<OptionValues, 'model'> & { readonly reporter: 'pretty' | 'json' };

/**
 * `ringproof mutate`: says of each mutant of the project's models whether some proof tells it from its model; resolves to the exit code.
 * Throws a `UsageError` for patterns and files that make no sense.
 */
export async function mutateCommand(
  patterns: readonly string[],
  given: MutateOptions,
  io: CliIo,
): Promise<number> {
  const options: ProveOptions = { ...(await parseProveOptions([], io)), ...given, reporter: ['pretty'] };
  const mutants = await readMutants(io.cwd, patterns, given.model);
  const settings = await runSettings(options, io);
  const style = outputStyle(io.stdout, given.color, io);
  const isJson = given.reporter === 'json';
  const idWidth = Math.max(...mutants.map(({ id }) => id.length));
  const print = (lines: readonly string[]): void => {
    if (!isJson) io.stdout.write(lines.map((line) => `${line.trimEnd()}\n`).join(''));
  };
  const run = async (pool: WorkerPool): Promise<number> => {
    const plan = await makePlan(pool, [], options, io, settings);
    // What could not be loaded, which was reported, might tell a mutant that then survives.
    const asked = plan.loadFailures.length === 0 ? mutants : [];
    const named = new Set(asked.map(({ model }) => model));
    const jobs = plan.jobs.filter(({ model }) => model !== null && named.has(model.name));
    const order = await JobOrder.of(jobs, settings, plan.program, io);
    const runner = new MutantRunner(plan, order, settings, io);
    const judged = await inTurns(asked, options.jobs, pool, io, settings.memoryBytes, async (mutant, own) => {
      const one = await runner.judge(mutant, own);
      print(judgedLines(one, idWidth, style));
      return one;
    });
    const { loadFailures } = plan;
    const mutated = { judged, unfit: runner.unfit, loadFailures, notRun: mutants.length - judged.length };
    print(tailLines(mutated, style));
    if (isJson) io.stdout.write(`${JSON.stringify(mutateDocument(mutated), null, 2)}\n`);
    return exitCodeOf(mutated);
  };
  return withPool(io, run, settings.memoryBytes);
}

/**
 * Judges mutants, so many at a time, each in a pool of its own: workers of one pool hold one program. What is judged by the time that the
 * run is stopped, in the order of the mutants.
 */
async function inTurns(
  mutants: readonly Mutant[],
  slots: number,
  first: WorkerPool,
  io: CliIo,
  memoryBytes: number,
  judge: (mutant: Mutant, pool: WorkerPool) => Promise<Judged>,
): Promise<readonly Judged[]> {
  const judged = new Map<Mutant, Judged>();
  // The slots share one iterator: each takes the next mutant that no other has.
  const queue = mutants.values();
  const work = async (pool: WorkerPool): Promise<void> => {
    for (const mutant of queue) judged.set(mutant, await judge(mutant, pool));
  };
  const others = Array.from({ length: Math.max(0, Math.min(slots, mutants.length) - 1) }, () =>
    withPool(io, work, memoryBytes),
  );
  const ended = await Promise.allSettled([work(first), ...others]);
  for (const each of ended)
    if (each.status === 'rejected' && !(each.reason instanceof StoppedError)) throw each.reason;
  return mutants.flatMap((mutant) => judged.get(mutant) ?? []);
}

/** The first of 1, 4 and 3 that applies. */
function exitCodeOf(mutated: Mutated): number {
  const { survived, notApplied, undecided, notRun } = summaryOf(mutated);
  if (survived + notApplied > 0) return EXIT.refuted;
  if (mutated.loadFailures.length + mutated.unfit.length > 0) return EXIT.failed;
  return undecided + notRun > 0 ? EXIT.undecided : EXIT.expected;
}
