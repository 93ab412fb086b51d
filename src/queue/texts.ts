import type { Redis } from 'ioredis';
import { digest } from '../cache/entry.ts';
import type { Packed } from './pack.ts';
import { QueueError } from './queue-error.ts';
import type { FetchTexts } from './unpack.ts';

/** How many texts are sent or fetched at once. */
const AT_ONCE = 100;

/** Sends the texts of programs, each once. */
export class TextSender {
  readonly #redis: Redis;
  readonly #key: string;
  readonly #sent = new Map<string, Promise<void>>();

  /** `key`: of the hash of texts. */
  constructor(redis: Redis, key: string) {
    this.#redis = redis;
    this.#key = key;
  }

  /** Settles when the server has all texts of the program. */
  async send({ texts }: Packed): Promise<void> {
    const missing = [...texts].filter(([name]) => !this.#sent.has(name));
    for (const some of chunks(missing)) {
      const sending = this.#redis.hset(this.#key, new Map(some)).then(() => {});
      for (const [name] of some) this.#sent.set(name, sending);
    }
    await Promise.all([...texts.keys()].flatMap((name) => this.#sent.get(name) ?? []));
  }
}

/** Fetches texts, and checks that each is what its digest says. */
export function textFetcher(redis: Redis, key: string): FetchTexts {
  return async (digests) => {
    const found: string[] = [];
    for (const some of chunks(digests)) {
      const texts = await redis.hmget(key, ...some);
      for (const [i, name] of some.entries()) {
        const text = texts[i] ?? null;
        if (text === null || digest(text) !== name) throw unknownText(name, text !== null);
        found.push(text);
      }
    }
    return found;
  };
}

function unknownText(name: string, isThere: boolean): QueueError {
  const what = isThere ? 'is not what its digest says' : 'is not in the Redis server';
  return new QueueError(
    `the text ${name.slice(0, 16)} that a job needs ${what}: give the server more memory, set maxmemory-policy noeviction, and run again`,
  );
}

function chunks<T>(all: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / AT_ONCE) }, (_, i) =>
    all.slice(i * AT_ONCE, (i + 1) * AT_ONCE),
  );
}
