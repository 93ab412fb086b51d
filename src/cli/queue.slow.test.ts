import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HAS_REDIS, startServer, until, type Server } from '../queue/redis-server.fixture.ts';
import { makeProject } from '../runner/project.fixture.ts';
import { start, type Running } from './background.fixture.ts';
import { FILES } from './mutate/mutate.fixture.ts';
import { EASY, bodyFile, type Outcome } from './real-engine.fixture.ts';

/** Takes a worker some time, and a solver none. */
const LONG = `let n = 0; for (let i = 0; i < 3e6; i += 1) n += i; ${EASY}`;

const REFUTED = "const x = p.any.u16('x'); p.assert('small', x.lt(5));";

/** A document without how long things took. */
function timeless(text: string): unknown {
  return JSON.parse(text, (key, value: unknown) =>
    ['timeMs', 'solverMs', 'phases'].includes(key) ? null : value,
  );
}

describe.skipIf(!HAS_REDIS)('a queue', () => {
  let server: Server;
  const running: Running[] = [];
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => {
    for (const each of running) each.signal('SIGKILL');
    server.stop();
  });

  const keys = (): Promise<readonly string[]> => server.redis.keys('*');
  const keyLike = (form: RegExp): Promise<string> =>
    until(async () => (await keys()).find((key) => form.test(key)) ?? null);
  const launch = (
    args: readonly string[],
    cwd: string,
    env: Readonly<Record<string, string>> = {},
  ): Running => {
    const command = start(args, cwd, env);
    running.push(command);
    return command;
  };
  /** In an empty folder: a worker needs no checkout. */
  const worker = (...more: readonly string[]): Running =>
    launch(['worker', server.url, '--jobs', '1', ...more], makeProject({}).cwd);
  const fill = (cwd: string, ...args: readonly string[]): Running =>
    launch([...args, '--reporter', 'json', '--no-cache', '--queue', server.url], cwd);
  const here = async (cwd: string, ...args: readonly string[]): Promise<Outcome> =>
    launch([...args, '--reporter', 'json', '--no-cache', '--jobs', '1'], cwd).outcome;
  const activeJobs = async (count: number): Promise<void> => {
    const active = await keyLike(/:jobs:active$/);
    await until(async () => ((await server.redis.llen(active)) === count ? true : null));
  };

  test('should come to the same as one process where one of three workers is killed, and leave nothing', async () => {
    const long = [1, 2, 3, 4].map((i) => [`proofs/long${i}.proof.ts`, bodyFile(`long/${i}`, LONG)] as const);
    const files = {
      ...FILES,
      'proofs/no.proof.ts': bodyFile('no', REFUTED),
      ...Object.fromEntries<string>(long),
    };
    const { cwd } = makeProject(files);
    const [killed, ...others] = [worker(), worker(), worker()];

    const filled = fill(cwd, 'prove');
    await activeJobs(3);
    killed.signal('SIGKILL');
    const far = await filled.outcome;

    const near = await here(cwd, 'prove');
    for (const each of others) each.signal('SIGINT');
    expect(far).toMatchObject({ code: 1, err: near.err });
    expect(near.code).toBe(1);
    expect(timeless(far.out)).toEqual(timeless(near.out));
    expect(await Promise.all(others.map(async ({ outcome }) => (await outcome).code))).toEqual([130, 130]);
    expect(await keys()).toEqual([]);
  });
});
