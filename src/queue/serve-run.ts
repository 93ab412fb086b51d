import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { CliIo } from '../session/io.ts';
import { NATIVE_SOLVER_NAMES } from '../solver/natives.ts';
import { buildOf, differenceOf, solverPart } from './build.ts';
import type { Packages } from './connection.ts';
import { JobWorker, type Queued } from './job-worker.ts';
import { JOBS, keysOf, LOCK_MS, MOST_DELIVERIES, RUNS_KEY, STALLED_CHECK_MS } from './keys.ts';
import { parseRunRecord } from './run-record.ts';
import { sweepRun } from './sweep.ts';

/** Milliseconds between two looks at whether a run, or a stop, has come. */
export const LOOK_MS = 250;

/** How a worker works for runs. */
export interface Service {
  readonly redis: Redis;
  readonly packages: Packages;
  /** How many jobs are done at a time. */
  readonly slots: number;
  /** Takes a line for the user. */
  readonly tell: (line: string) => void;
  readonly io: Pick<CliIo, 'env' | 'stderr' | 'nodeFlags'>;
  /** Ends it. */
  readonly stop: AbortSignal;
}

/** What has come of a run: work was done for it until its end or the stop, or it is none for this worker. */
export type Served = 'served' | 'refused' | 'over';

/** The name of this worker, as runs are told of it. */
const NAME = `${hostname()} ${process.pid}`;

/** Works for a run until it is over. */
export async function serveRun(id: string, service: Service): Promise<Served> {
  const { redis, packages, slots, tell, io, stop } = service;
  const isStopped = (): boolean => stop.aborted;
  if (isStopped()) return 'over';
  const keys = keysOf(id);
  const text = await redis.get(keys.run);
  if (text === null) {
    await sweepRun(redis, id);
    return 'over';
  }
  const record = parseRunRecord(text);
  const why =
    record === null ? 'another version of ringproof' : differenceOf(record.build, ownBuild(record.build));
  await redis.hset(keys.workers, NAME, why ?? '');
  if (record === null || why !== null) {
    tell(
      `error: cannot work for the run ${short(id)}: this machine has ${why ?? ''}. Install what the run has.`,
    );
    // It may have ended meanwhile.
    if ((await redis.exists(keys.run)) === 0) await sweepRun(redis, id);
    return 'refused';
  }
  tell(`working for the run ${short(id)}`);
  const jobs = new JobWorker(redis, keys, packages, record, slots, io);
  const worker = new packages.bullmq.Worker(JOBS, (queued: Queued, token = '') => jobs.work(queued, token), {
    ...{ connection: redis, prefix: keys.prefix, concurrency: slots, skipVersionCheck: true },
    ...{ lockDuration: LOCK_MS, stalledInterval: STALLED_CHECK_MS, maxStalledCount: MOST_DELIVERIES },
    drainDelay: 1,
  });
  // What is wrong with the server is found where it is looked for runs; a lost lock is another's job.
  worker.on('error', () => {});
  try {
    while (!isStopped() && (await redis.exists(keys.run)) === 1) await delay(LOOK_MS);
    const closed = worker.close();
    await jobs.stop();
    await closed;
    if (!isStopped()) await sweepRun(redis, id);
    tell(`no longer working for the run ${short(id)}`);
  } finally {
    await worker.close(true).catch(() => {});
    await jobs.stop();
    jobs.deleteFiles();
  }
  return 'served';
}

/** The runs that there are, in an order of no meaning. */
export function runsIn(redis: Redis): Promise<readonly string[]> {
  return redis.smembers(RUNS_KEY);
}

/** What this machine has of what a run asks for. */
function ownBuild(needed: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return buildOf((['wasm', ...NATIVE_SOLVER_NAMES] as const).filter((name) => solverPart(name) in needed));
}

function short(id: string): string {
  return id.slice(0, 8);
}
