import type { Failure, Verdict } from '../proof/verdict.ts';
import type { Death } from './worker-process.ts';

const HEAP_LIMIT = /heap out of memory|heap limit|Array buffer allocation failed/i;

/** The verdict, and the words for it, on a proof whose worker process died. */
export function verdictOnDeath(death: Death): { readonly verdict: Verdict; readonly failure: Failure } {
  const { code, signal, crash, lastWords } = death;
  if (crash !== null) {
    const message = `an exception was thrown outside of the proof's body: ${crash.message}`;
    return { verdict: 'error', failure: { ...crash, message } };
  }
  if (HEAP_LIMIT.test(lastWords) && code !== 0) {
    const hints = ['Give Node a larger heap: NODE_OPTIONS=--max-old-space-size=8192 ringproof prove ...'];
    return outOfMemory('the worker process ran out of JavaScript heap', hints);
  }
  if (signal === 'SIGKILL') {
    const hints = ['Run fewer proofs at a time: --jobs 1.'];
    return outOfMemory(
      'the worker process was killed (SIGKILL), as systems do that run out of memory',
      hints,
    );
  }
  const how = signal === null ? `exited with code ${code ?? 'unknown'}` : `was ended by ${signal}`;
  const hints = signal === null ? ['A proof must not end its process: look for process.exit.'] : [];
  return error(`the worker process ${how} before there was a verdict`, hints);
}

function outOfMemory(message: string, hints: readonly string[]): { verdict: Verdict; failure: Failure } {
  return { verdict: 'out-of-memory', failure: { message, details: [], hints } };
}

function error(message: string, hints: readonly string[]): { verdict: Verdict; failure: Failure } {
  return { verdict: 'error', failure: { message, details: [], hints } };
}
