import { markModels } from '../../load/reach/mark-models.ts';
import type { ModelEntry } from '../../load/catalogue.ts';
import type { Job } from '../../runner/jobs.ts';
import type { WorkerPool } from '../../runner/pool.ts';
import type { JobReach } from '../../runner/remote-runner.ts';
import type { CliIo } from '../../session/io.ts';
import { operationOf, pairPlanIn, type PairPlan } from '../../session/pair-plan.ts';
import type { RunSettings } from '../../session/settings.ts';
import { UsageError } from '../../session/usage-error.ts';
import { reachRun } from '../unreached/reach-run.ts';
import type { Applied } from './apply-mutant.ts';
import { jobRunner } from './job-runner.ts';
import { compiledIn, type Mutant } from './mutant.ts';
import { pairedProgram } from './paired-program.ts';
import { placeOf } from './survey.ts';

/** What comparing a mutant with its model came to: the operations that enter the place and are proved equal, or why that is not known. */
export type Equality =
  | { readonly kind: 'equal'; readonly operations: readonly string[] }
  | { readonly kind: 'different'; readonly operation: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** What is known of the comparisons of a model with itself. */
interface Comparisons {
  readonly runs: readonly JobReach[];
  /** The id of the place; `null` outside of functions. */
  readonly placeIn: (mutant: Mutant) => string | null;
}

/** Asks of mutants whether their models do the same, for all inputs: results, states, memory and accesses on the way. */
export class Comparer {
  readonly #settings: RunSettings;
  readonly #io: CliIo;
  readonly #known = new Map<string, Promise<Comparisons | string>>();

  constructor(settings: RunSettings, io: CliIo) {
    this.#settings = settings;
    this.#io = io;
  }

  /**
   * Compares a mutant with its model, operation by operation, until one differs. It counts as equal only if some comparison enters the
   * place, and no operation that is compared nowhere does: `calledOn` has those of a model which proofs call that enter it, and is
   * `undefined` of a model that none of its proofs enters it on. The pool is used for nothing else meanwhile.
   */
  async compare(
    mutant: Mutant,
    { program: after, models, path }: Applied,
    before: Applied['program'],
    calledOn: (model: ModelEntry) => ReadonlySet<string> | undefined,
    pool: WorkerPool,
  ): Promise<Equality> {
    const operations: string[] = [];
    for (const model of models) {
      const called = calledOn(model);
      const known = await this.#comparisonsOf(model, before, pool);
      if (typeof known === 'string') {
        if (called === undefined) continue;
        return { kind: 'unknown', reason: known };
      }
      const place = known.placeIn(mutant);
      const entering = known.runs.filter(({ reached }) => place === null || reached.places.includes(place));
      const entered = new Set(entering.map(({ job }) => operationOf(job.proof.id)));
      const compared = new Set(known.runs.flatMap(({ reached }) => reached.operations));
      const missed = [...(called ?? [])].filter(
        (each) => model.operations.includes(each) && !compared.has(each),
      );
      if (missed.length > 0) return { kind: 'unknown', reason: `${missed.join(', ')} is not compared` };
      if (called === undefined && entered.size === 0) continue;
      if (entered.size === 0) return { kind: 'unknown', reason: 'no comparison enters the place' };
      const found = await this.#differs({ before, after, path }, model, entered, pool);
      if (found !== null) return found;
      operations.push(...entered);
    }
    if (operations.length === 0) return { kind: 'unknown', reason: 'no comparison enters the place' };
    return { kind: 'equal', operations: [...new Set(operations)].sort() };
  }

  /** `null` where nothing differs. */
  async #differs(
    versions: Parameters<typeof pairedProgram>[0],
    model: ModelEntry,
    entered: ReadonlySet<string>,
    pool: WorkerPool,
  ): Promise<Exclude<Equality, { kind: 'equal' }> | null> {
    const plan = await this.#planOf(versions, model, pool);
    if (typeof plan === 'string') return { kind: 'unknown', reason: plan };
    const run = jobRunner(plan.program, plan.jobs, pool, true, this.#settings, this.#io);
    const isEntered = ({ proof }: Job): boolean => entered.has(operationOf(proof.id));
    const missing = [...entered].find(
      (each) => !plan.jobs.some(({ proof }) => operationOf(proof.id) === each),
    );
    if (missing !== undefined) return { kind: 'unknown', reason: `${missing} is not compared` };
    for (const job of plan.jobs.toSorted((a, b) => Number(isEntered(b)) - Number(isEntered(a)))) {
      const { verdict, failure } = await run(job);
      const operation = operationOf(job.proof.id);
      if (verdict === 'refuted') return { kind: 'different', operation };
      if (verdict !== 'proved')
        return { kind: 'unknown', reason: `${operation}: ${failure?.message ?? verdict}` };
    }
    return null;
  }

  /** Of a model with itself; or why there are none. */
  #comparisonsOf(
    model: ModelEntry,
    program: Applied['program'],
    pool: WorkerPool,
  ): Promise<Comparisons | string> {
    const key = `${model.module} ${model.kind} ${model.name}`;
    const known = this.#known.get(key) ?? this.#follow(model, program, pool);
    this.#known.set(key, known);
    return known;
  }

  async #follow(
    model: ModelEntry,
    before: Applied['program'],
    pool: WorkerPool,
  ): Promise<Comparisons | string> {
    const plan = await this.#planOf({ before, after: before, path: null }, model, pool);
    if (typeof plan === 'string') return plan;
    const { cwd } = this.#io;
    const marked = await markModels(plan.program, [model], cwd);
    pool.program = marked.program;
    const runs = await reachRun(pool, plan.jobs, this.#settings, plan.program, 1, this.#io);
    const unfollowed = runs.find(({ problem }) => problem !== null);
    if (unfollowed !== undefined)
      return `${operationOf(unfollowed.job.proof.id)}: ${unfollowed.problem ?? ''}`;
    return {
      runs,
      placeIn: (mutant) => {
        const compiled = compiledIn(mutant);
        if (compiled !== null) return compiled.place;
        const file = marked.files.find((each) => each.path === mutant.file);
        return file === undefined ? null : (placeOf(mutant, file)?.id ?? null);
      },
    };
  }

  /** The comparisons of two versions of a model; or why there are none. */
  async #planOf(
    versions: Parameters<typeof pairedProgram>[0],
    model: ModelEntry,
    pool: WorkerPool,
  ): Promise<PairPlan | string> {
    const program = await pairedProgram(versions, model, this.#io.cwd, this.#settings);
    try {
      const plan = await pairPlanIn(program, [], pool, this.#settings.deadline);
      const [failure] = plan.failures;
      if (failure !== undefined) return failure.message;
      return plan;
    } catch (error) {
      if (error instanceof UsageError) return error.message;
      throw error;
    }
  }
}
