import { digest } from '../cache/entry.ts';
import type { UserFile } from '../load/discover.ts';
import type { CheckOptions } from '../prover/options.ts';
import type { Job } from '../runner/jobs.ts';
import type { JobOptions } from '../runner/run-job.ts';
import { portablePath } from './portable-path.ts';

/** How a proof is run, as far as it depends on no machine. */
export interface PortableOptions {
  readonly check: CheckOptions;
  readonly timeoutMs: number;
  readonly memoryBytes: number;
}

/** A job as it travels: with the digest of the program that it is about. Its text's own digest is its name. */
export type PortableJob =
  | {
      readonly kind: 'prove';
      readonly program: string;
      readonly job: Job;
      readonly portfolio: readonly [PortableOptions, ...PortableOptions[]];
    }
  | { readonly kind: 'reach'; readonly program: string; readonly job: Job; readonly options: PortableOptions }
  | { readonly kind: 'load'; readonly program: string; readonly files: readonly UserFile[] };

/** The name of a job: the digest of its text. */
export function nameOf(text: string): string {
  return `job-${digest(text)}`;
}

/** What an answer comes with: questions that it names as kept for other solvers, by the names of their files. */
export interface PortableAnswer {
  readonly answer: unknown;
  readonly questions: Readonly<Record<string, string>>;
}

/** A job without what only its reports need. */
export function portableJob({ proof, model }: Job): Job {
  const { cited: _, ...rest } = proof;
  if (model === null) return { proof: rest, model };
  const finding = model.findings[proof.id];
  return { proof: rest, model: { ...model, findings: finding === undefined ? {} : { [proof.id]: finding } } };
}

/** Options without what is of this machine: folders of known answers, and files of its processes. */
export function portableOptions({ check, timeoutMs, memoryBytes }: JobOptions): PortableOptions {
  const questions = check.questions === null ? null : portablePath(check.questions);
  const none = { cache: null, frozen: true, pending: null, exploring: null, refuted: null };
  return { check: { ...check, ...none, questions }, timeoutMs, memoryBytes };
}
