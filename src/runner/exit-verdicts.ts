import type { Failure, Verdict } from '../result/verdict.ts';
import { formatSize } from '../text/size.ts';
import type { WorkerExit } from './worker-process.ts';

const HEAP_LIMIT = /heap out of memory|heap limit|Array buffer allocation failed/i;
/** How a crash of the embedded solver shows, and which of these crashes mean that memory ran out. */
const SOLVER_CRASH = /^SolverCrash: (.*)$/s;
const SOLVER_LIMIT = /out of memory|cannot enlarge memory|\bOOM\b/i;

/** A verdict of the runner's own, with its message. */
export interface OwnVerdict {
  readonly verdict: Verdict;
  readonly failure: Failure;
}

/** The verdict on a proof whose worker process died. */
export function verdictOnDeath(death: WorkerExit): OwnVerdict {
  const { code, signal, crash, stderrTail } = death;
  if (HEAP_LIMIT.test(stderrTail) && code !== 0) {
    return outOfMemory('the worker process ran out of JavaScript heap', [
      'Raise the limit: --memory 4g, or memory in the declaration of the proof.',
      'If NODE_OPTIONS sets --max-old-space-size, raise that limit.',
    ]);
  }
  const [, solverCrash] = SOLVER_CRASH.exec(crash?.message ?? '') ?? [];
  if (solverCrash !== undefined) {
    const hints = ['Ask a native solver: --solver z3 or --solver cvc5.'];
    const failure = { message: solverCrash, details: [], hints };
    return { verdict: SOLVER_LIMIT.test(solverCrash) ? 'out-of-memory' : 'error', failure };
  }
  if (crash !== null) {
    const message = `an exception was thrown outside the proof's body: ${crash.message}`;
    return { verdict: 'error', failure: { ...crash, message } };
  }
  if (signal === 'SIGKILL') {
    return outOfMemory(
      'the worker process was killed (SIGKILL), not by its own limits: the system probably ran out of memory',
      ['Run fewer proofs at a time: --jobs 1.', 'Limit each to less than the system has: --memory 1g.'],
    );
  }
  const how = signal === null ? `exited with code ${code ?? 'unknown'}` : `was killed by ${signal}`;
  const hints =
    signal === null
      ? ['A proof must not end its process: look for process.exit.']
      : ['If it happens again, report it with the proof file; try another solver meanwhile: --solver z3.'];
  const message = `the worker process ${how} before a verdict`;
  return { verdict: 'error', failure: { message, details: [], hints } };
}

/** The verdict on a proof that exceeded its memory limit. */
export function verdictOnMemory(bytes: number, limitBytes: number): OwnVerdict {
  const message = `it used ${formatSize(bytes)} of memory, over its limit of ${formatSize(limitBytes)}`;
  return outOfMemory(message, ['Raise the limit: --memory 4g, or memory in the declaration of the proof.']);
}

function outOfMemory(message: string, hints: readonly string[]): OwnVerdict {
  return { verdict: 'out-of-memory', failure: { message, details: [], hints } };
}
