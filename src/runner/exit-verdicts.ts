import type { Failure, Verdict } from '../result/verdict.ts';
import { formatSize } from '../text/size.ts';
import type { WorkerExit } from './worker-process.ts';

const HEAP_LIMIT = /heap out of memory|heap limit|Array buffer allocation failed/i;
/** What is left to say of an embedded solver that came to its end, and where that was for want of memory. */
const SOLVER_CRASH = /^SolverCrash: (.*)$/s;
const SOLVER_LIMIT = /out of memory|cannot enlarge memory|\bOOM\b/i;

/** A verdict of the runner's own, and the words for it. */
export interface OwnVerdict {
  readonly verdict: Verdict;
  readonly failure: Failure;
}

/** The verdict on a proof whose worker process died. */
export function verdictOnDeath(death: WorkerExit): OwnVerdict {
  const { code, signal, crash, stderrTail } = death;
  if (HEAP_LIMIT.test(stderrTail) && code !== 0) {
    return outOfMemory('the worker process ran out of JavaScript heap', [
      'Give it more: --memory 4g, or memory in the declaration of the proof.',
      'Where NODE_OPTIONS sets --max-old-space-size, that is the limit.',
    ]);
  }
  const [, solverCrash] = SOLVER_CRASH.exec(crash?.message ?? '') ?? [];
  if (solverCrash !== undefined) {
    const hints = ['Ask a native solver: --solver z3 or --solver cvc5.'];
    const failure = { message: solverCrash, details: [], hints };
    return { verdict: SOLVER_LIMIT.test(solverCrash) ? 'out-of-memory' : 'error', failure };
  }
  if (crash !== null) {
    const message = `an exception was thrown outside of the proof's body: ${crash.message}`;
    return { verdict: 'error', failure: { ...crash, message } };
  }
  if (signal === 'SIGKILL') {
    return outOfMemory(
      'the worker process was killed (SIGKILL), as systems do that run out of memory, not by its own limits',
      ['Run fewer proofs at a time: --jobs 1.', 'Hold each to less than the system has: --memory 1g.'],
    );
  }
  const how = signal === null ? `exited with code ${code ?? 'unknown'}` : `was ended by ${signal}`;
  const hints =
    signal === null
      ? ['A proof must not end its process: look for process.exit.']
      : ['If it happens again, report it with the proof file; try another solver meanwhile: --solver z3.'];
  const message = `the worker process ${how} before there was a verdict`;
  return { verdict: 'error', failure: { message, details: [], hints } };
}

/** The verdict on a proof that took more memory than it may. */
export function verdictOnMemory(bytes: number, limitBytes: number): OwnVerdict {
  const message = `it took ${formatSize(bytes)} of memory, and may take ${formatSize(limitBytes)}`;
  return outOfMemory(message, ['Give it more: --memory 4g, or memory in the declaration of the proof.']);
}

function outOfMemory(message: string, hints: readonly string[]): OwnVerdict {
  return { verdict: 'out-of-memory', failure: { message, details: [], hints } };
}
