import { DEFAULT_CHECK_OPTIONS } from '../prover/options.ts';
import { EMPTY_PROGRAM } from '../load/link/program.ts';
import { loadCatalogue } from '../runner/load-catalogue.ts';
import { DEFAULT_MEMORY_BYTES, type WorkerPool } from '../runner/pool.ts';
import { runJobs } from '../runner/run-jobs.ts';
import type { CliIo } from './io.ts';
import type { ProveOptions } from './options.ts';
import { openPool } from './plan.ts';
import { SELF_TEST } from './self-test-file.ts';

/** More are seldom needed for what one change touches. */
const MOST_WARM = 4;

const WARM_UP_LIMIT_MS = 30_000;

/**
 * Pools of workers that have loaded nothing of the user's, as files that have changed cannot be loaded into a process again. The
 * next one can be prepared ahead of time, with solvers that have answered once, so that no run waits for that.
 */
export class WarmPools {
  readonly #options: Pick<ProveOptions, 'memory' | 'jobs'>;
  readonly #io: CliIo;
  #next: WorkerPool | null = null;

  constructor(options: Pick<ProveOptions, 'memory' | 'jobs'>, io: CliIo) {
    this.#options = options;
    this.#io = io;
  }

  /** A pool for one run; the caller closes it. */
  take(): WorkerPool {
    const pool = this.#next ?? this.#open();
    this.#next = null;
    return pool;
  }

  /** Starts the next pool. Nothing waits for it: one that is taken before it is warm works, but answers later. */
  prepare(): void {
    if (this.#next !== null) return;
    const pool = this.#open();
    this.#next = pool;
    // A worker that cannot start is reported when it is asked for a proof.
    this.#warmUp(pool).catch(() => {});
  }

  async close(): Promise<void> {
    await this.#next?.close();
  }

  #open(): WorkerPool {
    return openPool(this.#io, this.#options.memory ?? undefined);
  }

  /** Has each worker prove something small. */
  async #warmUp(pool: WorkerPool): Promise<void> {
    const { proofs } = await loadCatalogue(pool, [SELF_TEST], EMPTY_PROGRAM);
    const workers = Math.min(this.#options.jobs, MOST_WARM);
    const [proof] = proofs;
    if (proof === undefined) return;
    const limits = { timeoutMs: WARM_UP_LIMIT_MS, memoryBytes: DEFAULT_MEMORY_BYTES, deadline: null };
    await runJobs(
      pool,
      Array.from({ length: workers }, () => ({ proof, model: null })),
      {
        workers,
        optionsOf: () => [{ check: DEFAULT_CHECK_OPTIONS, ...limits }],
        expectedMs: () => undefined,
        onStart: () => {},
        onResult: () => {},
      },
    );
  }
}
