import type { AssertionKind } from '../proof/standing.ts';
import type { Failure, ProofResult } from '../result/verdict.ts';

/** Something that kept a proof or a model from being run at all. */
export interface LoadProblem extends Failure {
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
}

/** A proof and the model that it is asked of. */
export interface Asked {
  readonly id: string;
  readonly model: string | null;
}

/** A proof that is not asked of a model, and why. */
export interface NotApplicable {
  readonly id: string;
  readonly model: string;
  /** What the model lacks, as the end of a sentence about it: "has no reset". */
  readonly reason: string;
}

/** A proof that the project's configuration leaves out, and the reason that is given there. */
export interface Excluded extends Asked {
  readonly reason: string;
}

/** Which kinds of assertions a run was about, and what that leaves out. */
export interface Contract {
  readonly kinds: readonly AssertionKind[];
  /** How many assertions of all proofs, on all models, are of other kinds. */
  readonly leftOut: number;
  /** Proofs that all assertions are left out of: they were not asked. */
  readonly notAsked: readonly Asked[];
}

/** A run that has come to its end. */
export interface Report {
  /** In the order in which they were asked for. */
  readonly results: readonly ProofResult[];
  readonly loadFailures: readonly LoadProblem[];
  /** Asked for and not run, since the run was stopped before it came to them. */
  readonly notRun: readonly Asked[];
  readonly notApplicable: readonly NotApplicable[];
  readonly excluded: readonly Excluded[];
  /** What the contract leaves out; `null` where it leaves out no kind. */
  readonly contract: Contract | null;
  /** Wall clock, from the first proof to the last. */
  readonly timeMs: number;
}

/** Tells of a run while it goes on and when it is over. */
export interface Reporter {
  start(asked: readonly Asked[]): void;
  /** A worker has begun with a proof. */
  running(asked: Asked): void;
  result(result: ProofResult): void;
  end(report: Report): void;
}

/** Where a reporter writes. */
export type Write = (text: string) => void;

/** What documents say of the run beside its results. */
export interface About {
  /** The tool's version. */
  readonly version: string;
  /**
   * From the root of the repository to the working directory, ending with a slash; '' if they are the same. Code hosts look for
   * files from the root.
   */
  readonly pathPrefix: string;
}

/** A proof that was not asked of a model: the model lacks what it needs, or it is excluded. */
export interface Unasked extends Asked {
  /** The end of a sentence about the model: "has no reset", "leaves out (not used by this device)". */
  readonly reason: string;
}

/** All that was selected and not asked. */
export function unaskedOf({
  notApplicable,
  excluded,
}: Pick<Report, 'notApplicable' | 'excluded'>): readonly Unasked[] {
  const left = excluded.map(({ id, model, reason }) => ({ id, model, reason: `leaves out (${reason})` }));
  return [...notApplicable, ...left];
}

/** "split/add-used on rust-vmm", or the id alone for a proof about no model. */
export function nameOf({ id, model }: Asked): string {
  return model === null ? id : `${id} on ${model}`;
}
