import { setTimeout as delay } from 'node:timers/promises';
import { parseAddress } from '../queue/address.ts';
import { connect, inWords, loadPackages } from '../queue/connection.ts';
import { LOOK_MS, runsIn, serveRun, type Service } from '../queue/serve-run.ts';
import { EXIT } from '../report/exit-code.ts';
import type { CliIo } from '../session/io.ts';
import type { OptionValues } from '../session/options.ts';
import { say } from '../session/say.ts';

/** Options of `ringproof worker`. */
export type WorkerOptions = Pick<OptionValues, 'jobs' | 'idle'>;

/** `ringproof worker`: does the jobs of runs that are filled into a Redis server; resolves to the exit code. */
export async function workerCommand(
  given: string,
  { jobs: slots, idle }: WorkerOptions,
  io: CliIo,
): Promise<number> {
  const address = parseAddress(given, io.env);
  const packages = await loadPackages();
  const { redis, lost } = await connect(packages, address);
  const stop = io.interrupt ?? new AbortController().signal;
  // Who listens is not ended at once: jobs are to be given back.
  const listen = (): void => {};
  stop.addEventListener('abort', listen);
  const tell = (line: string): void => say(io.stderr, line);
  tell(`waiting for runs at ${address.shown}`);
  const working = work({ redis, packages, slots, tell, io, stop }, idle);
  try {
    return await Promise.race([working, lost]);
  } catch (error) {
    throw inWords(error, address);
  } finally {
    stop.removeEventListener('abort', listen);
    redis.disconnect();
    // It deletes the files of a run.
    await working.catch(() => {});
  }
}

/** Works for one run after the other. */
async function work(service: Service, idle: number | null): Promise<number> {
  const { redis, stop } = service;
  const refused = new Set<string>();
  let hasServed = false;
  let idleSince = performance.now();
  while (!stop.aborted) {
    const runs = (await runsIn(redis)).filter((id) => !refused.has(id));
    for (const id of runs) {
      const served = await serveRun(id, service);
      if (served === 'refused') refused.add(id);
      if (served !== 'served') continue;
      hasServed = true;
      idleSince = performance.now();
    }
    if (idle !== null && performance.now() - idleSince >= idle) break;
    await delay(LOOK_MS);
  }
  return refused.size > 0 && !hasServed ? EXIT.usage : EXIT.expected;
}
