import { markModels, type MarkedFile } from '../../load/reach/mark-models.ts';
import type { Job } from '../../runner/jobs.ts';
import type { WorkerPool } from '../../runner/pool.ts';
import type { JobReach } from '../../runner/remote-runner.ts';
import type { CliIo } from '../../session/io.ts';
import type { Plan } from '../../session/plan.ts';
import type { RunSettings } from '../../session/settings.ts';
import { sourcesIn } from '../unreached/list-unreached.ts';
import { reachRun } from '../unreached/reach-run.ts';
import { coverageOf, type Unreached } from '../unreached/unreached.ts';
import { compiledIn, type Mutant } from './mutant.ts';

type Place = MarkedFile['places'][number];

/** What is known of the place that an operator changes. */
export interface Surveyed {
  /**
   * The proofs that enter it. They may claim nothing afterwards, or have no state there: of a mutant they may. `null` where it is in no
   * function, so that any may enter it.
   */
  readonly entering: ReadonlySet<Job> | null;
  /** Why none claims anything of it, as a comment beside it says; `null` where some do or none says. */
  readonly reason: string | null;
}

/** Which proofs enter which places of models. */
export class Survey {
  readonly #files: readonly MarkedFile[];
  readonly #runs: readonly JobReach[];
  readonly #unreached: readonly Unreached[];

  private constructor(
    files: readonly MarkedFile[],
    runs: readonly JobReach[],
    unreached: readonly Unreached[],
  ) {
    this.#files = files;
    this.#runs = runs;
    this.#unreached = unreached;
  }

  /** Follows proofs through models as they are. What is recorded of the same texts is not followed again. */
  static async of(
    jobs: readonly Job[],
    { program }: Pick<Plan, 'program'>,
    pool: WorkerPool,
    settings: RunSettings,
    slots: number,
    io: CliIo,
  ): Promise<Survey> {
    const models = [...new Set(jobs.flatMap(({ model }) => model ?? []))];
    const marked = await markModels(program, models, io.cwd);
    pool.program = marked.program;
    const runs = await reachRun(pool, jobs, settings, program, slots, io);
    return new Survey(
      marked.files,
      runs,
      coverageOf(marked.files, models, runs, sourcesIn(io.cwd)).unreached,
    );
  }

  /** The proofs that enter the changed place. Of one that could not be followed, it is not known, and it counts. */
  about(mutant: Mutant): Surveyed {
    const compiled = compiledIn(mutant);
    if (compiled !== null)
      return this.#surveyed(compiled.place, () => this.#reasonOfFunction(compiled.name, mutant));
    const file = this.#files.find(({ path }) => path === mutant.file);
    const place = file === undefined ? null : placeOf(mutant, file);
    if (file === undefined || place === null) return { entering: null, reason: null };
    return this.#surveyed(place.id, () => this.#reasonOf(place, file));
  }

  /** `reasonOf`: why no proof claims anything of the place. */
  #surveyed(id: string, reasonOf: () => string | null): Surveyed {
    const runsIn = (kind: 'places' | 'visited'): readonly JobReach[] =>
      this.#runs.filter(({ reached, problem }) => problem !== null || reached[kind].includes(id));
    return {
      entering: new Set(runsIn('visited').map(({ job }) => job)),
      reason: runsIn('places').length === 0 ? reasonOf() : null,
    };
  }

  /** What a comment says beside a function of compiled code, in its source. */
  #reasonOfFunction(name: string, { models }: Mutant): string | null {
    const found = this.#unreached.find(
      (each) => each.name === name && each.models.some((model) => models.includes(model)),
    );
    return found?.reason ?? null;
  }

  /** Operations that proofs call which enter a place. */
  operationsOf(jobs: ReadonlySet<Job>): ReadonlySet<string> {
    return new Set(
      this.#runs.filter(({ job }) => jobs.has(job)).flatMap(({ reached }) => reached.operations),
    );
  }

  /** What a comment says beside the place, or beside one around it that is not entered either. */
  #reasonOf(place: Place, { path, places }: MarkedFile): string | null {
    for (let at: Place | undefined = place; at !== undefined;) {
      const { line, column, kind, what } = at;
      const found = this.#unreached.find(
        (each) =>
          each.file === path &&
          each.line === line &&
          each.column === column &&
          each.kind === kind &&
          each.what === what,
      );
      if (found !== undefined) return found.reason;
      at = at.parent === null ? undefined : places[at.parent];
    }
    return null;
  }
}

/** The innermost function or branch that the changed place is in; `null` outside of functions. */
export function placeOf(mutant: Mutant, { source, places }: MarkedFile): Place | null {
  const { change } = mutant;
  for (const { start, name } of 'around' in change ? change.around : []) {
    const before = source.slice(0, start).split('\n');
    const [line, column] = [before.length, (before.at(-1) ?? '').length + 1];
    const found = places
      .filter((place) =>
        name === null
          ? place.kind === 'branch' && place.line === line && place.column === column
          : place.kind === 'function' && place.name === name,
      )
      .toSorted((a, b) => Math.abs(a.line - line) - Math.abs(b.line - line))[0];
    if (found !== undefined) return found;
  }
  return null;
}
