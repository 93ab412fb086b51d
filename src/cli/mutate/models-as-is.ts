import type { Program } from '../../load/link/program.ts';
import type { ProofResult } from '../../result/verdict.ts';
import type { Job } from '../../runner/jobs.ts';
import type { WorkerPool } from '../../runner/pool.ts';
import type { CliIo } from '../../session/io.ts';
import type { RunSettings } from '../../session/settings.ts';
import { jobRunner } from './job-runner.ts';
import { isEndless, saidBy } from './judge-result.ts';

/**
 * Answers to conditions on one path from which on a mutant is taken to go on without end, where its model does with half as many: to
 * follow it for longer takes up the whole time of each proof.
 */
const MOST_ANSWERS = 80;

/** A proof that is not as expected of the model as it is: it can tell no mutant from it. */
export interface Unfit {
  readonly job: Job;
  readonly result: ProofResult;
}

/** What proofs say of the models as they are, found out where a mutant asks for it. */
export class ModelsAsIs {
  readonly #program: Program;
  readonly #settings: RunSettings;
  readonly #io: CliIo;
  readonly #fitness = new Map<Job, Promise<boolean>>();
  readonly #brevity = new Map<Job, Promise<boolean>>();
  readonly #unfit: Unfit[] = [];

  constructor(program: Program, settings: RunSettings, io: CliIo) {
    this.#program = program;
    this.#settings = settings;
    this.#io = io;
  }

  /** Proofs that were not as expected. */
  get unfit(): readonly Unfit[] {
    return this.#unfit;
  }

  /** Whether a proof is as expected. */
  isFit(job: Job, pool: WorkerPool): Promise<boolean> {
    return once(this.#fitness, job, async () => {
      const result = await jobRunner(this.#program, [job], pool, false, this.#settings, this.#io)(job);
      const isFit = saidBy(result) === 'as-expected';
      if (!isFit) this.#unfit.push({ job, result });
      return isFit;
    });
  }

  /** Runs proofs on a mutant, each to its end, or until a path is twice as long as any of the model's. */
  runnerOn(program: Program, jobs: readonly Job[], pool: WorkerPool): (job: Job) => Promise<ProofResult> {
    const briefly = this.#runner(program, jobs, pool, MOST_ANSWERS);
    const wholly = this.#runner(program, jobs, pool, null);
    return async (job) => {
      const result = await briefly(job);
      return isEndless(result) && !(await this.#isBrief(job, pool)) ? wholly(job) : result;
    };
  }

  /** Whether no path has more than half of the answers that a mutant is followed for. */
  #isBrief(job: Job, pool: WorkerPool): Promise<boolean> {
    return once(this.#brevity, job, async () => {
      const run = this.#runner(this.#program, [job], pool, MOST_ANSWERS / 2);
      return !isEndless(await run(job));
    });
  }

  #runner(
    program: Program,
    jobs: readonly Job[],
    pool: WorkerPool,
    most: number | null,
  ): ReturnType<typeof jobRunner> {
    return jobRunner(program, jobs, pool, true, this.#settings, this.#io, most);
  }
}

/** What is found out of a job once. */
function once(known: Map<Job, Promise<boolean>>, job: Job, find: () => Promise<boolean>): Promise<boolean> {
  const found = known.get(job) ?? find();
  known.set(job, found);
  return found;
}
