import { markModels, type MarkedFile } from '../../load/reach/mark-models.ts';
import type { Program } from '../../load/link/program.ts';
import type { Job } from '../../runner/jobs.ts';
import type { CliIo } from '../../session/io.ts';
import type { RunSettings } from '../../session/settings.ts';
import { recordedReach } from '../unreached/reach-run.ts';
import { compiledIn, type Mutant } from './mutant.ts';

/** In which order proofs are run on a mutant, to find one soon that tells it from its model. */
export class JobOrder {
  readonly #files: readonly MarkedFile[];
  readonly #entered: ReadonlyMap<Job, ReadonlySet<string>>;
  readonly #expectedMs: (job: Job) => number;

  private constructor(
    files: readonly MarkedFile[],
    entered: ReadonlyMap<Job, ReadonlySet<string>>,
    expectedMs: (job: Job) => number,
  ) {
    this.#files = files;
    this.#entered = entered;
    this.#expectedMs = expectedMs;
  }

  /** By what earlier runs have recorded of the same texts: what proofs enter, and how long they take. */
  static async of(
    jobs: readonly Job[],
    settings: RunSettings,
    program: Program,
    io: CliIo,
  ): Promise<JobOrder> {
    const recorded = recordedReach(jobs, settings, program, io);
    const models = [...recorded.keys()].flatMap(({ model }) => model ?? []);
    const files = models.length === 0 ? [] : (await markModels(program, models, io.cwd)).files;
    const entered = [...recorded].map(([job, { places }]) => [job, new Set(places)] as const);
    return new JobOrder(files, new Map(entered), (job) => settings.expectedMs(job) ?? Infinity);
  }

  /**
   * First those that enter the changed place, on a line of its file, and of them the quickest. The tool's own proofs come last: that the model declares too
   * little tells less than a broken sentence.
   */
  sorted(jobs: readonly Job[], mutant: Mutant, line: number | null): readonly Job[] {
    const compiled = compiledIn(mutant);
    const around = compiled === null ? this.#placesAround(mutant.file, line ?? 1) : [compiled.place];
    const rank = (job: Job): readonly number[] => {
      const entered = this.#entered.get(job);
      const isMet = around.filter((place) => entered?.has(place)).length;
      return [job.proof.isOwn === true ? 1 : 0, -isMet, this.#expectedMs(job)];
    };
    const ranks = new Map(jobs.map((job) => [job, rank(job)]));
    return jobs.toSorted((a, b) => compare(ranks.get(a) ?? [], ranks.get(b) ?? []));
  }

  /** The function or branch that a line is in, as far as beginnings tell, and those around it. */
  #placesAround(path: string, line: number): readonly string[] {
    const places = this.#files.find((file) => file.path === path)?.places ?? [];
    const around: string[] = [];
    for (let at = places.findLast((place) => place.line <= line); at !== undefined;) {
      around.push(at.id);
      at = at.parent === null ? undefined : places[at.parent];
    }
    return around;
  }
}

/** The first difference decides; infinite times are equal. */
function compare(a: readonly number[], b: readonly number[]): number {
  for (const [i, one] of a.entries()) {
    const other = b[i] ?? one;
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
}
