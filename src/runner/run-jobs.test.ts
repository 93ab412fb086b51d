import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { DEFAULT_CHECK_OPTIONS } from '../prover/options.ts';
import { findUserFiles } from '../load/discover.ts';
import { selectJobs, type Job } from './jobs.ts';
import { built } from '../built.fixture.ts';
import type { WorkerPool as Pool } from './pool.ts';
import { programOf } from './program.fixture.ts';
import { collector, makeProject, proofFile } from './project.fixture.ts';
import { WORLD } from './world.fixture.ts';
import type { RunOptions } from './run-jobs.ts';

const { StoppedError, WorkerPool } = (await built('runner/pool.ts')) as typeof import('./pool.ts');
const { loadCatalogue } = (await built('runner/load-catalogue.ts')) as typeof import('./load-catalogue.ts');
const { runJobs } = (await built('runner/run-jobs.ts')) as typeof import('./run-jobs.ts');

const LIMITS = { timeoutMs: 60_000, memoryBytes: 2 ** 31, deadline: null };

const OPTIONS: RunOptions = {
  workers: 2,
  optionsOf: () => [{ check: DEFAULT_CHECK_OPTIONS, ...LIMITS }],
  expectedMs: () => undefined,
  onStart: () => {},
  onResult: () => {},
};

/** A pool, and the jobs on the proofs of these files, in order of their ids. */
async function setUp(files: Readonly<Record<string, string>>): Promise<{
  readonly cwd: string;
  readonly pool: Pool;
  readonly jobs: readonly Job[];
}> {
  const { cwd, engine } = makeProject(files);
  const pool = new WorkerPool({
    cwd,
    env: { ...process.env, ...WORLD },
    stderr: collector(),
    engine,
    nodeFlags: [],
  });
  onTestFinished(() => pool.close());
  const found = await findUserFiles(cwd);
  const catalogue = await loadCatalogue(pool, found, await programOf(found, cwd));
  return { cwd, pool, jobs: selectJobs(catalogue, [], []).jobs };
}

test('should end all slots, and start no more jobs, if a result cannot be reported', async () => {
  const { cwd, pool, jobs } = await setUp({
    'proofs/1.proof.ts': proofFile('a/done', ''),
    'proofs/2.proof.ts': proofFile('b/loops', 'for (;;);'),
    'proofs/3.proof.ts': proofFile('c/late', "Error.world.fs.writeFileSync('ran', '');"),
  });
  const onResult = (): never => {
    throw new Error('no listener');
  };

  const started: string[] = [];
  const onStart = ({ proof }: Job): void => void started.push(proof.id);

  await expect(runJobs(pool, jobs, { ...OPTIONS, onStart, onResult })).rejects.toThrow('no listener');

  expect(started).toEqual(['a/done', 'b/loops']);

  await pool.close();
  await expect(pool.lend(() => Promise.resolve())).rejects.toThrow(StoppedError);
  expect(existsSync(join(cwd, 'ran'))).toBe(false);
});

test('should begin with own proofs, then with jobs of unknown time, then with those that take longest', async () => {
  const ids = ['a', 'b', 'c', 'd'];
  const { pool, jobs } = await setUp(
    Object.fromEntries(ids.map((id) => [`proofs/${id}.proof.ts`, proofFile(id, '')])),
  );
  const times = new Map([
    ['a', 10],
    ['b', 300],
    ['d', 20],
  ]);
  const started: string[] = [];

  const withOwn = jobs.map(({ proof, model }): Job => {
    return { proof: proof.id === 'a' ? { ...proof, isOwn: true } : proof, model };
  });

  const { results, notRun } = await runJobs(pool, withOwn, {
    ...OPTIONS,
    workers: 1,
    expectedMs: ({ proof }) => times.get(proof.id),
    onStart: ({ proof }) => started.push(proof.id),
  });

  expect(started).toEqual(['a', 'c', 'b', 'd']);
  expect(results.map(({ id }) => id)).toEqual(ids);
  expect(notRun).toEqual([]);
});

test('should believe a refutation that another way has kept, though one has proved the same', async () => {
  const { pool, jobs } = await setUp({
    'proofs/a.proof.ts': `import { proof } from 'ringproof';
export default proof({ id: 'a', title: 'T', requirements: [], doesNotProve: 'more', covers: [], body: ({ options }) => {
  const { existsSync, writeFileSync } = Error.world.fs;
  const kept = { id: 'a', model: null, verdict: 'refuted', counterexample: {}, covers: [], assertions: [], leftOut: [],
    failure: { message: 'not so', details: [], hints: [] } };
  if (options.encoding === 'bv') {
    writeFileSync(options.refuted, JSON.stringify(kept));
    writeFileSync('kept', '');
    for (;;);
  }
  while (!existsSync('kept'));
} });
`,
  });
  const way = (encoding: 'int' | 'bv') => ({ check: { ...DEFAULT_CHECK_OPTIONS, encoding }, ...LIMITS });

  const { results } = await runJobs(pool, jobs, { ...OPTIONS, optionsOf: () => [way('int'), way('bv')] });

  expect(results.map(({ verdict }) => verdict)).toEqual(['refuted']);
  expect(results[0]?.failure?.details).toContain(
    'Rewriting had answered that it is proved; this counterexample shows that answer to be wrong.',
  );
});
