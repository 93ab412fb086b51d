import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Failure } from '../proof/verdict.ts';
import { HAS_PROCESS_GROUPS, killGroup } from './process-group.ts';
import { ownFile, RUNS_FROM_SOURCE } from './own-files.ts';
import { isAnswer, isMessage, type Answer, type Note, type Request } from './protocol.ts';

/** How a worker process is started. */
export interface WorkerSettings {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Takes what user code prints, on either stream. */
  readonly output: Writable;
  /** URL of a module in place of the proof engine, for tests; '' for the engine. */
  readonly engine: string;
  /** Flags for Node, such as a heap limit. */
  readonly nodeFlags: readonly string[];
}

/** How a worker process came to its end, when nobody here ended it. */
export interface Death {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The exception that nobody caught, where there was one. */
  readonly crash: Failure | null;
  /** The last it had to say. */
  readonly lastWords: string;
}

/** What became of a request. */
export type Ending =
  | { readonly kind: 'answered'; readonly answer: Answer }
  | { readonly kind: 'expired' }
  | { readonly kind: 'died'; readonly death: Death };

/** Milliseconds for what a dead process still had to say to arrive. */
const LAST_WORDS_MS = 500;
const LAST_WORDS_LENGTH = 8192;

/** One worker process: answers requests one at a time until it dies or is killed. */
export class WorkerProcess {
  readonly #child: ChildProcess;
  readonly #death: Promise<Death>;
  #crash: Failure | null = null;
  #lastWords = '';
  #isAlive = true;
  #requests = 0;

  constructor(settings: WorkerSettings) {
    const flags = RUNS_FROM_SOURCE
      ? ['--conditions=ringproof-source', '--import', import.meta.resolve('tsx')]
      : [];
    this.#child = fork(fileURLToPath(ownFile('./worker')), [settings.engine], {
      cwd: settings.cwd,
      env: settings.env,
      execArgv: [...flags, ...settings.nodeFlags],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // A group of its own, to be killed with whatever it has started.
      detached: HAS_PROCESS_GROUPS,
    });
    this.#child.stdout?.pipe(settings.output, { end: false });
    this.#child.stderr?.pipe(settings.output, { end: false });
    this.#child.stderr?.on('data', (chunk: Buffer) => {
      this.#lastWords = (this.#lastWords + chunk.toString()).slice(-LAST_WORDS_LENGTH);
    });
    this.#child.on('message', (message) => {
      if (isMessage(message) && message.type === 'crashed') this.#crash = message.failure;
    });
    this.#death = this.#untilDeath();
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** Whether it has been asked for nothing yet, so that nothing can have harmed it. */
  get isFresh(): boolean {
    return this.#requests === 0;
  }

  /**
   * Puts a request and waits at most `limitMs` for the answer. `onNote` may return a new limit, counted from then.
   * A request that expires kills the process.
   */
  async ask(request: Request, limitMs: number, onNote: (note: Note) => number | null): Promise<Ending> {
    this.#requests += 1;
    let finish = (_: Ending): void => {};
    const ending = new Promise<Ending>((resolve) => (finish = resolve));
    const expire = (): void => {
      this.kill();
      void this.#death.then(() => finish({ kind: 'expired' }));
    };
    let timer = setTimeout(expire, limitMs);
    const onMessage = (message: unknown): void => {
      if (!isMessage(message)) return;
      if (isAnswer(message)) return finish({ kind: 'answered', answer: message });
      const limit = onNote(message);
      if (limit === null) return;
      clearTimeout(timer);
      timer = setTimeout(expire, limit);
    };
    this.#child.on('message', onMessage);
    // A death that follows an answer or an expiry comes too late to count.
    void this.#death.then((death) => setImmediate(() => finish({ kind: 'died', death })));
    // A failure to send is a death, which is reported as such.
    this.#child.send(request, () => {});
    try {
      return await ending;
    } finally {
      clearTimeout(timer);
      this.#child.off('message', onMessage);
    }
  }

  /** Settles when the process is gone and what it printed has arrived. */
  async untilGone(): Promise<void> {
    await this.#death;
  }

  /** Ends the process at once, also in the middle of a loop. */
  kill(): void {
    this.#isAlive = false;
    if (this.#child.pid !== undefined) killGroup(this.#child.pid);
  }

  async #untilDeath(): Promise<Death> {
    const closed = once(this.#child, 'close').catch(() => {});
    await new Promise<void>((resolve) => {
      this.#child.once('exit', () => resolve());
      this.#child.on('error', (error) => {
        this.#crash ??= { message: `the worker process failed: ${error.message}`, details: [], hints: [] };
        if (this.#child.pid === undefined) resolve();
      });
    });
    this.#isAlive = false;
    if (this.#child.pid !== undefined) killGroup(this.#child.pid);
    await Promise.race([closed, delay(LAST_WORDS_MS, undefined, { ref: false })]);
    // A process that the user's code left behind may hold the other ends open; it must not hold this process.
    this.#child.stdout?.destroy();
    this.#child.stderr?.destroy();
    const { exitCode: code, signalCode: signal } = this.#child;
    return { code, signal, crash: this.#crash, lastWords: this.#lastWords };
  }
}
