import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Address } from './address.ts';
import { openAnswer } from './answers.ts';
import { connect, inWords, type Packages } from './connection.ts';
import { Heartbeat } from './heartbeat.ts';
import { JobQueue } from './job-queue.ts';
import { nameOf, type PortableAnswer, type PortableJob } from './job-text.ts';
import { keysOf, RUN_LIFE_MS, RUNS_KEY, type RunKeys } from './keys.ts';
import type { Packed } from './pack.ts';
import { Pending } from './pending.ts';
import { DeliveryError, QueueError } from './queue-error.ts';
import type { RunRecord } from './run-record.ts';
import { sweepRun } from './sweep.ts';
import { TextSender } from './texts.ts';

/** Why BullMQ says that a job failed whose workers ended again and again. */
const STALLED = 'stalled more than';

/** A run in a Redis server: jobs that workers take, and their answers. */
export class FilledRun {
  readonly #redis: Redis;
  readonly #address: Address;
  readonly #id: string;
  readonly #keys: RunKeys;
  readonly #queue: JobQueue;
  readonly #sender: TextSender;
  readonly #heartbeat: Heartbeat;
  readonly #pending = new Pending();
  readonly #answers = new Map<string, Promise<PortableAnswer>>();

  private constructor(
    redis: Redis,
    id: string,
    packages: Packages,
    address: Address,
    tell: (line: string) => void,
  ) {
    this.#redis = redis;
    this.#address = address;
    this.#id = id;
    this.#keys = keysOf(id);
    this.#sender = new TextSender(redis, this.#keys.texts);
    this.#queue = new JobQueue(redis, this.#keys.prefix, packages, {
      onActive: (name) => this.#pending.started(name),
      onCompleted: (name) => void this.#take(name).catch(this.#fail),
      onFailed: (name, why) => this.#failed(name, why),
    });
    const onBeat = (): Promise<void> => this.#takeMissed();
    this.#heartbeat = new Heartbeat(redis, id, address.shown, { tell, fail: this.#fail, onBeat });
  }

  /** Begins a run. Throws a `QueueError` where the server cannot be used. `tell` takes lines for the user. */
  static async begin(
    packages: Packages,
    address: Address,
    record: RunRecord,
    tell: (line: string) => void,
  ): Promise<FilledRun> {
    const { redis, lost } = await connect(packages, address);
    const id = randomUUID();
    try {
      await redis.set(keysOf(id).run, JSON.stringify(record), 'PX', RUN_LIFE_MS);
      // Workers may take it from here on.
      await redis.sadd(RUNS_KEY, id);
    } catch (error) {
      redis.disconnect();
      throw inWords(error, address);
    }
    const run = new FilledRun(redis, id, packages, address, tell);
    lost.catch((error: unknown) => run.#pending.fail(error));
    return run;
  }

  /**
   * Puts a job, unless it is there already, and waits for its answer. Rejects with a `DeliveryError` where it ends its workers. `onStart`
   * is called when a worker takes it.
   */
  answer(job: PortableJob, program: Packed, onStart: () => void): Promise<PortableAnswer> {
    const name = nameOf(JSON.stringify(job));
    const known = this.#answers.get(name);
    if (known !== undefined) return known;
    const answer = this.#answer(name, job, program, onStart).finally(() => this.#answers.delete(name));
    this.#answers.set(name, answer);
    return answer;
  }

  /** Gives up all jobs that are under way. */
  cancel(): void {
    this.#pending.cancel();
  }

  /** Ends the run, and deletes all that it has in the server. Settles also where the server is lost. */
  async end(): Promise<void> {
    this.#heartbeat.stop();
    this.cancel();
    const ignore = (): void => {};
    if (this.#redis.status === 'ready') {
      // Workers stop when it is gone.
      await this.#redis.del(this.#keys.run).catch(ignore);
      await this.#queue.close();
      await sweepRun(this.#redis, this.#id).catch(ignore);
    }
    this.#queue.disconnect();
    this.#redis.disconnect();
  }

  async #answer(
    name: string,
    job: PortableJob,
    program: Packed,
    onStart: () => void,
  ): Promise<PortableAnswer> {
    const waiting = this.#pending.wait(name, onStart);
    this.#put(name, job, program).catch(this.#fail);
    return openAnswer(name, await waiting);
  }

  async #put(name: string, job: PortableJob, program: Packed): Promise<void> {
    await this.#sender.send(program);
    await this.#redis.hdel(this.#keys.results, name);
    await this.#queue.add(name, JSON.stringify(job));
  }

  /** Takes an answer. What stays in its place says that it was taken: another is dropped. */
  async #take(name: string): Promise<void> {
    if (!this.#pending.has(name)) return;
    const text = await this.#redis.hget(this.#keys.results, name);
    if (text === '') return;
    if (text !== null) await this.#redis.hset(this.#keys.results, name, '');
    this.#pending.answered(name, text);
  }

  /** Takes answers of which no event has told. */
  async #takeMissed(): Promise<void> {
    const { names } = this.#pending;
    if (names.length === 0) return;
    const lengths = await Promise.all(names.map((name) => this.#redis.hstrlen(this.#keys.results, name)));
    await Promise.all(names.filter((_, i) => (lengths[i] ?? 0) > 0).map((name) => this.#take(name)));
  }

  #failed(name: string, why: string): void {
    if (why.includes(STALLED)) this.#pending.failed(name, new DeliveryError(why));
    else this.#fail(new QueueError(`a worker could not do job ${name.slice(0, 16)}: ${why}`));
  }

  readonly #fail = (error: unknown): void => this.#pending.fail(inWords(error, this.#address));
}
