import type { Job } from '../../runner/jobs.ts';
import type { WorkerPool } from '../../runner/pool.ts';
import type { CliIo } from '../../session/io.ts';
import type { Plan } from '../../session/plan.ts';
import type { RunSettings } from '../../session/settings.ts';
import { applyMutant, refused, replacementIn, type Applied } from './apply-mutant.ts';
import type { Campaign } from './campaign.ts';
import type { JobOrder } from './job-order.ts';
import { jobsOn } from './jobs-on.ts';
import { isEndless, saidBy } from './judge-result.ts';
import { ModelsAsIs, type Unfit } from './models-as-is.ts';
import { generatedIn, type Mutant } from './mutant.ts';
import type { Catch, Fate, Judged, Undecided } from './outcome.ts';

/** What the proofs that were run on a mutant said. */
interface Run {
  readonly caught: readonly Catch[];
  readonly undecided: readonly Undecided[];
  /** Why a proof stopped with an error on it, which means that no compiler would have taken it; `null` where none did. */
  readonly fault: string | null;
  readonly ran: readonly string[];
}

/** Runs the proofs of models on their mutants. */
export class MutantRunner {
  readonly #plan: Plan;
  readonly #order: JobOrder;
  readonly #campaign: Campaign | null;
  readonly #settings: RunSettings;
  readonly #io: CliIo;
  readonly #asIs: ModelsAsIs;

  /** `campaign`: what is known for mutants that operators make; `null` where files list them. */
  constructor(plan: Plan, order: JobOrder, campaign: Campaign | null, settings: RunSettings, io: CliIo) {
    this.#plan = plan;
    this.#order = order;
    this.#campaign = campaign;
    this.#settings = settings;
    this.#io = io;
    this.#asIs = new ModelsAsIs(plan.program, settings, io);
  }

  /** Proofs that would have told mutants from their model, and are not as expected of the model itself. */
  get unfit(): readonly Unfit[] {
    return this.#asIs.unfit;
  }

  /**
   * Runs proofs on a mutant until an assertion breaks. That something else differs tells it from its model, too, but less: that a
   * finding no longer breaks may be for any reason. The pool is used for nothing else meanwhile.
   */
  async judge(mutant: Mutant, pool: WorkerPool): Promise<Judged> {
    const startedAt = performance.now();
    const { catalogue, program } = this.#plan;
    const applied = await applyMutant(mutant, catalogue, program, this.#io.cwd, this.#settings);
    const isApplied = !('fate' in applied);
    const [fate, ran] = isApplied ? await this.#fateOf(mutant, applied, pool) : [applied.fate, []];
    const at = isApplied ? applied.at : { file: mutant.file, line: applied.line };
    return {
      ...{ mutant, fate, ...at, ran },
      replacement: isApplied ? replacementIn(mutant, applied.source) : null,
      timeMs: Math.round(performance.now() - startedAt),
    };
  }

  async #fateOf(
    mutant: Mutant,
    applied: Applied,
    pool: WorkerPool,
  ): Promise<readonly [Fate, readonly string[]]> {
    const found = await jobsOn(applied, this.#plan, pool, this.#settings.deadline, this.#io.cwd);
    if ('fate' in found) return [found.fate, []];
    const about = generatedIn(mutant) === null ? null : (this.#campaign?.survey.about(mutant) ?? null);
    if (about !== null && about.reason !== null)
      return [{ outcome: 'out-of-scope', reason: about.reason }, []];
    const entering = about?.entering ?? null;
    const jobs = entering === null ? found : found.filter((job) => entering.has(job));
    const { caught, undecided, fault, ran } = await this.#run(mutant, applied, jobs, pool);
    const argument = this.#campaign?.argumentFor(mutant) ?? null;
    const [first, ...others] = caught;
    if (first !== undefined) {
      const by = [first, ...others] as const;
      return [argument === null ? { outcome: 'caught', by } : { outcome: 'over-strict', argument, by }, ran];
    }
    if (fault !== null) return [refused('cannot-be-run', fault).fate, ran];
    if (undecided.length > 0) return [{ outcome: 'undecided', proofs: undecided }, ran];
    const fate = await this.#campaign?.fateOfSurvivor(mutant, applied, jobs, pool);
    return [fate ?? { outcome: 'survived', why: null }, ran];
  }

  /** Runs proofs on a mutant until one breaks; all of them where the campaign asks for all that tell it. */
  async #run(mutant: Mutant, applied: Applied, jobs: readonly Job[], pool: WorkerPool): Promise<Run> {
    const { survey, isEvery = false } = this.#campaign ?? {};
    const undecided: Undecided[] = [];
    const broken: Catch[] = [];
    const less: Catch[] = [];
    let fault: string | null = null;
    const ran: string[] = [];
    const run = this.#asIs.runnerOn(applied.program, jobs, pool);
    for (const job of this.#order.sorted(jobs, mutant, applied.at.line)) {
      const result = await run(job);
      const said = saidBy(result);
      ran.push(job.proof.id);
      if (said === 'undecided') {
        const { verdict, failure } = result;
        // An error at a line of code; a process that died says nothing of the mutant.
        if (verdict !== 'error' || failure?.at === undefined || survey === undefined)
          undecided.push({ proof: job.proof.id, verdict, failure });
        else if (await this.#asIs.isFit(job, pool)) {
          if (isEndless(result)) broken.push({ proof: job.proof.id, how: 'endless', name: null });
          else fault = `${job.proof.id}: ${failure.message}`;
          if (!isEvery) break;
        }
      } else if (said !== 'as-expected' && (isEvery || less.length === 0 || said.how === 'broken')) {
        if (!(await this.#asIs.isFit(job, pool))) continue;
        (said.how === 'broken' ? broken : less).push(said);
        if (said.how === 'broken' && !isEvery) break;
      }
    }
    return {
      caught: isEvery || broken.length === 0 ? [...broken, ...less] : broken,
      undecided,
      fault,
      ran,
    };
  }
}
