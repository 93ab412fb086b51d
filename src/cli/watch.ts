import { visible } from '../text/visible.ts';
import { say } from '../session/say.ts';
import type { Stats } from 'node:fs';
import { asExpected, isNotAsked } from '../result/expectation.ts';
import type { ProofResult } from '../result/verdict.ts';
import { EXIT } from '../report/exit-code.ts';
import { nameOf, type Asked } from '../report/reporter.ts';
import { count } from '../report/summary.ts';
import { withForwardSlashes } from '../load/paths.ts';
import type { Job } from '../runner/jobs.ts';
import type { WorkerPool } from '../runner/pool.ts';
import { runJobs } from '../runner/run-jobs.ts';
import { contractOf } from '../session/contract.ts';
import { chosenMemoryModels, undefinedUnder } from '../session/memory-models.ts';
import type { CliIo } from '../session/io.ts';
import type { ProveOptions } from '../session/options.ts';
import { makePlan } from '../session/plan.ts';
import { Reporters } from './reporters.ts';
import { runSettings } from '../session/settings.ts';
import { optionsAsShown } from '../session/shown-findings.ts';
import type { FileGraph } from '../load/link/files-of.ts';
import { jobGraph, touchedJobs, touchesAll } from '../session/affected-jobs.ts';
import { UsageError } from '../session/usage-error.ts';
import { WarmPools } from '../session/warm-pools.ts';

/** Folders that are watched as a whole, so that new files in them are seen. */
const FOLDERS = ['models', 'proofs'];

/** Milliseconds for what belongs to one change, such as all files of a save, to come together. */
const SETTLE_MS = 30;

/**
 * `ringproof prove --watch`: runs proofs, and again those that a change of a file touches, until it is interrupted; resolves to the
 * exit code. What a proof reads in another way than by an import is not seen.
 */
export async function watchCommand(
  patterns: readonly string[],
  options: ProveOptions,
  io: CliIo,
): Promise<number> {
  refuse(options);
  const { watch } = await import('chokidar');
  const watcher = watch(FOLDERS, {
    cwd: io.cwd,
    ignoreInitial: true,
    ignored: (path: string, stats?: Stats) => path.includes('node_modules') || stats?.isSocket() === true,
  });
  const pools = new WarmPools(options, io);
  const session = new WatchSession(patterns, options, io, pools);
  watcher.on('all', (_, path) => session.change(withForwardSlashes(path)));
  try {
    await new Promise<void>((resolve) => watcher.once('ready', () => resolve()));
    while (io.interrupt?.aborted !== true) {
      await session.round();
      watcher.add([...session.files]);
      io.stdout.write(visible(session.summary()));
      pools.prepare();
      await session.untilChange();
    }
    return EXIT.expected;
  } finally {
    await Promise.all([watcher.close(), pools.close()]);
  }
}

function refuse({ reporter, output, shard, changed }: ProveOptions): void {
  const others = [
    ...(reporter.some((name) => name !== 'pretty') ? [`--reporter ${reporter.join(',')}`] : []),
    ...(output === null ? [] : ['--output']),
    ...(shard === null ? [] : ['--shard']),
    ...(changed === null ? [] : ['--changed']),
  ];
  if (others.length > 0) throw new UsageError(`--watch cannot be combined with ${others.join(', ')}`);
}

/** What is known while files are watched: the latest result of each proof, and what has changed since. */
class WatchSession {
  readonly #patterns: readonly string[];
  readonly #options: ProveOptions;
  readonly #io: CliIo;
  readonly #pools: WarmPools;
  readonly #results = new Map<string, ProofResult>();
  #asked: readonly Asked[] = [];
  #loadFailures = 0;
  #changes = new Set<string>();
  #stop = new AbortController();
  #wake = (): void => {};
  /** Files that some proof is made of. */
  files: ReadonlySet<string> = new Set();

  constructor(patterns: readonly string[], options: ProveOptions, io: CliIo, pools: WarmPools) {
    this.#patterns = patterns;
    this.#options = options;
    this.#io = io;
    this.#pools = pools;
  }

  /** What is running may be of no use any more: it is stopped, and begun anew. */
  change(path: string): void {
    this.#changes.add(path);
    this.#stop.abort();
    this.#wake();
  }

