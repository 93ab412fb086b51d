import type { Redis } from 'ioredis';
import { HEARTBEAT_MS, KEYS_LIFE_S, keysOf, RUN_LIFE_MS } from './keys.ts';
import { QueueError } from './queue-error.ts';
import { expireKeys } from './sweep.ts';

/** How many heartbeats pass until it is said that there is no worker, and until keys are said to live longer. */
const SAY_AFTER = 2;
const EXPIRE_EVERY = 15;

/** What is done with what a heartbeat finds. */
export interface Listener {
  /** Takes a line for the user. */
  readonly tell: (line: string) => void;
  readonly fail: (error: unknown) => void;
  /** Called at each heartbeat. */
  readonly onBeat: () => Promise<void>;
}

/** Gives signs of life of a run, and says what workers say of it. */
export class Heartbeat {
  readonly #redis: Redis;
  readonly #id: string;
  readonly #shown: string;
  readonly #listener: Listener;
  readonly #told = new Set<string>();
  readonly #timer: NodeJS.Timeout;
  #beats = 0;
  #isBeating = false;

  /** `shown`: the address of the server as it may be shown. */
  constructor(redis: Redis, id: string, shown: string, listener: Listener) {
    this.#redis = redis;
    this.#id = id;
    this.#shown = shown;
    this.#listener = listener;
    this.#timer = setInterval(() => void this.#beat(), HEARTBEAT_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #beat(): Promise<void> {
    // While the server is looked for, nothing is asked of it twice.
    if (this.#isBeating) return;
    this.#isBeating = true;
    try {
      const { run, workers } = keysOf(this.#id);
      const isThere = await this.#redis.pexpire(run, RUN_LIFE_MS);
      if (isThere === 0) {
        const why =
          'it was restarted, has deleted keys for want of memory, or could not be reached for too long';
        throw new QueueError(`the Redis server at ${this.#shown} does not know the run any more: ${why}`);
      }
      this.#tellOf(await this.#redis.hgetall(workers));
      if (this.#beats % EXPIRE_EVERY === 0) await expireKeys(this.#redis, this.#id, KEYS_LIFE_S);
      this.#beats += 1;
      await this.#listener.onBeat();
    } catch (error) {
      this.#listener.fail(error);
    } finally {
      this.#isBeating = false;
    }
  }

  /** `workers`: why each does not work for the run, by name; empty where it does. */
  #tellOf(workers: Readonly<Record<string, string>>): void {
    const { tell } = this.#listener;
    for (const [name, why] of Object.entries(workers))
      this.#once(
        name,
        why === '' ? null : () => tell(`warning: the worker ${name} cannot work for this run: it has ${why}`),
      );
    if (this.#beats < SAY_AFTER || Object.values(workers).includes('')) return;
    this.#once('', () => tell(`waiting for workers: start 'ringproof worker ${this.#shown}' on any machine`));
  }

  #once(what: string, say: (() => void) | null): void {
    if (this.#told.has(what)) return;
    this.#told.add(what);
    say?.();
  }
}
