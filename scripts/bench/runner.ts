import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkProof } from '../../src/check/check.ts';
import { proof } from '../../src/index.ts';
import { DEFAULT_CHECK_OPTIONS } from '../../src/prover/options.ts';
import { ROOT } from './cases.ts';
import { timed } from './clock.ts';
import type { Row, Table } from './table.ts';

const MAIN = join(ROOT, 'dist/cli/main.js');
/** As many as a minute should do. */
const MANY = 10_000;

/** What running proofs in processes costs, beside proving them. */
export async function runnerTable(): Promise<Table> {
  const many = await inProjectOf(MANY, (cwd) => command(['prove', '--no-cache', '--jobs', '2'], cwd));
  const [one, direct] = [await inProjectOf(MANY, oneWorker), await directly(MANY)];
  const start = await inProjectOf(1, oneWorker);
  const rows: readonly Row[] = [
    ['10,000 trivial proofs, 2 workers: s', many / 1000],
    ['10,000 trivial proofs, 2 workers: proofs a minute', Math.round((MANY / many) * 60_000)],
    ['a trivial proof in the engine, called directly: ms', direct / MANY],
    ['a trivial proof in one worker, less start: ms', (one - start) / MANY],
    ['overhead of the runner: ms a proof', (one - start - direct) / MANY],
    ...everything(),
  ];
  return {
    title: 'The runner',
    note: 'Whole commands; "less start" is less one with a single proof. Nothing cached unless it says so.',
    columns: ['what', 'measured'],
    rows,
  };
}

function oneWorker(cwd: string): number {
  return command(['prove', '--no-cache', '--jobs', '1'], cwd);
}

/** The project's own proofs, on one worker and on two, and once all is known. */
function everything(): readonly Row[] {
  const cache = mkdtempSync(join(tmpdir(), 'ringproof-bench-'));
  try {
    const [one, two] = ['1', '2'].map((jobs) => command(['prove', '--no-cache', '--jobs', jobs], ROOT));
    const cached = ['prove', '--cache-dir', cache];
    command(cached, ROOT);
    const warm = command(cached, ROOT);
    const list = command(['list'], ROOT);
    return [
      ['everything, 1 worker: s', (one ?? 0) / 1000],
      ['everything, 2 workers: s', (two ?? 0) / 1000],
      ['speed-up from 1 to 2 workers', (one ?? 0) / (two ?? 1)],
      ['everything, all known from before: s', warm / 1000],
      ['of that beyond start-up, which is what listing takes: s', (warm - list) / 1000],
    ];
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

async function directly(count: number): Promise<number> {
  const proofs = Array.from({ length: count }, (_, i) =>
    proof({
      ...{ id: `p/${i}`, title: 't', requirements: [], doesNotProve: 'd', covers: [] },
      body: (p) => p.assert('true', true),
    }),
  );
  const begin = performance.now();
  for (const one of proofs) await checkProof(one, null, DEFAULT_CHECK_OPTIONS);
  return performance.now() - begin;
}

/** Does something in a project of so many trivial proofs. */
function inProjectOf(count: number, work: (cwd: string) => number): Promise<number> {
  const cwd = mkdtempSync(join(tmpdir(), 'ringproof-bench-'));
  const lines = Array.from(
    { length: count },
    (_, i) =>
      `export const p${i} = proof({ id: 'p/${i}', title: 't', requirements: [], doesNotProve: 'd', covers: [], ` +
      `body: (p) => { p.assert('true', true); } });`,
  );
  try {
    mkdirSync(join(cwd, 'proofs'));
    const text = ["import { proof } from 'ringproof';", ...lines].join('\n');
    writeFileSync(join(cwd, 'proofs/all.proof.ts'), text);
    return Promise.resolve(work(cwd));
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

/** Milliseconds that a command takes; throws where it fails, but not where a property is refuted. */
function command(args: readonly string[], cwd: string): number {
  return timed(() => {
    const { status, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
      ...{ cwd, encoding: 'utf8', maxBuffer: 1 << 28 },
    });
    if (status === null || status > 3)
      throw new Error(`'${args.join(' ')}' ended with ${status ?? 'a signal'}: ${stderr}`);
  });
}
