import type { Redis } from 'ioredis';
import { keysOf, RUNS_KEY } from './keys.ts';

/** How many keys the server looks at in one step. */
const AT_ONCE = 1000;

/** The life of a key that has none. */
const NO_END = -1;

/** Milliseconds that the life of no key of a run is, but for those of `expireKeys`. */
const SHORT_MS = 60_000;

/** Deletes all that a run has in the server. */
export async function sweepRun(redis: Redis, id: string): Promise<void> {
  await redis.srem(RUNS_KEY, id);
  for await (const key of keysIn(redis, id)) await redis.unlink(key);
}

/** Has all that a run has in the server be gone after so many seconds, unless that is said again before. */
export async function expireKeys(redis: Redis, id: string, seconds: number): Promise<void> {
  for await (const key of keysIn(redis, id)) {
    const left = await redis.pttl(key);
    // Others have a short life of their own: what the run is, and locks of jobs, after which they are delivered again.
    if (left === NO_END || left > SHORT_MS) await redis.expire(key, seconds);
  }
}

async function* keysIn(redis: Redis, id: string): AsyncGenerator<string> {
  let cursor = '0';
  do {
    const [next, keys] = await redis.scan(cursor, 'MATCH', `${keysOf(id).prefix}:*`, 'COUNT', AT_ONCE);
    yield* keys;
    cursor = next;
  } while (cursor !== '0');
}
