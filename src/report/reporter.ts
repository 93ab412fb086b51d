import type { Failure, ProofResult } from '../proof/verdict.ts';

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

/** A run that has come to its end. */
export interface Report {
  /** In the order in which they were asked for. */
  readonly results: readonly ProofResult[];
  readonly loadFailures: readonly LoadProblem[];
  /** Wall clock, from the first proof to the last. */
  readonly timeMs: number;
}

/** Tells of a run while it goes on and when it is over. */
export interface Reporter {
  start(asked: readonly Asked[]): void;
  result(result: ProofResult): void;
  end(report: Report): void;
}

/** Where a reporter writes. */
export type Write = (text: string) => void;
