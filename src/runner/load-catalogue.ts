import type { Program } from '../load/link/program.ts';
import type { Deadline } from './deadline.ts';
import { catalogueOf, type Catalogue, type FileContents } from '../load/catalogue.ts';
import { verdictOnDeath } from './exit-verdicts.ts';
import type { UserFile } from '../load/discover.ts';
import type { WorkerPool } from './pool.ts';
import type { WorkerProcess } from './worker-process.ts';

/** Milliseconds that a file may take to load; for the first one that includes the start of the process. */
export const LOAD_LIMIT_MS = 30_000;

/**
 * Loads files of a program in a worker process and lists what they export. A file that ends the process, or does not finish loading, is a
 * failure, and the rest is loaded in another process. `deadline`: when the whole run has to end.
 */
export async function loadCatalogue(
  pool: WorkerPool,
  files: readonly UserFile[],
  program: Program,
  limitMs = LOAD_LIMIT_MS,
  deadline: Deadline | null = null,
): Promise<Catalogue> {
  pool.program = program;
  if (pool.remote !== null) return catalogueOf(await pool.remote.load(program, files));
  return catalogueOf(await loadFiles(pool, files, limitMs, deadline));
}

/** The same, of each file of the pool's program by itself. */
export async function loadFiles(
  pool: WorkerPool,
  files: readonly UserFile[],
  limitMs = LOAD_LIMIT_MS,
  deadline: Deadline | null = null,
): Promise<readonly FileContents[]> {
  const contents: FileContents[] = [];
  let rest = files;
  while (rest.length > 0) {
    const left = (): number => Math.min(limitMs, deadline?.leftMs ?? Infinity);
    if (left() === 0) {
      contents.push(...rest.map(({ path }) => failed(path, NOT_LOADED, DEADLINE_HINT)));
      break;
    }
    const { loaded, failure } = await pool.lend((worker) => loadUntilFailure(worker, rest, left));
    contents.push(...loaded);
    if (failure === null) break;
    const culprit = rest[loaded.length];
    contents.push(failed(culprit?.path ?? '', failure));
    rest = rest.slice(loaded.length + 1);
  }
  // A file whose process the runner stopped has no fault.
  pool.throwIfStopped();
  return contents;
}

async function loadUntilFailure(
  worker: WorkerProcess,
  files: readonly UserFile[],
  limitMs: () => number,
): Promise<{ readonly loaded: readonly FileContents[]; readonly failure: string | null }> {
  const loaded: FileContents[] = [];
  let allowed = limitMs();
  const ending = await worker.ask({ type: 'load', files }, { timeMs: allowed }, (note) => {
    if (note.type === 'loaded') loaded.push(note.contents);
    if (note.type !== 'loading') return null;
    allowed = limitMs();
    return allowed;
  });
  if (ending.kind === 'answered') return { loaded, failure: null };
  if (ending.kind === 'expired')
    return { loaded, failure: `did not finish loading within ${Math.round(allowed) / 1000} s` };
  if (ending.kind === 'too-much-memory') return { loaded, failure: 'takes too much memory' };
  return { loaded, failure: `ended its process: ${verdictOnDeath(ending.death).failure.message}` };
}

const NOT_LOADED = 'was not loaded before the deadline of the run';

const DEADLINE_HINT = 'Give the run longer: --deadline.';

function failed(
  file: string,
  message: string,
  hint = 'Keep the work inside the body of a proof, which has a time limit of its own.',
): FileContents {
  const hints = [hint];
  return {
    proofs: [],
    models: [],
    failures: [{ file, line: null, column: null, message, details: [], hints }],
  };
}
