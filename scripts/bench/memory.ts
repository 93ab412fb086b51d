import { resolve } from 'node:path';
import { findUserFiles } from '../../src/load/discover.ts';
import { linkProgram } from '../../src/load/link/link.ts';
import { selectJobs } from '../../src/runner/jobs.ts';
import { loadCatalogue } from '../../src/runner/load-catalogue.ts';
import { WorkerPool } from '../../src/runner/pool.ts';
import { measureMemory } from '../../src/runner/resident-memory.ts';
import { runJob } from '../../src/runner/run-job.ts';
import { DEFAULT_CHECK_OPTIONS } from '../../src/prover/options.ts';
import { ROOT } from './cases.ts';
import type { Row, Table } from './table.ts';

/** After so many proofs the worker is measured. */
const MEASURE_AFTER = [1, 10, 50, 100, 250, 500, 750, 1000];

/** How much memory one worker has after ever more proofs: expected to be flat once it has seen each of them. */
export async function memoryTable(): Promise<Table> {
  const settings = { cwd: ROOT, env: process.env, stderr: process.stderr, engine: '', nodeFlags: [] };
  const pool = new WorkerPool(settings);
  const limits = { timeoutMs: 600_000, memoryBytes: 8 * 2 ** 30, deadline: null, cwd: ROOT };
  const rows: Row[] = [];
  try {
    const files = await findUserFiles(ROOT);
    const paths = files.map(({ path }) => resolve(ROOT, path));
    const catalogue = await loadCatalogue(pool, files, await linkProgram(paths, null));
    // A quick one: what a proof keeps does not depend on how long it takes.
    const { jobs } = selectJobs(catalogue, ['split/used-notification-flags'], ['rust-vmm']);
    await pool.lend(async (worker) => {
      for (let done = 1; done <= (MEASURE_AFTER.at(-1) ?? 0); done += 1) {
        const job = jobs[done % jobs.length];
        if (job !== undefined) await runJob(worker, job, { check: DEFAULT_CHECK_OPTIONS, ...limits });
        if (!MEASURE_AFTER.includes(done)) continue;
        const { pid = 0 } = worker;
        const bytes = (await measureMemory([pid])).get(pid) ?? 0;
        rows.push([`${done}`, Math.round(bytes / 2 ** 20)]);
      }
    });
  } finally {
    await pool.close();
  }
  return {
    title: 'Memory of one worker, MiB',
    note: 'One proof of many questions, over and over in one process.',
    columns: ['proofs', 'resident'],
    rows,
  };
}
