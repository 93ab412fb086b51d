import { EXIT } from '../report/exit-code.ts';
import type { LoadFailure } from '../load/catalogue.ts';
import { formatLoadProblem } from '../report/format-load-problem.ts';
import type { WorkerPool } from '../runner/pool.ts';
import { runJobs } from '../runner/run-jobs.ts';
import type { CliIo } from '../session/io.ts';
import { knownResults } from '../session/known-results.ts';
import type { ProveOptions, RunOptionValues } from '../session/options.ts';
import { PAIR_FILE, type PairedFiles } from '../session/pair-file.ts';
import { makePairPlan, operationOf } from '../session/pair-plan.ts';
import { pairedFiles } from '../session/paired-files.ts';
import { withPool } from '../session/plan.ts';
import { parseProveOptions } from '../session/prove-options.ts';
import { say } from '../session/say.ts';
import { runSettings } from '../session/settings.ts';
import { outputStyle } from '../session/style.ts';
import { visibleWithin } from '../text/visible.ts';
import { exitCodeOf } from './diff-comparison.ts';
import { diffDocument } from './diff-json.ts';
import { DiffResults } from './diff-results.ts';
import { comparisonLines, headLines, tailLines } from './diff-text.ts';
import { requireOutputFolder } from './document-destinations.ts';
import { progressOn } from './live-terminal.ts';

/** Options of `ringproof diff`. */
export type DiffOptions = RunOptionValues & {
  /** What compiled files are declared like. */
  readonly like?: string;
  readonly errors: 'kind' | 'any';
  /** Whether accesses and fences are compared, too. */
  readonly accesses: boolean;
  readonly inUse?: boolean;
  /** Where counterexamples are written; nowhere if left out. */
  readonly output?: string;
  readonly reporter: 'pretty' | 'json';
  readonly json?: boolean;
};

/**
 * `ringproof diff`: says of each operation that two models have whether it does the same in both, for all inputs; resolves to the exit
 * code. Throws a `UsageError` for what is no model.
 */
export async function diffCommand(
  words: readonly [a: string, b: string],
  patterns: readonly string[],
  given: DiffOptions,
  io: CliIo,
): Promise<number> {
  const options: ProveOptions = {
    ...{ ...(await parseProveOptions([], io)), ...given, reporter: ['pretty'] },
    contract: given.accesses ? ['must', 'promise'] : ['must'],
  };
  const isJson = given.json === true || given.reporter === 'json';
  const isInUse = given.inUse === true;
  const { output = null } = given;
  if (output !== null) requireOutputFolder(output, io);
  const settings = await runSettings(options, io);
  const style = outputStyle(io.stdout, given.color, io);
  const progress = isJson ? null : progressOn(options, io);
  const print = (lines: readonly string[]): void => {
    if (!isJson) io.stdout.write(lines.map((line) => `${line.trimEnd()}\n`).join(''));
  };
  const run = async (pool: WorkerPool): Promise<number> => {
    pool.startOne();
    const like = given.like === undefined ? [] : [given.like];
    const [a, b, third = null] = await pairedFiles([...words, ...like], pool, io, settings);
    if (a === undefined || b === undefined) throw new TypeError('two models are compared');
    const files = { a, b, like: third, errors: given.errors, isInUse };
    const plan = await makePairPlan(files, patterns, pool, io, settings);
    const { pair, jobs, notCompared, failures, program } = plan;
    for (const failure of failures) io.stderr.write(`${failureText(failure, files, given, io)}\n`);
    if (pair === null) return EXIT.failed;
    if (jobs.length === 0) {
      say(io.stderr, `error: nothing to compare: ${notCompared.map(({ reason }) => reason).join(', ')}`);
      return EXIT.usage;
    }
    const { optionsOf, expectedMs, cache, isCacheWritable } = settings;
    const outcome = new DiffResults(output, files, io);
    const known = knownResults(jobs, optionsOf, cache, io, program);
    const width = Math.max(0, ...jobs.map(({ proof }) => operationOf(proof.id).length));
    print(headLines(pair, isInUse, style));
    progress?.start(jobs.length);
    const { results, notRun } = await runJobs(pool, jobs, {
      ...{ workers: options.jobs, optionsOf, expectedMs, known: known.find },
      ...(io.interrupt === undefined ? {} : { stop: io.interrupt }),
      onStart: ({ proof }) => progress?.running({ id: proof.id, model: pair.name }),
      onResult: (result, job) => {
        if (isCacheWritable) known.keep(job, result);
        const comparison = outcome.comparison(result);
        const show = (): void => print(comparisonLines(comparison, width, style));
        if (progress === null) show();
        else progress.result(result, show);
      },
    });
    progress?.end();
    const comparisons = results.map((result) => outcome.comparison(result));
    const doesNotProve = jobs[0]?.proof.doesNotProve;
    const about = { notRun: notRun.length, isInUse, isSaved: output !== null };
    print(tailLines(comparisons, notCompared, doesNotProve, about, style));
    if (isJson) {
      const document = diffDocument(pair, comparisons, notCompared, doesNotProve ?? null);
      io.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
    }
    const code = exitCodeOf(comparisons.map(({ verdict }) => verdict));
    return outcome.areFilesWritten || code === EXIT.refuted ? code : EXIT.failed;
  };
  return withPool(io, run, settings.memoryBytes);
}

/** Why something could not be loaded. What the compiled files lack is not said of the file that stands for both. */
function failureText(failure: LoadFailure, { like }: PairedFiles, { color }: DiffOptions, io: CliIo): string {
  const style = outputStyle(io.stderr, color, io);
  if (failure.file !== PAIR_FILE) return formatLoadProblem(failure, style).join('\n');
  const isOfCode = failure.message.startsWith('CompiledError: ');
  const { message, hints } = visibleWithin(failure);
  return [
    `${style.paint.red('error')}: ${message.replace(/^CompiledError: /, '')}`,
    ...(isOfCode ? hints : []),
    ...(isOfCode && like === null ? [LIKE_HINT] : []),
  ].join('\n    hint: ');
}

const LIKE_HINT =
  'If the queue has fields of its own, name a model that declares them: --like <model>, or compare with that model.';