  async untilChange(): Promise<void> {
    const { interrupt } = this.#io;
    if (this.#changes.size === 0 && interrupt?.aborted !== true) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        interrupt?.addEventListener('abort', () => resolve(), { once: true });
      });
    }
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  }

  /** Proves what has changed, and what there is no result of yet. */
  async round(): Promise<void> {
    const changes = this.#changes;
    this.#changes = new Set();
    this.#stop = new AbortController();
    if (changes.size > 0) this.#io.stdout.write(`\nchanged: ${visible([...changes].sort().join(', '))}\n`);
    const pool = this.#pools.take();
    try {
      await this.#prove(pool, changes);
    } catch (error) {
      // What cannot be had now may be there after the next change.
      if (!(error instanceof UsageError)) throw error;
      // What is known may be of files that are gone, or have changed since.
      this.#asked = [];
      this.#results.clear();
      say(this.#io.stderr, `error: ${error.message}`);
    } finally {
      await pool.close();
    }
  }

  async #prove(pool: WorkerPool, changes: ReadonlySet<string>): Promise<void> {
    const io = this.#io;
    const settings = await runSettings(this.#options, io);
    const plan = await makePlan(pool, this.#patterns, this.#options, io, settings);
    this.#loadFailures = plan.loadFailures.length;
    this.#ask(plan.jobs.map(askedOf));
    const graph = jobGraph(plan.jobs, plan.program, io.cwd);
    this.files = new Set([...graph.values()].flatMap((files) => [...(files ?? [])]));
    const jobs = this.#stale(plan.jobs, graph, changes);
    for (const job of jobs) this.#results.delete(nameOf(askedOf(job)));
    const reporters = new Reporters(this.#options, io);
    const startedAt = performance.now();
    reporters.start(jobs.map(askedOf));
    const { interrupt } = io;
    const { results, notAsked, ofNoMemoryModel } = await runJobs(pool, jobs, {
      workers: this.#options.jobs,
      optionsOf: optionsAsShown(this.#options, jobs, settings.optionsOf),
      expectedMs: settings.expectedMs,
      stop: interrupt === undefined ? this.#stop.signal : AbortSignal.any([this.#stop.signal, interrupt]),
      onStart: (job) => reporters.running(askedOf(job)),
      onResult: (result) => {
        this.#results.set(nameOf(result), result);
        if (!isNotAsked(result)) reporters.result(result);
        if (this.#options.bail && !isNotAsked(result) && !asExpected(result)) this.#stop.abort();
      },
    });
    const timeMs = performance.now() - startedAt;
    const contract = contractOf(this.#options.contract, results, notAsked);
    const { memoryModel } = this.#options;
    const chosen = chosenMemoryModels(memoryModel, results, ofNoMemoryModel);
    const notApplicable = [...plan.notApplicable, ...undefinedUnder(memoryModel, ofNoMemoryModel)];
    await reporters.end({ ...plan, notApplicable, results, notRun: [], contract, ...chosen, timeMs });
  }

  /** Takes these proofs as what there is, and names those that were deleted, renamed or left out. */
  #ask(asked: readonly Asked[]): void {
    const names = new Set(asked.map(nameOf));
    const gone = this.#asked.map(nameOf).filter((name) => !names.has(name));
    this.#asked = asked;
    // A proof of a file that could not be loaded may be there still.
    if (gone.length === 0 || this.#loadFailures > 0) return;
    this.#io.stdout.write(`no longer there: ${visible(gone.join(', '))}\n`);
  }

  #stale(jobs: readonly Job[], graph: FileGraph, changes: ReadonlySet<string>): readonly Job[] {
    if ([...changes].some((file) => touchesAll(file, this.#io.cwd))) return jobs;
    const touched = new Set(touchedJobs(jobs, graph, (file) => changes.has(file)));
    return jobs.filter((job) => touched.has(job) || !this.#results.has(nameOf(askedOf(job))));
  }

  /** How all proofs stand, also those that were not run again. */
  summary(): string {
    if (this.#asked.length === 0) return 'Nothing to prove. Waiting for changes; Ctrl-C ends.\n';
    const results = this.#asked.flatMap((asked) => this.#results.get(nameOf(asked)) ?? []);
    const unexpected = results.filter((result) => !isNotAsked(result) && !asExpected(result)).map(nameOf);
    const open = this.#asked.length - results.length;
    const parts = [
      `${results.length - unexpected.length} of ${count(this.#asked.length, 'proof')} as expected`,
      ...(unexpected.length === 0 ? [] : [`not ${unexpected.join(', ')}`]),
      ...(open === 0 ? [] : [`${open} not run`]),
      ...(this.#loadFailures === 0 ? [] : [`${this.#loadFailures} not loaded`]),
    ];
    return `${parts.join('; ')}. Waiting for changes; Ctrl-C ends.\n`;
  }
}

function askedOf({ proof, model }: Job): Asked {
  return { id: proof.id, model: model?.name ?? null };
}
