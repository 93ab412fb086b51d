import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, type Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { EMPTY_PROGRAM, type Program } from '../load/link/program.ts';
import type { RemoteRunner } from './remote-runner.ts';
import { measureMemory } from './resident-memory.ts';
import { WorkerProcess, type WorkerSettings } from './worker-process.ts';

/** The default memory limit of a proof, in bytes. */
export const DEFAULT_MEMORY_BYTES = 2 * 2 ** 30;

/** The settings that name what a worker leaves behind, in files of its own. */
type LeftFiles = 'pendingFile' | 'exploringFile' | 'refutedFile';

export interface PoolSettings extends Omit<WorkerSettings, 'output' | LeftFiles | 'memoryBytes'> {
  /** Where the output of user code goes; never the standard output, which is the reporter's. */
  readonly stderr: Writable;
  /** Bytes that a worker may take for one request. */
  readonly memoryBytes?: number;
  /** Ends the workers at once, and lends no more. */
  readonly stop?: AbortSignal;
  /** Does the work in place of processes of this machine. */
  readonly remote?: RemoteRunner;
}

/** The pool lends no more workers: the run was stopped or has ended. */
export class StoppedError extends Error {
  override readonly name = 'StoppedError';

  constructor() {
    super('the run was stopped');
  }
}

/** Milliseconds for the reader of standard error to take the last output of the workers. */
const READER_LIMIT_MS = 2000;

/**
 * A worker that still holds more than this part of its limit after a proof is replaced, so that each proof has the rest of
 * the limit for itself.
 */
const KEEPS_AT_MOST = 0.5;

/** Worker processes, started as needed and reused while they live and are small. */
export class WorkerPool {
  readonly #settings: Omit<WorkerSettings, LeftFiles>;
  readonly #stop: AbortSignal | undefined;
  /** What does the work on other machines; `null` where processes of this one do. */
  readonly remote: RemoteRunner | null;
  readonly #idle: WorkerProcess[] = [];
  readonly #all = new Set<WorkerProcess>();
  readonly #output = new PassThrough();
  readonly #scratch = makeScratch();
  /** The texts that workers are asked about. */
  program: Program = EMPTY_PROGRAM;
  #started = 0;
  #isClosed = false;
  readonly #killAll = (): void => {
    for (const worker of this.#all) worker.kill();
  };
  readonly #onExit = (): void => {
    this.#killAll();
    this.#removeScratch();
  };

  constructor({ stderr, stop, remote, memoryBytes = DEFAULT_MEMORY_BYTES, ...settings }: PoolSettings) {
    // All workers write through one stream, so that the real one gets one set of listeners.
    this.#output.setMaxListeners(0);
    if (remote !== undefined) this.#output.resume();
    else {
      this.#output.pipe(stderr, { end: false });
      // The reader is gone: the output of workers is dropped, or they would block.
      stderr.on('error', () => this.#output.resume());
    }
    this.#settings = { ...settings, memoryBytes, output: this.#output };
    this.#stop = stop;
    this.remote = remote ?? null;
    stop?.addEventListener('abort', this.#killAll);
    process.once('exit', this.#onExit);
  }

  /** Lends a living worker for as long as `use` takes. Rejects with a `StoppedError` once the run was stopped, or the pool closed. */
  async lend<T>(use: (worker: WorkerProcess) => Promise<T>): Promise<T> {
    this.throwIfStopped();
    const worker = this.#take();
    worker.give(this.program);
    try {
      return await use(worker);
    } finally {
      if (await this.#isWorthKeeping(worker)) this.#idle.push(worker);
      else this.#drop(worker);
    }
  }

  /** Starts a worker ahead of time, unless one is waiting. */
  startOne(): void {
    if (this.#idle.length === 0) this.#idle.push(this.#start());
  }

  /** Throws a `StoppedError` once the run was stopped, or the pool closed. */
  throwIfStopped(): void {
    if (this.#isClosed || this.#stop?.aborted === true) throw new StoppedError();
  }

  /** Ends the busy workers; new ones are started when needed. */
  endBusy(): void {
    this.remote?.cancel();
    for (const worker of this.#all) if (!this.#idle.includes(worker)) worker.kill();
  }

  /** Ends every worker at once; settles when they are gone and their output is passed on. */
  async close(): Promise<void> {
    // A worker started now would have no owner, and would keep this process from ending.
    this.#isClosed = true;
    this.#killAll();
    await Promise.all([...this.#all].map((worker) => worker.untilGone()));
    process.off('exit', this.#onExit);
    this.#stop?.removeEventListener('abort', this.#killAll);
    this.#removeScratch();
    const passedOn = once(this.#output, 'end');
    this.#output.end();
    await Promise.race([passedOn, delay(READER_LIMIT_MS, undefined, { ref: false })]);
  }

  async #isWorthKeeping({ pid, isAlive }: WorkerProcess): Promise<boolean> {
    if (!isAlive || pid === undefined) return false;
    const bytes = (await measureMemory([pid])).get(pid) ?? 0;
    return bytes <= this.#settings.memoryBytes * KEEPS_AT_MOST;
  }

  /** Ends a worker; it stays known until it is gone. */
  #drop(worker: WorkerProcess): void {
    worker.kill();
    void worker.untilGone().then(() => this.#all.delete(worker));
  }

  #take(): WorkerProcess {
    for (let worker = this.#idle.pop(); worker !== undefined; worker = this.#idle.pop()) {
      if (worker.isAlive) return worker;
      this.#drop(worker);
    }
    return this.#start();
  }

  #start(): WorkerProcess {
    this.#started += 1;
    const file = (kind: string): string | null =>
      this.#scratch === null ? null : join(this.#scratch, `${this.#started}.${kind}`);
    const files = {
      pendingFile: file('smt2'),
      exploringFile: file('exploring.json'),
      refutedFile: file('refuted.json'),
    };
    const worker = new WorkerProcess({ ...this.#settings, ...files });
    this.#all.add(worker);
    return worker;
  }

  #removeScratch(): void {
    try {
      if (this.#scratch !== null) rmSync(this.#scratch, { recursive: true, force: true });
    } catch {
      // The system deletes its temporary files at some time.
    }
  }
}

/** A folder for the temporary files of the run; `null` if it cannot be made. */
function makeScratch(): string | null {
  try {
    return mkdtempSync(join(tmpdir(), 'ringproof-'));
  } catch {
    return null;
  }
}
