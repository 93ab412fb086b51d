import type { FileContents } from '../load/catalogue.ts';
import type { UserFile } from '../load/discover.ts';
import type { Program } from '../load/link/program.ts';
import type { ReachedPlaces } from '../result/reached.ts';
import type { ProofResult } from '../result/verdict.ts';
import type { Job } from './jobs.ts';
import type { JobOptions } from './run-job.ts';

/** What a job enters, or why that is not known. */
export interface JobReach {
  readonly job: Job;
  readonly reached: ReachedPlaces;
  /** Why not all that it enters is known; `null` where it is. */
  readonly problem: string | null;
}

/**
 * Does the work of a pool on other machines. Every call rejects with a `StoppedError` once the run was stopped, and with what says why
 * where the machines cannot be reached any more.
 */
export interface RemoteRunner {
  /** Runs a proof with each settings of a portfolio, on one machine. `onStart` is called when a machine takes it. */
  readonly prove: (
    program: Program,
    job: Job,
    portfolio: readonly [JobOptions, ...JobOptions[]],
    onStart: () => void,
  ) => Promise<ProofResult>;
  /** What files of a program export. */
  readonly load: (program: Program, files: readonly UserFile[]) => Promise<readonly FileContents[]>;
  /** What a proof enters, in a program whose texts report it. */
  readonly reach: (program: Program, job: Job, options: JobOptions) => Promise<JobReach>;
  /** Gives up all that is under way: its calls reject with a `StoppedError`. */
  readonly cancel: () => void;
}
