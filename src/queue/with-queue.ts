import { relativePath } from '../load/paths.ts';
import { PACKAGE_ROOT } from '../load/shipped.ts';
import type { CliIo } from '../session/io.ts';
import type { ProveOptions } from '../session/options.ts';
import type { WorkerPool } from '../runner/pool.ts';
import { withPool } from '../session/plan.ts';
import { say } from '../session/say.ts';
import { parseAddress } from './address.ts';
import { buildOf } from './build.ts';
import { loadPackages } from './connection.ts';
import { FilledRun } from './filled-run.ts';
import { portablePath } from './portable-path.ts';
import { QueueRunner } from './queue-runner.ts';

/**
 * Lends a pool of processes of this machine, each of which may take so many bytes, and the pool that proofs are run in: the same, or
 * with a queue the workers of that. Ends both in any case.
 */
export async function withPools<T>(
  options: Pick<ProveOptions, 'queue' | 'solver'>,
  memoryBytes: number,
  io: CliIo,
  use: (here: WorkerPool, wherever: WorkerPool) => Promise<T>,
): Promise<T> {
  const { queue } = options;
  if (queue === null) return withPool(io, (pool) => use(pool, pool), memoryBytes);
  return withQueue(queue, options, memoryBytes, io, (world) =>
    withPool(io, (here) => withPool(world, (wherever) => use(here, wherever)), memoryBytes),
  );
}

/**
 * Lends a world in which workers of a Redis server do the work of pools, and deletes afterwards, in any case, what the run has in the
 * server. Throws a `UsageError` for an address that is none, and a `QueueError` where the server cannot be used.
 */
async function withQueue<T>(
  address: string,
  { solver }: Pick<ProveOptions, 'solver'>,
  memoryBytes: number,
  io: CliIo,
  use: (world: CliIo) => Promise<T>,
): Promise<T> {
  const at = parseAddress(address, io.env);
  const packages = await loadPackages();
  const tool = relativePath(PACKAGE_ROOT, io.cwd);
  const record = { build: buildOf(solver), cwd: portablePath(io.cwd), tool, memoryBytes };
  const run = await FilledRun.begin(packages, at, record, (line) => say(io.stderr, line));
  const cancel = (): void => run.cancel();
  io.interrupt?.addEventListener('abort', cancel);
  try {
    return await use({ ...io, remote: new QueueRunner(run) });
  } finally {
    io.interrupt?.removeEventListener('abort', cancel);
    await run.end();
  }
}
