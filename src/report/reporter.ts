import type { ProofResult } from '../result/verdict.ts';
import type { Of } from '../shape/shape.ts';
import type {
  ASKED,
  CHOSEN_MEMORY_MODELS,
  CONTRACT,
  EXCLUDED,
  LOAD_PROBLEM,
  NOT_APPLICABLE,
  REPORT,
} from './run-shape.ts';

/** Something that kept a proof or a model from being run at all. */
export type LoadProblem = Of<typeof LOAD_PROBLEM>;

/** A proof and the model that it is asked of. */
export type Asked = Of<typeof ASKED>;

/** A proof that is not asked of a model, and why. */
export type NotApplicable = Of<typeof NOT_APPLICABLE>;

/** A proof that the project's configuration leaves out, and the reason that is given there. */
export type Excluded = Of<typeof EXCLUDED>;

/** Which kinds of assertions a run was about, and what that leaves out. */
export type Contract = Of<typeof CONTRACT>;

/** Under which memory models a run asked about the order of accesses, where not under all. */
export type ChosenMemoryModels = Of<typeof CHOSEN_MEMORY_MODELS>;

/** A run that has come to its end. */
export type Report = Of<typeof REPORT>;

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
