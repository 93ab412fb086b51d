import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';

/** Whether there is a Redis server to test with. */
export const HAS_REDIS = isThere();

/** The password of servers; it must show nowhere. */
export const PASSWORD = 'open-sesame';

function isThere(): boolean {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    process.stderr.write(
      'skipped: tests of the queue need redis-server on PATH (apt-get install redis-server)\n',
    );
    return false;
  }
}

export interface Server {
  readonly url: string;
  readonly redis: Redis;
  readonly process: ChildProcess;
  readonly stop: () => void;
}

/** Starts a server on a free port, with a password, which keeps nothing. */
export async function startServer(): Promise<Server> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'ringproof-redis-'));
  const flags = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--requirepass', PASSWORD];
  const server = spawn('redis-server', [...flags, '--dir', folder], { stdio: 'ignore' });
  const url = `redis://:${PASSWORD}@127.0.0.1:${port}`;
  const redis = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 50 });
  redis.on('error', () => {});
  await redis.ping();
  const stop = (): void => {
    redis.disconnect();
    server.kill('SIGKILL');
  };
  return { url, redis, process: server, stop };
}

/** Looks again and again, until something is there. */
export async function until<T>(look: () => Promise<T | null>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    await delay(50);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      // It listens at a port.
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
