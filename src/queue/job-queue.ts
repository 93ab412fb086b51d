import type { Queue, QueueEvents } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Packages } from './connection.ts';
import { JOBS } from './keys.ts';

/** What is done with what becomes of jobs, by their names. */
export interface JobListener {
  /** A worker has taken it. */
  readonly onActive: (name: string) => void;
  readonly onCompleted: (name: string) => void;
  readonly onFailed: (name: string, why: string) => void;
}

/** The queue of a run, as the one who fills it has it. */
export class JobQueue {
  readonly #queue: Queue;
  readonly #events: QueueEvents;
  readonly #connection: Redis;

  /** `prefix`: what the keys of the run begin with. */
  constructor(redis: Redis, prefix: string, { bullmq }: Packages, listener: JobListener) {
    const options = { prefix, skipVersionCheck: true } as const;
    const defaultJobOptions = { removeOnComplete: true, removeOnFail: true, attempts: 1 } as const;
    this.#queue = new bullmq.Queue(JOBS, { ...options, connection: redis, defaultJobOptions });
    const connection = redis.duplicate({ lazyConnect: false });
    this.#connection = connection;
    // From the first on: workers may be quicker than the connection.
    this.#events = new bullmq.QueueEvents(JOBS, { ...options, connection, lastEventId: '0-0' });
    // That the server is lost is found by the other connection.
    const ignore = (): void => {};
    this.#queue.on('error', ignore);
    this.#events.on('error', ignore);
    connection.on('error', ignore);
    this.#events.on('active', ({ jobId }) => listener.onActive(jobId));
    this.#events.on('completed', ({ jobId }) => listener.onCompleted(jobId));
    this.#events.on('failed', ({ jobId, failedReason }) => listener.onFailed(jobId, failedReason));
  }

  /** Adds a job, unless there is one of this name. */
  async add(name: string, text: string): Promise<void> {
    await this.#queue.add('job', { text }, { jobId: name });
  }

  /** Ends it. The connection that it was given stays. */
  async close(): Promise<void> {
    const ignore = (): void => {};
    await this.#events.close().catch(ignore);
    await this.#queue.close().catch(ignore);
    this.disconnect();
  }

  /** Ends it at once, where the server is lost. */
  disconnect(): void {
    // It would look for the server for ever; that it is told to end is enough.
    void this.#events.close().catch(() => {});
    this.#connection.disconnect();
  }
}
