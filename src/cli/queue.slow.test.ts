import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HAS_REDIS, PASSWORD, startServer, until, type Server } from '../queue/redis-server.fixture.ts';
import { makeProject } from '../runner/project.fixture.ts';
import { start, type Running } from './background.fixture.ts';
import { FILES, mutants } from './mutate/mutate.fixture.ts';
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
    expect({ ...far, out: timeless(far.out) }).toEqual({ ...near, out: timeless(near.out) });
    expect(near.code).toBe(1);
    expect(await Promise.all(others.map(async ({ outcome }) => (await outcome).code))).toEqual([130, 130]);
    expect(await keys()).toEqual([]);
  });

  test('should judge mutants as one process does, by files and by operators', async () => {
    const find = 'count.add(by).add(0)';
    const written = mutants(
      { id: 'caught', find, replace: 'count.add(by).add(1)' },
      { id: 'survives', find, replace: 'count.add(by)' },
      { id: 'broken', find, replace: 'count.(' },
      { id: 'fails', find, replace: 'count.none()' },
    );
    const { cwd } = makeProject({ ...FILES, 'models/counter/mutants.json': written });
    const workers = [worker(), worker()];

    for (const args of [['mutate'], ['mutate', '--operators']]) {
      const far = await fill(cwd, ...args).outcome;
      const near = await here(cwd, ...args);
      expect({ ...far, out: timeless(far.out) }).toEqual({ ...near, out: timeless(near.out) });
      expect(far.out).toContain('"outcome"');
    }
    for (const each of workers) each.signal('SIGTERM');
    await Promise.all(workers.map(({ outcome }) => outcome));
    expect(await keys()).toEqual([]);
  });

  test('should give back the job of a worker that is interrupted, and delete the run of who fills it', async () => {
    const { cwd } = makeProject({ 'proofs/a.proof.ts': bodyFile('a', LONG.replace('3e6', '3e9')) });
    const [one, filled] = [worker(), fill(cwd, 'prove')];
    await activeJobs(1);

    one.signal('SIGINT');
    const { code, err } = await one.outcome;

    expect(code).toBe(130);
    expect(await server.redis.llen(await keyLike(/:jobs:wait$/))).toBe(1);
    const workers = await keyLike(/:workers$/);
    await server.redis.hset(workers, { elsewhere: 'ringproof 0.0.1 in place of 0.1.0' });
    await until(() => Promise.resolve(filled.written().includes('elsewhere') ? true : null));
    filled.signal('SIGINT');
    const ended = await filled.outcome;
    expect(ended.code).toBe(130);
    expect(ended.err).toContain(
      'the worker elsewhere cannot work for this run: it has ringproof 0.0.1 in place',
    );
    expect(err + ended.err + ended.out).not.toContain(PASSWORD);
    expect(await keys()).toEqual([]);
  });

  test('should refuse to work for a run of another build, and say what differs', async () => {
    await server.redis.set(
      'ringproof:other:run',
      JSON.stringify({ build: { ringproof: '0.0.1' }, cwd: 'x', tool: '', memoryBytes: 1 }),
    );
    await server.redis.set('ringproof:older:run', 'banana');
    await server.redis.sadd('ringproof:runs', 'other', 'older', 'gone');

    const { code, err } = await worker('--idle', '500ms').outcome;

    expect(code).toBe(5);
    expect(err).toMatch(
      /cannot work for the run other: this machine has ringproof 0\.1\.0 in place of 0\.0\.1/,
    );
    expect(err).toContain('cannot work for the run older: this machine has another version of ringproof');
    expect(await server.redis.smembers('ringproof:runs')).not.toContain('gone');
    await server.redis.flushall();
  });

  test.each([
    ['an answer that is none', 'results', 'banana', 'is none: it is not whole, or not of this job'],
    ['a text that is not what its digest says', 'texts', 'banana', 'is not what its digest says'],
    ['no text', 'texts', null, 'is not in the Redis server: give the server more memory'],
  ])('should end a run for which the server has %s', async (_, where, value, message) => {
    const { cwd } = makeProject({ 'proofs/a.proof.ts': bodyFile('a', EASY) });
    const filled = fill(cwd, 'prove');
    const waiting = await keyLike(/:jobs:wait$/);
    const [name = ''] = await server.redis.lrange(waiting, 0, 0);
    const hash = waiting.replace('jobs:wait', where);
    const fields = where === 'results' ? [name] : await server.redis.hkeys(hash);
    for (const field of fields)
      await (value === null ? server.redis.hdel(hash, field) : server.redis.hset(hash, field, value));

    const one = worker();
    const { code, err } = await filled.outcome;
    one.signal('SIGINT');

    expect(code).toBe(4);
    expect(err).toContain(message);
    await one.outcome;
    expect(await keys()).toEqual([]);
  });

  test('should say that the server has no room, or is lost, without its password', async () => {
    const { cwd } = makeProject({ 'proofs/a.proof.ts': bodyFile('a', EASY) });
    const { used_memory: used } = await memoryOf(server);
    await server.redis.config('SET', 'maxmemory', used ?? '1mb');
    const full = await fill(cwd, 'prove').outcome;
    expect(full.code).toBe(4);
    expect(full.err).toContain('has no room left (maxmemory)');
    await server.redis.config('SET', 'maxmemory', '0');
    const [filled, idle] = [fill(cwd, 'prove'), worker('--idle', '1h')];
    await keyLike(/:workers$/);

    server.process.kill('SIGKILL');
    const outcomes = [full, await filled.outcome, await idle.outcome, await fill(cwd, 'prove').outcome];

    expect(outcomes.map(({ code }) => code)).toEqual([4, 4, 4, 4]);
    expect(outcomes[1]?.err).toContain('lost the Redis server at redis://127.0.0.1:');
    expect(outcomes[2]?.err).toContain('lost the Redis server at redis://127.0.0.1:');
    expect(outcomes[3]?.err).toMatch(
      /cannot use the Redis server at redis:\/\/127\.0\.0\.1:\d+: connect ECONNREFUSED/,
    );
    expect(outcomes.map(({ out, err }) => out + err).join('')).not.toContain(PASSWORD);
  });
});

async function memoryOf({ redis }: Server): Promise<Readonly<Record<string, string>>> {
  const lines = (await redis.info('memory')).split('\r\n').map((line) => line.split(':'));
  return Object.fromEntries(lines.map(([name = '', value = '']) => [name, value]));
}
