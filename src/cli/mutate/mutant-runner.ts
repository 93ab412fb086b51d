import { resolve } from 'node:path';
import type { Program } from '../../load/link/program.ts';
import { LOAD_LIMIT_MS, loadCatalogue } from '../../runner/load-catalogue.ts';
import { lacking, type Job } from '../../runner/jobs.ts';
import type { WorkerPool } from '../../runner/pool.ts';
import { race } from '../../runner/race.ts';
import type { JobOptions } from '../../runner/run-job.ts';
import type { ProofResult } from '../../result/verdict.ts';
import type { CliIo } from '../../session/io.ts';
import { knownResults } from '../../session/known-results.ts';
import type { Plan } from '../../session/plan.ts';
import type { RunSettings } from '../../session/settings.ts';
import { applyMutant, refused, type Applied, type Refused } from './apply-mutant.ts';
import type { JobOrder } from './job-order.ts';
import { saidBy } from './judge-result.ts';
import type { Catch, Fate, Judged, Undecided } from './outcome.ts';
import type { Mutant } from './read-mutants.ts';

/** A proof that is not as expected of the model as it is: it can tell no mutant from it. */
export interface Unfit {
  readonly job: Job;
  readonly result: ProofResult;
}

/** Runs the proofs of models on their mutants. */
export class MutantRunner {
  readonly #plan: Plan;
  readonly #order: JobOrder;
  readonly #settings: RunSettings;
  readonly #io: CliIo;
  readonly #fitness = new Map<Job, Promise<boolean>>();
  readonly #unfit: Unfit[] = [];

  constructor(plan: Plan, order: JobOrder, settings: RunSettings, io: CliIo) {
    this.#plan = plan;
    this.#order = order;
    this.#settings = settings;
    this.#io = io;
  }

  /** Proofs that would have told mutants from their model, and are not as expected of the model itself. */
  get unfit(): readonly Unfit[] {
    return this.#unfit;
  }

  /**
   * Runs proofs on a mutant until an assertion breaks. That something else differs tells it from its model, too, but less: that a
   * finding no longer breaks may be for any reason. The pool is used for nothing else meanwhile.
   */
  async judge(mutant: Mutant, pool: WorkerPool): Promise<Judged> {
    const startedAt = performance.now();
    const judged = (fate: Fate, line: number | null, proofs: number): Judged => ({
      ...{ mutant, fate, line, proofs },
      timeMs: Math.round(performance.now() - startedAt),
    });
    const { catalogue, program } = this.#plan;
    const applied = await applyMutant(mutant, catalogue, program, this.#io.cwd, this.#settings);
    if ('fate' in applied) return judged(applied.fate, applied.line, 0);
    const found = await this.#jobsOn(applied, pool);
    if ('fate' in found) return judged(found.fate, found.line, 0);
    const undecided: Undecided[] = [];
    let less: Catch | null = null;
    let proofs = 0;
    const run = this.#runIn(applied.program, found, pool, true);
    for (const job of this.#order.sorted(found, mutant.file, applied.line)) {
      const result = await run(job);
      const said = saidBy(result);
      proofs += 1;
      if (said === 'undecided')
        undecided.push({ proof: job.proof.id, verdict: result.verdict, failure: result.failure });
      else if (said !== 'as-expected' && (less === null || said.how === 'broken')) {
        if (!(await this.#isFit(job, pool))) continue;
        less = said;
        if (said.how === 'broken') break;
      }
    }
    if (less !== null) return judged({ outcome: 'caught', by: less }, applied.line, proofs);
    const fate: Fate =
      undecided.length === 0 ? { outcome: 'survived' } : { outcome: 'undecided', proofs: undecided };
    return judged(fate, applied.line, proofs);
  }

  /** The proofs that are asked of the changed models; those of the model as it is, which may have lost members. */
  async #jobsOn({ program, models, line }: Applied, pool: WorkerPool): Promise<readonly Job[] | Refused> {
    const modules = [...new Set(models.map(({ module }) => module))];
    const files = modules.map((path) => ({ path, exports: 'models' as const }));
    const { deadline } = this.#settings;
    const loaded = await loadCatalogue(pool, files, program, LOAD_LIMIT_MS, deadline);
    const [failure] = loaded.failures;
    if (failure !== undefined)
      return refused('cannot-be-loaded', `${failure.file}: ${failure.message}`, line);
    const jobs = this.#plan.jobs.filter(({ model }) => model !== null && models.includes(model));
    for (const { proof, model } of jobs) {
      const changed = loaded.models.find(({ name, kind }) => name === model?.name && kind === model.kind);
      if (changed === undefined)
        return refused('cannot-be-loaded', `${model?.name ?? ''} is exported no more`, line);
      const [lost] = lacking(proof, changed);
      if (lost !== undefined)
        return refused('lacks-members', `${changed.name} has no ${lost} any more`, line);
    }
    return jobs;
  }

  /** Whether a proof is as expected of the model as it is. */
  #isFit(job: Job, pool: WorkerPool): Promise<boolean> {
    const known = this.#fitness.get(job) ?? this.#findFitness(job, pool);
    this.#fitness.set(job, known);
    return known;
  }

  async #findFitness(job: Job, pool: WorkerPool): Promise<boolean> {
    const result = await this.#runIn(this.#plan.program, [job], pool, false)(job);
    const isFit = saidBy(result) === 'as-expected';
    if (!isFit) this.#unfit.push({ job, result });
    return isFit;
  }

  /** Runs proofs on the models of a program; brief ones end with the first refutation. What is known of the same texts is looked up. */
  #runIn(
    program: Program,
    jobs: readonly Job[],
    pool: WorkerPool,
    isBrief: boolean,
  ): (job: Job) => Promise<ProofResult> {
    const { optionsOf, cache, isCacheWritable } = this.#settings;
    const brieflyOf = (job: Job): readonly [JobOptions, ...JobOptions[]] => {
      const [first, ...others] = optionsOf(job);
      return [briefly(first, isBrief), ...others.map((each) => briefly(each, isBrief))];
    };
    // A brief result is good for no other run: it leaves out all but the first refutation.
    const known = knownResults(jobs, brieflyOf, cache, this.#io, program);
    return async (job) => {
      const found = known.find(job);
      if (found !== undefined) return found;
      pool.program = program;
      const result = await race(pool, job, brieflyOf(job), () => false);
      if (result === null) throw new Error(`${job.proof.id} came to nothing in ${resolve(this.#io.cwd)}`);
      if (isCacheWritable) known.keep(job, result);
      return result;
    };
  }
}

function briefly({ check, ...options }: JobOptions, isBrief: boolean): JobOptions {
  return { ...options, check: { ...check, isBrief, questions: null } };
}
