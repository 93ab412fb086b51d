import type { ModelEntry } from '../../load/catalogue.ts';
import type { Program } from '../../load/link/program.ts';
import type { Job } from '../../runner/jobs.ts';
import type { WorkerPool } from '../../runner/pool.ts';
import type { Applied } from './apply-mutant.ts';
import type { Comparer, Equality } from './comparer.ts';
import type { Mutant } from './mutant.ts';
import type { Fate } from './outcome.ts';
import type { Survey } from './survey.ts';

/** What is known for the mutants that operators make, and what becomes of those that no proof tells. */
export class Campaign {
  readonly survey: Survey;
  /** Whether all proofs are run on each mutant, for the matrix of what tells which. */
  readonly isEvery: boolean;
  readonly #program: Program;
  readonly #comparer: Comparer;
  readonly #arguments: ReadonlyMap<string, string>;

  constructor(
    survey: Survey,
    program: Program,
    comparer: Comparer,
    equivalents: ReadonlyMap<string, string>,
    isEvery: boolean,
  ) {
    this.survey = survey;
    this.isEvery = isEvery;
    this.#program = program;
    this.#comparer = comparer;
    this.#arguments = equivalents;
  }

  /** Why a mutant is no mistake, as a file states; `null` where none does. */
  argumentFor({ id }: Mutant): string | null {
    return this.#arguments.get(id) ?? null;
  }

  /** What becomes of a mutant that none of the proofs which enter its place tells from its model. */
  async fateOfSurvivor(
    mutant: Mutant,
    applied: Applied,
    entering: readonly Job[],
    pool: WorkerPool,
  ): Promise<Fate> {
    const calledOn = (model: ModelEntry): ReadonlySet<string> | undefined => {
      const jobs = entering.filter((job) => job.model === model);
      return jobs.length === 0 ? undefined : this.survey.operationsOf(new Set(jobs));
    };
    const found = await this.#comparer.compare(mutant, applied, this.#program, calledOn, pool);
    if (found.kind === 'equal') return { outcome: 'equivalent', operations: found.operations };
    const argument = this.argumentFor(mutant);
    if (argument !== null) return { outcome: 'argued', argument };
    return { outcome: 'survived', why: whyNot(found) };
  }
}

function whyNot(found: Exclude<Equality, { kind: 'equal' }>): string {
  return found.kind === 'different' ? `${found.operation} does something else` : found.reason;
}
