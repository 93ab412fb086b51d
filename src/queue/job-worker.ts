import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import type { Job as QueuedJob } from 'bullmq';
import type { Redis } from 'ioredis';
import { StoppedError, WorkerPool } from '../runner/pool.ts';
import type { CliIo } from '../session/io.ts';
import type { Packages } from './connection.ts';
import { nameOf, type PortableJob } from './job-text.ts';
import type { RunKeys } from './keys.ts';
import { perform, type Place } from './perform.ts';
import { pathBelow } from './portable-path.ts';
import type { RunRecord } from './run-record.ts';
import { contradicts } from './same-answer.ts';
import { sealed, unsealed } from './sealed.ts';
import { textFetcher } from './texts.ts';
import { Unpacker } from './unpack.ts';

/** What BullMQ has of a job. */
export type Queued = QueuedJob<{ readonly text: string }, null>;

/** Does jobs of one run, in a private folder and processes of its own. */
export class JobWorker {
  readonly #redis: Redis;
  readonly #keys: RunKeys;
  readonly #packages: Packages;
  readonly #place: Place;
  readonly #unpacker: Unpacker;
  readonly #idle: WorkerPool[];
  readonly #pools: readonly WorkerPool[];
  readonly #output = new PassThrough();
  #isStopped = false;

  /** `slots`: how many jobs are done at a time. */
  constructor(
    redis: Redis,
    keys: RunKeys,
    packages: Packages,
    { cwd, tool, memoryBytes }: RunRecord,
    slots: number,
    { env, stderr, nodeFlags = [] }: Pick<CliIo, 'env' | 'stderr' | 'nodeFlags'>,
  ) {
    this.#redis = redis;
    this.#keys = keys;
    this.#packages = packages;
    const root = realpathSync(mkdtempSync(join(tmpdir(), 'ringproof-run-')));
    this.#place = { root, cwd: cwd === '' ? root : pathBelow(root, cwd), tool };
    mkdirSync(this.#place.cwd, { recursive: true });
    this.#unpacker = new Unpacker(root, textFetcher(redis, keys.texts));
    // Each pool listens to its stream for ever.
    this.#output.setMaxListeners(0).pipe(stderr, { end: false });
    const settings = { cwd: this.#place.cwd, env, stderr: this.#output, nodeFlags, memoryBytes, engine: '' };
    this.#pools = Array.from({ length: slots }, () => new WorkerPool(settings));
    this.#idle = [...this.#pools];
  }

  /**
   * Does a job, unless it is done, and leaves its answer in the server. A job that is stopped goes back to the others. Rejects with
   * what says so to BullMQ, and with what keeps the job from being done.
   */
  async work(queued: Queued, token: string): Promise<null> {
    const { bullmq } = this.#packages;
    const name = queued.id ?? '';
    const { text } = queued.data;
    if (name !== nameOf(text)) throw new bullmq.UnrecoverableError('it is not what its digest says');
    // Its worker has died after its answer.
    if ((await this.#redis.hexists(this.#keys.results, name)) === 1) return null;
    const pool = this.#idle.shift();
    if (pool === undefined) throw new RangeError('more jobs than processes');
    try {
      // The digest says that it is what a run of the same build has written.
      const answer = await perform(JSON.parse(text) as PortableJob, pool, this.#unpacker, this.#place);
      if (this.#isStopped) throw new StoppedError();
      await this.#leave(name, answer);
      return null;
    } catch (error) {
      if (!this.#isStopped) throw error;
      await queued.moveToWait(token);
      throw new bullmq.WaitingError();
    } finally {
      this.#idle.push(pool);
    }
  }

  /** Ends all that is under way. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await Promise.all(this.#pools.map((pool) => pool.close()));
    this.#output.end();
  }

  /** Deletes the files of the run. */
  deleteFiles(): void {
    rmSync(this.#place.root, { recursive: true, force: true });
  }

  /** Leaves an answer, unless there is one: only the first counts, and both have to say the same. */
  async #leave(name: string, answer: string): Promise<void> {
    const { results } = this.#keys;
    if ((await this.#redis.hsetnx(results, name, sealed(name, answer))) === 1) return;
    const first = unsealed(name, (await this.#redis.hget(results, name)) ?? '');
    if (first !== null && contradicts(first, answer))
      throw new this.#packages.bullmq.UnrecoverableError('two workers have come to different results');
  }
}
