import { withPools } from '../../queue/with-queue.ts';
import { EXIT } from '../../report/exit-code.ts';
import { StoppedError, type WorkerPool } from '../../runner/pool.ts';
import type { CliIo } from '../../session/io.ts';
import type { OptionValues, ProveOptions, RunOptionValues } from '../../session/options.ts';
import { makePlan, withPool } from '../../session/plan.ts';
import { parseProveOptions } from '../../session/prove-options.ts';
import { runSettings } from '../../session/settings.ts';
import type { Shard } from '../../runner/shards.ts';
import { UsageError } from '../../session/usage-error.ts';
import { outputStyle } from '../../session/style.ts';
import { Campaign } from './campaign.ts';
import { chosen, matchingMutants } from './choose-mutants.ts';
import { Comparer } from './comparer.ts';
import { generateMutants } from './generate-mutants.ts';
import { JobOrder } from './job-order.ts';
import { MutantRunner } from './mutant-runner.ts';
import { mutateDocument, summaryOf, type Mutated } from './mutate-json.ts';
import { judgedLines, tailLines } from './mutate-text.ts';
import type { Judged } from './outcome.ts';
import { generatedIn, type Mutant } from './mutant.ts';
import { mutationReport } from './mutation-report.ts';
import { jobsAbout, withAllProofs } from './proofs-of-texts.ts';
import { readEquivalents } from './equivalents.ts';
import { readMutants } from './read-mutants.ts';
import { killPage } from './page/kill-page.ts';
import { Survey } from './survey.ts';

/** How many mutants are judged at a time by workers of a queue: some for each of many machines. */
const IN_FLIGHT = 64;

/** Options of `ringproof mutate`. */
export type MutateOptions = RunOptionValues &
  Pick<OptionValues, 'model' | 'compiled' | 'queue'> & {
    readonly reporter: 'pretty' | 'json' | 'html' | 'mutation';
    /** Whether operators make the mutants, rather than files list them. */
    readonly operators?: boolean;
    /** How many of them are judged; all if left out. */
    readonly sample?: number;
    readonly shard?: Shard;
    /** Whether all proofs are run on each. */
    readonly every?: boolean;
  };

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
  const [compiled] = given.compiled;
  if (compiled !== undefined && given.operators !== true)
    throw new UsageError(`--compiled ${compiled}: no file lists mutants of it; have them made: --operators`);
  const listed = given.operators === true ? null : await readMutants(io.cwd, given.model);
  const { sample = null, shard = null } = given;
  const choose = (all: readonly Mutant[]): readonly Mutant[] =>
    chosen(matchingMutants(patterns, all), { sample, shard });
  if (listed !== null) requireSome(choose(listed), given.model);
  const settings = await runSettings(options, io);
  const style = outputStyle(io.stdout, given.color, io);
  const isPretty = given.reporter === 'pretty';
  const print = (lines: readonly string[]): void => {
    if (isPretty) io.stdout.write(lines.map((line) => `${line.trimEnd()}\n`).join(''));
  };
  const run = async (pool: WorkerPool, wherever: WorkerPool): Promise<number> => {
    const plan = withAllProofs(await makePlan(pool, [], options, io, settings), io.cwd);
    const generated = listed === null ? generateMutants(plan, given.model, io.cwd) : null;
    const all = generated?.mutants ?? listed ?? [];
    const mutants = choose(all);
    if (plan.loadFailures.length === 0) requireSome(mutants, given.model);
    const idWidth = Math.max(0, ...mutants.map(({ id }) => id.length));
    // What could not be loaded, which was reported, might tell a mutant that then survives.
    const asked = plan.loadFailures.length === 0 ? mutants : [];
    const slots = wherever.remote === null ? options.jobs : IN_FLIGHT;
    const world = wherever.remote === null ? io : { ...io, remote: wherever.remote };
    const jobs = jobsAbout(asked, plan, io.cwd);
    const campaign =
      generated === null
        ? null
        : new Campaign(
            await Survey.of(jobs, plan, wherever, settings, slots, io),
            plan.program,
            new Comparer(settings, io),
            await readEquivalents(io.cwd, all),
            given.every === true,
          );
    const order = await JobOrder.of(jobs, settings, plan.program, io);
    const runner = new MutantRunner(plan, order, campaign, settings, io);
    const { deadline, memoryBytes } = settings;
    const judged = await inTurns(asked, slots, wherever, world, memoryBytes, async (mutant, own) => {
      if (deadline?.leftMs === 0) return null;
      const one = await runner.judge(mutant, own);
      print(judgedLines(one, idWidth, style));
      return one;
    });
    const { loadFailures } = plan;
    const notRun = mutants.length - judged.length;
    const leftOut = generated?.leftOut ?? [];
    const mutated = {
      judged,
      unfit: runner.unfit,
      loadFailures,
      leftOut,
      notRun,
      isEvery: campaign?.isEvery ?? false,
    };
    print(tailLines(mutated, style));
    if (!isPretty) io.stdout.write(documentOf(given.reporter, mutated, io.cwd));
    return exitCodeOf(mutated);
  };
  return withPools(options, settings.memoryBytes, io, run);
}

function requireSome(mutants: readonly Mutant[], models: readonly string[]): void {
  if (mutants.length > 0) return;
  const whose = models.length === 0 ? 'this part is empty' : `none of ${models.join(', ')} has such an id`;
  throw new UsageError(`no mutant is selected: ${whose}`);
}

/**
 * Judges mutants, `null` where there is no time for one, so many at a time, each in a pool of its own: workers of one pool hold one program. What is judged by the time that the
 * run is stopped, in the order of the mutants.
 */
async function inTurns(
  mutants: readonly Mutant[],
  slots: number,
  first: WorkerPool,
  io: CliIo,
  memoryBytes: number,
  judge: (mutant: Mutant, pool: WorkerPool) => Promise<Judged | null>,
): Promise<readonly Judged[]> {
  const judged = new Map<Mutant, Judged>();
  // The slots share one iterator: each takes the next mutant that no other has.
  const queue = mutants.values();
  const work = async (pool: WorkerPool): Promise<void> => {
    for (const mutant of queue) {
      const one = await judge(mutant, pool);
      if (one !== null) judged.set(mutant, one);
    }
  };
  const others = Array.from({ length: Math.max(0, Math.min(slots, mutants.length) - 1) }, () =>
    withPool(io, work, memoryBytes),
  );
  const ended = await Promise.allSettled([work(first), ...others]);
  for (const each of ended)
    if (each.status === 'rejected' && !(each.reason instanceof StoppedError)) throw each.reason;
  return mutants.flatMap((mutant) => judged.get(mutant) ?? []);
}

function documentOf(reporter: MutateOptions['reporter'], mutated: Mutated, cwd: string): string {
  if (reporter === 'html') return killPage(mutated);
  const document = reporter === 'mutation' ? mutationReport(mutated, cwd) : mutateDocument(mutated);
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** The first of 1, 4 and 3 that applies. */
function exitCodeOf(mutated: Mutated): number {
  const { survived, overStrict, undecided, notRun } = summaryOf(mutated);
  // Not all that operators make is a program; a listed one that is none guards nothing.
  const lost = mutated.judged.filter(
    ({ mutant, fate }) => fate.outcome === 'not-applied' && generatedIn(mutant) === null,
  );
  if (survived + overStrict + lost.length > 0) return EXIT.refuted;
  if (mutated.loadFailures.length + mutated.unfit.length > 0) return EXIT.failed;
  return undecided + notRun > 0 ? EXIT.undecided : EXIT.expected;
}
