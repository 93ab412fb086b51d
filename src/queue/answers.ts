import type { FileContents } from '../load/catalogue.ts';
import { REACHED_PLACES } from '../result/reached.ts';
import { RESULT } from '../result/result-shape.ts';
import type { ProofResult } from '../result/verdict.ts';
import type { Job } from '../runner/jobs.ts';
import type { JobReach } from '../runner/remote-runner.ts';
import { identity } from '../runner/run-job.ts';
import { checked, ShapeError } from '../shape/check.ts';
import { objectWith, orNull, recordOf } from '../shape/structures.ts';
import { TEXT } from '../shape/values.ts';
import type { PortableAnswer } from './job-text.ts';
import { QueueError } from './queue-error.ts';
import { unsealed } from './sealed.ts';

const QUESTIONS = recordOf(TEXT);
const REACH = objectWith({ reached: REACHED_PLACES, problem: orNull(TEXT) });

/** Opens the text that a worker has left as the answer to a job. Throws a `QueueError` for anything else. */
export function openAnswer(name: string, text: string | null): PortableAnswer {
  if (text === null) throw junk(name, 'it is missing');
  const content = unsealed(name, text);
  if (content === null) throw junk(name, 'it is not whole, or not of this job');
  // It is sealed: a worker of the same build has written it.
  const { answer, questions } = JSON.parse(content) as PortableAnswer;
  return asShaped(name, () => ({ answer, questions: checked(QUESTIONS, questions, 'questions') }));
}

/** The result of a proof. What it says of the proof itself is what is known here. */
export function resultIn(name: string, answer: unknown, job: Job): ProofResult {
  const result = asShaped(name, () => checked(RESULT, answer, 'the result'));
  if (result.id !== job.proof.id || result.model !== (job.model?.name ?? null))
    throw junk(name, `it is of ${result.id}`);
  return { ...result, ...identity(job, result.leftOut) };
}

export function reachIn(name: string, answer: unknown, job: Job): JobReach {
  return asShaped(name, () => {
    const { reached, problem } = checked(REACH, answer, 'the answer');
    return { job, reached, problem };
  });
}

export function contentsIn(name: string, answer: unknown): readonly FileContents[] {
  if (!Array.isArray(answer)) throw junk(name, 'expected a list');
  // It is sealed: a worker of the same build has written it.
  return answer as readonly FileContents[];
}

function asShaped<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ShapeError) throw junk(name, error.message);
    throw error;
  }
}

function junk(name: string, why: string): QueueError {
  return new QueueError(
    `what the Redis server has as the answer to job ${name.slice(0, 16)} is none: ${why}. Only workers of the run may write there.`,
  );
}
