import { join } from 'node:path';
import { writeAtomically } from '../cache/atomic-write.ts';
import type { FileContents } from '../load/catalogue.ts';
import type { UserFile } from '../load/discover.ts';
import type { Program } from '../load/link/program.ts';
import type { ProofResult } from '../result/verdict.ts';
import type { Job } from '../runner/jobs.ts';
import { cutShort, error, notStarted } from '../runner/limit-verdicts.ts';
import type { JobReach, RemoteRunner } from '../runner/remote-runner.ts';
import { ownResult, type JobOptions } from '../runner/run-job.ts';
import { contentsIn, reachIn, resultIn } from './answers.ts';
import type { FilledRun } from './filled-run.ts';
import { nameOf, portableJob, portableOptions, type PortableJob } from './job-text.ts';
import { MOST_DELIVERIES } from './keys.ts';
import { Packer } from './pack.ts';
import { DeliveryError } from './queue-error.ts';

/** The longest that a timer waits, in milliseconds. */
const LONGEST_MS = 2 ** 31 - 1;

const ENDED = `the workers that took it ended or lost the Redis server, ${MOST_DELIVERIES + 1} times`;

/** Has workers of a run do what a pool is asked for. */
export class QueueRunner implements RemoteRunner {
  readonly #run: FilledRun;
  readonly #packer = new Packer();

  constructor(run: FilledRun) {
    this.#run = run;
  }

  async prove(
    program: Program,
    job: Job,
    portfolio: readonly [JobOptions, ...JobOptions[]],
    onStart: () => void,
  ): Promise<ProofResult> {
    const [first, ...others] = portfolio;
    const { deadline } = first;
    if (deadline?.leftMs === 0) return ownResult(job, notStarted(deadline), 0);
    const packed = this.#packer.pack(program);
    const portable: PortableJob = {
      ...{ kind: 'prove', program: packed.digest, job: portableJob(job) },
      portfolio: [portableOptions(first), ...others.map(portableOptions)],
    };
    const clock: { startedAt: number | null } = { startedAt: null };
    const started = (): void => {
      clock.startedAt ??= performance.now();
      onStart();
    };
    const late = (): ProofResult =>
      clock.startedAt === null || deadline === null
        ? ownResult(job, notStarted(deadline), 0)
        : ownResult(job, cutShort(deadline), performance.now() - clock.startedAt);
    try {
      const found = this.#run.answer(portable, packed, started);
      const answered = await before(deadline, found);
      if (answered === null) return late();
      keepQuestions(first.check.questions, answered.questions);
      return resultIn(nameOf(JSON.stringify(portable)), answered.answer, job);
    } catch (thrown) {
      if (!(thrown instanceof DeliveryError)) throw thrown;
      const hints = ['Run it without --queue to see why, or give it less memory: --memory 1g.'];
      return ownResult(job, error({ message: ENDED, details: [], hints }), 0);
    }
  }

  async load(program: Program, files: readonly UserFile[]): Promise<readonly FileContents[]> {
    const packed = this.#packer.pack(program);
    const job: PortableJob = { kind: 'load', program: packed.digest, files };
    try {
      const { answer } = await this.#run.answer(job, packed, () => {});
      return contentsIn(nameOf(JSON.stringify(job)), answer);
    } catch (thrown) {
      if (!(thrown instanceof DeliveryError)) throw thrown;
      const of = { line: null, column: null, message: ENDED, details: [], hints: [] };
      return files.map(({ path }) => ({ proofs: [], models: [], failures: [{ file: path, ...of }] }));
    }
  }

  async reach(program: Program, job: Job, options: JobOptions): Promise<JobReach> {
    const packed = this.#packer.pack(program);
    const portable: PortableJob = {
      ...{ kind: 'reach', program: packed.digest, job: portableJob(job) },
      options: portableOptions(options),
    };
    try {
      const { answer } = await this.#run.answer(portable, packed, () => {});
      return reachIn(nameOf(JSON.stringify(portable)), answer, job);
    } catch (thrown) {
      if (!(thrown instanceof DeliveryError)) throw thrown;
      return { job, reached: { places: [], visited: [], operations: [], compiled: [] }, problem: ENDED };
    }
  }

  cancel(): void {
    this.#run.cancel();
  }
}

/** What a promise resolves to; `null` where the deadline passes before. */
async function before<T>(deadline: JobOptions['deadline'], found: Promise<T>): Promise<T | null> {
  if (deadline === null) return found;
  let timer: NodeJS.Timeout | undefined;
  const passed = new Promise<null>(
    (resolve) => (timer = setTimeout(() => resolve(null), Math.min(deadline.leftMs, LONGEST_MS))),
  );
  try {
    return await Promise.race([found, passed]);
  } finally {
    clearTimeout(timer);
    // Nothing waits for it any more.
    found.catch(() => {});
  }
}

/** Keeps questions where they would be kept by a process of this machine. */
function keepQuestions(folder: string | null, questions: Readonly<Record<string, string>>): void {
  if (folder === null) return;
  for (const [name, text] of Object.entries(questions)) {
    if (!/^[\w.-]+\.smt2$/.test(name)) continue;
    try {
      writeAtomically(join(folder, name), text);
    } catch {
      // A folder that cannot be written was reported before the run; the verdict stands without it.
    }
  }
}
