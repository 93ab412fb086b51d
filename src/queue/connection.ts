import type { Redis } from 'ioredis';
import type { Address } from './address.ts';
import { QueueError } from './queue-error.ts';

/** What the packages of the queue export; they are installed where they are used only. */
export interface Packages {
  readonly bullmq: typeof import('bullmq');
  readonly Redis: typeof Redis;
}

/** Milliseconds for a server to be there, or to come back. */
const LOST_AFTER_MS = 10_000;

const RETRY_MS = 500;

/** Loads the packages of the queue. Throws a `QueueError` where they are not installed. */
export async function loadPackages(): Promise<Packages> {
  try {
    const [bullmq, ioredis] = await Promise.all([import('bullmq'), import('ioredis')]);
    return { bullmq, Redis: ioredis.Redis };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
    throw new QueueError(
      'a queue needs the packages bullmq and ioredis, which are not installed beside ringproof: ' +
        'npm install --save-dev bullmq ioredis',
    );
  }
}

/** A connection to a Redis server, and what tells that it is lost for good. */
export interface Connection {
  readonly redis: Redis;
  /** Rejects with a `QueueError` once the server is lost; never settles otherwise. */
  readonly lost: Promise<never>;
}

/** Connects to a server. Throws a `QueueError` where there is none, or it wants another password. */
export async function connect({ Redis }: Packages, address: Address): Promise<Connection> {
  const was = { ready: false };
  const redis = new Redis(address.url, {
    lazyConnect: true,
    // Commands wait for as long as the server is looked for, and fail once it is lost.
    maxRetriesPerRequest: null,
    // One that was never there is not looked for again.
    retryStrategy: (times) => (was.ready && times * RETRY_MS <= LOST_AFTER_MS ? RETRY_MS : null),
  });
  redis.once('ready', () => (was.ready = true));
  const last: { error: Error | null } = { error: null };
  redis.on('error', (error: Error) => (last.error = error));
  const lost = new Promise<never>((_, reject) => {
    redis.once('end', () => reject(lostError(address, last.error)));
  });
  // Awaited beside what is done meanwhile.
  lost.catch(() => {});
  try {
    await Promise.race([redis.connect().then(() => redis.ping()), lost]);
  } catch (error) {
    redis.disconnect();
    throw refusedError(address, last.error ?? error);
  }
  return { redis, lost };
}

/** An error of a command, in words; as it is if it is no error of the server. */
export function inWords(error: unknown, address: Address): unknown {
  if (!(error instanceof Error) || error instanceof QueueError) return error;
  const { message } = error;
  if (/^OOM |maxmemory/.test(message))
    return new QueueError(
      `the Redis server at ${address.shown} has no room left (maxmemory): give it more, or run fewer proofs at a time`,
    );
  if (/Connection is closed|ECONN|EPIPE|ENOTFOUND|ETIMEDOUT/.test(message)) return lostError(address, error);
  if (/^(READONLY|MISCONF|NOPERM|LOADING|ERR|WRONGTYPE|NOAUTH|CLUSTERDOWN|MOVED) /.test(message))
    return new QueueError(`the Redis server at ${address.shown} refuses a command: ${message}`);
  return error;
}

function refusedError(address: Address, error: unknown): QueueError {
  if (error instanceof QueueError) return error;
  const why = error instanceof Error ? error.message : String(error);
  const hint = /NOAUTH|WRONGPASS|AUTH/.test(why)
    ? 'give user and password in the address, or the password in RINGPROOF_REDIS_PASSWORD'
    : 'start one (redis-server), or fix the address';
  return new QueueError(`cannot use the Redis server at ${address.shown}: ${why}; ${hint}`);
}

function lostError({ shown }: Address, error: Error | null): QueueError {
  const why = error === null ? 'the connection was closed' : error.message;
  return new QueueError(
    `lost the Redis server at ${shown}: ${why}; it was looked for for ${LOST_AFTER_MS / 1000} s. Run again once it is there: ` +
      'what was proved is in the cache.',
  );
}
