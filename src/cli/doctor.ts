import { accessSync, constants, existsSync } from 'node:fs';
import { availableParallelism, freemem, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { prepareCacheFolder, DEFAULT_CACHE_FOLDER } from '../cache/folder.ts';
import { DEFAULT_CHECK_OPTIONS, type CheckOptions } from '../prover/options.ts';
import type { ProofResult } from '../result/verdict.ts';
import { EXIT } from '../report/exit-code.ts';
import { formatDuration } from '../report/duration.ts';
import type { ProofEntry } from '../load/catalogue.ts';
import { EMPTY_PROGRAM } from '../load/link/program.ts';
import { loadCatalogue } from '../runner/load-catalogue.ts';
import { DEFAULT_MEMORY_BYTES, type WorkerPool } from '../runner/pool.ts';
import { runJobs } from '../runner/run-jobs.ts';
import { formatSize } from '../text/size.ts';
import { installHint, NATIVE_SOLVER_NAMES, nativeRecord, nativeVersion } from '../solver/natives.ts';
import type { CliIo } from '../session/io.ts';
import { withPool } from '../session/plan.ts';
import { SELF_TEST } from '../session/self-test-file.ts';
import { textTable } from '../text/text-table.ts';
import { toolVersion } from '../session/version.ts';

/** One thing that was looked at. */
interface Finding {
  readonly name: string;
  readonly isWell: boolean;
  readonly text: string;
}

/**
 * `ringproof doctor`: says what there is, and whether it proves what is true and refutes what is false; resolves to the
 * exit code. A native solver that is missing is no ailment: nothing needs it unless it is asked for.
 */
export async function doctorCommand(io: CliIo): Promise<number> {
  const facts = [
    { name: 'ringproof', isWell: true, text: toolVersion() },
    aboutNode(process.versions.node),
    { name: 'processors', isWell: true, text: String(availableParallelism()) },
    aboutMemory(totalmem(), freemem(), process.constrainedMemory()),
    aboutCache(io),
  ];
  const solvers = await withPool(io, (pool) => aboutSolvers(pool, io));
  const findings = [...facts, ...solvers];
  const rows = findings.map(({ name, isWell, text }) => [name, isWell ? 'ok' : 'NOT OK', text]);
  const isWell = findings.every((finding) => finding.isWell);
  const verdict = isWell ? 'All is well.' : 'Not everything works: see NOT OK above.';
  io.stdout.write(`${textTable(rows)}\n${verdict}\n`);
  return isWell ? EXIT.expected : EXIT.failed;
}

/** Whether a version of Node is one of those that `engines` in package.json names. */
export function aboutNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isWell = major >= 24 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);
  const text = isWell ? version : `${version}; it has to be 20.19, 22.12, 24 or newer`;
  return { name: 'Node.js', isWell, text };
}

/** `constrained` is what a container leaves; 0, or more than there is, where it does not. */
export function aboutMemory(total: number, free: number, constrained: number | undefined): Finding {
  const usable = constrained === undefined || constrained === 0 ? total : Math.min(total, constrained);
  const limit = formatSize(DEFAULT_MEMORY_BYTES);
  const have = `${formatSize(usable)}, ${formatSize(Math.min(free, usable))} of it free`;
  const isWell = usable >= DEFAULT_MEMORY_BYTES / 2;
  const text = isWell
    ? `${have}; a proof may take ${limit} (--memory)`
    : `${have}; a proof may take ${limit}: set --memory and --jobs 1`;
  return { name: 'memory', isWell, text };
}

function aboutCache({ cwd }: CliIo): Finding {
  const folder = resolve(cwd, DEFAULT_CACHE_FOLDER);
  // A query creates no folder.
  const problem = existsSync(folder)
    ? (prepareCacheFolder(folder)?.message ?? null)
    : problemWithWriting(cwd);
  const text =
    problem === null ? DEFAULT_CACHE_FOLDER : `${problem}; set --cache-dir to a folder that can be written`;
  return { name: 'cache', isWell: problem === null, text };
}

function problemWithWriting(folder: string): string | null {
  try {
    accessSync(folder, constants.W_OK);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function aboutSolvers(pool: WorkerPool, io: CliIo): Promise<readonly Finding[]> {
  const { proofs, failures } = await loadCatalogue(pool, [SELF_TEST], EMPTY_PROGRAM);
  const [failure] = failures;
  if (failure !== undefined) return [{ name: 'self-test', isWell: false, text: failure.message }];
  const findings = [await selfTest(pool, proofs, 'embedded', DEFAULT_CHECK_OPTIONS)];
  for (const name of NATIVE_SOLVER_NAMES) {
    const version = nativeVersion(name, io.env);
    const [encoding] = nativeRecord(name).encodings;
    findings.push(
      version === undefined
        ? { name, isWell: true, text: `not on PATH; for --solver ${name}, ${installHint(name)}` }
        : await selfTest(pool, proofs, name, { ...DEFAULT_CHECK_OPTIONS, solver: name, encoding }),
    );
  }
  return findings;
}

const LIMIT_MS = 30_000;

/** Puts to a solver what is true and what is false, as `prove` does it: in a worker process. */
async function selfTest(
  pool: WorkerPool,
  proofs: readonly ProofEntry[],
  name: string,
  check: CheckOptions,
): Promise<Finding> {
  const limits = { timeoutMs: LIMIT_MS, memoryBytes: DEFAULT_MEMORY_BYTES, deadline: null };
  const startedAt = performance.now();
  const { results } = await runJobs(
    pool,
    proofs.map((proof) => ({ proof, model: null })),
    {
      workers: 1,
      optionsOf: () => [{ check, ...limits }],
      expectedMs: () => undefined,
      onStart: () => {},
      onResult: () => {},
    },
  );
  const problem = problemWith(results);
  const solver = results.find((result) => result.solver !== null)?.solver ?? 'no solver';
  const time = formatDuration(performance.now() - startedAt);
  const text = problem ?? `proves what is true and refutes what is false, in ${time}`;
  return { name, isWell: problem === null, text: `${solver}: ${text}` };
}

const RIGHT: Readonly<Record<string, ProofResult['verdict']>> = {
  'self-test/true': 'proved',
  'self-test/false': 'refuted',
};

/** What is wrong with the verdicts; `null` where nothing is. */
function problemWith(results: readonly ProofResult[]): string | null {
  const wrong = Object.entries(RIGHT).flatMap(([id, right]) => {
    const result = results.find((candidate) => candidate.id === id);
    if (result?.verdict === right) return [];
    const why = result?.failure?.message ?? '';
    return [
      `${id} is ${result?.verdict ?? 'not run'}, and should be ${right}${why === '' ? '' : ` (${why})`}`,
    ];
  });
  return wrong.length === 0 ? null : wrong.join('; ');
}
