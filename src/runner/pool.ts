import { once } from 'node:events';
import { PassThrough, type Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { WorkerProcess, type WorkerSettings } from './worker-process.ts';

export interface PoolSettings extends Omit<WorkerSettings, 'output'> {
  /** Where the output of user code goes; never the standard output, which is the reporter's. */
  readonly stderr: Writable;
}

/** Milliseconds for whoever reads standard error to take the last that workers printed. */
const READER_LIMIT_MS = 2000;

/** Worker processes, started as they are needed and used again while they live. */
export class WorkerPool {
  readonly #settings: WorkerSettings;
  readonly #idle: WorkerProcess[] = [];
  readonly #all = new Set<WorkerProcess>();
  readonly #output = new PassThrough();
  readonly #killAll = (): void => {
    for (const worker of this.#all) worker.kill();
  };

  constructor(settings: PoolSettings) {
    // All workers write through one stream, so that the real one gets one set of listeners.
    this.#output.setMaxListeners(0);
    this.#output.pipe(settings.stderr, { end: false });
    // Whoever read it is gone: what workers print is dropped, or they would wait for ever.
    settings.stderr.on('error', () => this.#output.resume());
    this.#settings = { ...settings, output: this.#output };
    process.once('exit', this.#killAll);
  }

  /** Lends a living worker for as long as `use` takes. */
  async lend<T>(use: (worker: WorkerProcess) => Promise<T>): Promise<T> {
    const worker = this.#take();
    try {
      return await use(worker);
    } finally {
      if (worker.isAlive) this.#idle.push(worker);
      else this.#all.delete(worker);
    }
  }

  /** Ends every worker at once, and settles when they are gone and what they printed is passed on. */
  async close(): Promise<void> {
    this.#killAll();
    await Promise.all([...this.#all].map((worker) => worker.untilGone()));
    process.off('exit', this.#killAll);
    const passedOn = once(this.#output, 'end');
    this.#output.end();
    await Promise.race([passedOn, delay(READER_LIMIT_MS, undefined, { ref: false })]);
  }

  #take(): WorkerProcess {
    for (let worker = this.#idle.pop(); worker !== undefined; worker = this.#idle.pop()) {
      if (worker.isAlive) return worker;
      this.#all.delete(worker);
    }
    const worker = new WorkerProcess(this.#settings);
    this.#all.add(worker);
    return worker;
  }
}
