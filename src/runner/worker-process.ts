import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Failure } from '../result/verdict.ts';
import { HAS_PROCESS_GROUPS, killGroup } from './process-group.ts';
import { EMPTY_PROGRAM, type Program } from '../load/link/program.ts';
import { changeBetween } from '../load/link/program-change.ts';
import { ownFile, RUNS_FROM_SOURCE } from '../load/own-files.ts';
import { CAN_MEASURE_MEMORY } from './resident-memory.ts';
import { watchMemory } from './memory-watch.ts';
import { isReply, messageFor, type Reply, type Envelope, type Note, type Request } from './protocol.ts';

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
  /** File for the question that the solver of this worker is working on; `null` for none. */
  readonly pendingFile: string | null;
  /** File for how far this worker is with exploring a body of many paths; `null` for none. */
  readonly exploringFile: string | null;
  /** File for the refutation that this worker has found and not reported yet; `null` for none. */
  readonly refutedFile: string | null;
  /** Bytes of resident memory that a request may take which has no limit of its own. */
  readonly memoryBytes: number;
}

/** What a request may take. */
export interface RequestLimits {
  /** Milliseconds until the answer. */
  readonly timeMs: number;
  /** Bytes of resident memory, with what the worker has started; the worker's own limit where left out. */
  readonly memoryBytes?: number;
}

/** How a worker process ended that the runner did not end. */
export interface WorkerExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The uncaught exception, if there was one. */
  readonly crash: Failure | null;
  /** The last it had to say. */
  readonly stderrTail: string;
}

/** What became of a request. */
export type Ending =
  | { readonly kind: 'answered'; readonly answer: Reply }
  | { readonly kind: 'expired' }
  /** It was killed for taking so much memory. */
  | { readonly kind: 'too-much-memory'; readonly bytes: number }
  | { readonly kind: 'died'; readonly death: WorkerExit };

/** Milliseconds for what a dead process still had to say to arrive. */
const STDERR_WAIT_MS = 500;
const STDERR_TAIL_LENGTH = 8192;

/** MiB of the space for new objects: terms are many and short-lived, and with more a worker's memory grows for no gain in time. */
const YOUNG_SPACE = '--max-semi-space-size=8';

/** `eval` and `new Function` would reach what is kept from the user's files. */
const NO_CODE_FROM_TEXT = '--disallow-code-generation-from-strings';

/**
 * A limit of the heap out of the way of the limit that is held from here, which knows of all memory and says what it was;
 * or in its place, where systems do not say how much memory a process has.
 */
function heapFlag(memoryBytes: number): string {
  return `--max-old-space-size=${CAN_MEASURE_MEMORY ? 16384 : Math.ceil(memoryBytes / 2 ** 20)}`;
}

/** One worker process: answers requests one at a time until it dies or is killed. */
export class WorkerProcess {
  readonly pendingFile: string | null;
  readonly exploringFile: string | null;
  readonly refutedFile: string | null;
  readonly #memoryBytes: number;
  readonly #child: ChildProcess;
  readonly #death: Promise<WorkerExit>;
  #crash: Failure | null = null;
  #stderrTail = '';
  #isAlive = true;
  #requests = 0;
  #program: Program = EMPTY_PROGRAM;
  /** Of the latest request. */
  #ticket = '';

  constructor(settings: WorkerSettings) {
    this.pendingFile = settings.pendingFile;
    this.exploringFile = settings.exploringFile;
    this.refutedFile = settings.refutedFile;
    this.#memoryBytes = settings.memoryBytes;
    const flags = RUNS_FROM_SOURCE
      ? ['--conditions=ringproof-source', '--import', import.meta.resolve('tsx')]
      : [];
    this.#child = fork(fileURLToPath(ownFile('../runner/worker')), [settings.engine], {
      cwd: settings.cwd,
      env: settings.env,
      execArgv: [
        ...flags,
        NO_CODE_FROM_TEXT,
        heapFlag(settings.memoryBytes),
        YOUNG_SPACE,
        ...settings.nodeFlags,
      ],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // A group of its own, to be killed with whatever it has started.
      detached: HAS_PROCESS_GROUPS,
    });
    this.#child.stdout?.pipe(settings.output, { end: false });
    this.#child.stderr?.pipe(settings.output, { end: false });
    this.#child.stderr?.on('data', (chunk: Buffer) => {
      this.#stderrTail = (this.#stderrTail + chunk.toString()).slice(-STDERR_TAIL_LENGTH);
    });
    this.#child.on('message', (message) => {
      const note = messageFor(this.#ticket, message);
      if (note?.type === 'crashed') this.#crash = note.failure;
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

  /** Its process id; `undefined` where it could not be started. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Hands it the texts that later requests are about, unless it has them. */
  give(program: Program): void {
    if (this.#program === program) return;
    const change = changeBetween(this.#program, program);
    this.#program = program;
    const envelope: Envelope<Request> = { ticket: '', content: { type: 'program', change } };
    this.#child.send(envelope, () => {});
  }

  /**
   * Puts a request and waits for the answer within its limits. `onNote` may return a new time limit, counted from then.
   * A request that goes beyond a limit kills the process.
   */
  async ask(
    request: Request,
    { timeMs, memoryBytes = this.#memoryBytes }: RequestLimits,
    onNote: (note: Note) => number | null,
  ): Promise<Ending> {
    this.#requests += 1;
    const ticket = randomUUID();
    this.#ticket = ticket;
    let finish = (_: Ending): void => {};
    const ending = new Promise<Ending>((resolve) => (finish = resolve));
    const end = (how: Ending): void => {
      this.kill();
      void this.#death.then(() => finish(how));
    };
    const expire = (): void => end({ kind: 'expired' });
    let timer = setTimeout(expire, timeMs);
    const onMessage = (received: unknown): void => {
      const message = messageFor(ticket, received);
      if (message === null) return;
      if (isReply(message)) return finish({ kind: 'answered', answer: message });
      const limit = onNote(message);
      if (limit === null) return;
      clearTimeout(timer);
      timer = setTimeout(expire, limit);
    };
    this.#child.on('message', onMessage);
    const endWatch =
      this.pid === undefined
        ? () => {}
        : watchMemory(this.pid, memoryBytes, (bytes) => end({ kind: 'too-much-memory', bytes }));
    // A death that follows an answer or a limit comes too late to count.
    void this.#death.then((death) => setImmediate(() => finish({ kind: 'died', death })));
    // A failure to send is a death, which is reported as such.
    const envelope: Envelope<Request> = { ticket, content: request };
    this.#child.send(envelope, () => {});
    try {
      return await ending;
    } finally {
      clearTimeout(timer);
      endWatch();
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

  async #untilDeath(): Promise<WorkerExit> {
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
    await Promise.race([closed, delay(STDERR_WAIT_MS, undefined, { ref: false })]);
    // A process that the user's code left behind may hold the other ends open; it must not hold this process.
    this.#child.stdout?.destroy();
    this.#child.stderr?.destroy();
    const { exitCode: code, signalCode: signal } = this.#child;
    return { code, signal, crash: this.#crash, stderrTail: this.#stderrTail };
  }
}
