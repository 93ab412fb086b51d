import { relative } from 'node:path';
import { keepQuestion, takePending } from '../cache/questions.ts';
import type { CheckOptions, Encoding } from '../prover/options.ts';
import type { Failure } from '../result/verdict.ts';
import { retryHint } from '../solver/natives.ts';
import type { Deadline } from './deadline.ts';
import type { OwnVerdict } from './exit-verdicts.ts';
import type { Job } from './jobs.ts';
import { LOAD_LIMIT_MS } from './load-catalogue.ts';

/** The verdicts on proofs that the runner stopped: one function for each reason. */

export function error(failure: Failure): OwnVerdict {
  return { verdict: 'error', failure };
}

export function timeout(limitMs: number, encoding: Encoding): OwnVerdict {
  const hints = [
    ...(encoding === 'bv'
      ? ['Leave out --encoding bv: with integer arithmetic, most proofs are faster.']
      : []),
    'Raise the limit: --timeout 5m, or timeout in the declaration of the proof.',
  ];
  return stopped(`no verdict within ${inWords(limitMs)}`, hints);
}

export function cutShort({ limitMs }: Deadline): OwnVerdict {
  return stopped(`no verdict before the deadline of the run, ${inWords(limitMs)}`, DEADLINE_HINTS);
}

export function notStarted(deadline: Deadline | null): OwnVerdict {
  const limit = inWords(deadline?.limitMs ?? 0);
  return stopped(`not started before the deadline of the run, ${limit}`, DEADLINE_HINTS);
}

const DEADLINE_HINTS = [
  'Give the run longer (--deadline), more processes (--jobs), or more machines (--shard 1/2).',
];

export function slowStart(): OwnVerdict {
  const message = `the proof's file was not loaded within ${LOAD_LIMIT_MS / 1000} s`;
  return error({ message, details: [], hints: ['Run fewer proofs at a time: --jobs 1.'] });
}

function stopped(message: string, hints: readonly string[]): OwnVerdict {
  return { verdict: 'timeout', failure: { message, details: [], hints } };
}

const ENDLESS_LOOP = 'No solver was at work: look for a loop in the proof or the model that does not end.';

function inWords(ms: number): string {
  if (ms < 1000) return `${ms} ms`;
  return ms < 120_000 ? `${ms / 1000} s` : `${ms / 60_000} min`;
}

/**
 * Writes the question that a stopped worker's solver was working on to a file, and names it in the failure. If there was none, the
 * failure points to the code that the worker was running.
 */
export function withQuestion(
  { verdict, failure }: OwnVerdict,
  { proof, model }: Job,
  { pending, questions, solver, encoding }: CheckOptions,
  cwd: string,
  isTimeOfProof: boolean,
): OwnVerdict {
  if (pending === null) return { verdict, failure };
  const text = takePending(pending);
  const hinted = (hint: string): OwnVerdict => ({
    verdict,
    failure: { ...failure, hints: [hint, ...failure.hints] },
  });
  if (text === null) return isTimeOfProof ? hinted(ENDLESS_LOOP) : { verdict, failure };
  if (questions === null) return hinted('Ask another solver: --solver cvc5.');
  const of = model === null ? '' : ` on ${model.name}`;
  const about = [`What the proof ${proof.id}${of} was asking when it was stopped: ${failure.message}.`];
  try {
    const path = relative(cwd, keepQuestion(questions, { text, about }));
    const details = [...failure.details, `The solver was at work on a question; kept as ${path}.`];
    const hints = [retryHint(path, solver, encoding), ...failure.hints];
    return { verdict, failure: { ...failure, details, hints } };
  } catch {
    // A folder that cannot be written was reported before the run; the verdict stands without it.
    return { verdict, failure };
  }
}
