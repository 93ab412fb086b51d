import { visible, visibleWithin } from '../text/visible.ts';
import type { Explanation } from '../check/explain.ts';
import { ascii, wrapped } from '../story/words.ts';
import { asExpected } from '../result/expectation.ts';
import type { ProofResult } from '../result/verdict.ts';
import { ASSERTION_KINDS } from '../proof/standing.ts';
import { MEMORY_MODELS } from '../proof/ordered.ts';
import { proveCommand } from '../report/format-counterexample.ts';
import { formatDuration } from '../report/duration.ts';
import { exitCode } from '../report/exit-code.ts';
import { columnsFor, formatResult } from '../report/format-result.ts';
import { nameOf } from '../report/reporter.ts';
import type { Style } from '../report/style.ts';
import type { Job } from '../runner/jobs.ts';
import type { WorkerPool } from '../runner/pool.ts';
import { runJobs } from '../runner/run-jobs.ts';
import { CounterexampleFiles } from './counterexample-files.ts';
import { requireOutputFolder } from './document-destinations.ts';
import { formatExplanation } from './explain-words.ts';
import { columnsOf, type CliIo } from '../session/io.ts';
import type { OptionValues, ProveOptions } from '../session/options.ts';
import { makePlan, withPool } from '../session/plan.ts';
import { parseProveOptions } from '../session/prove-options.ts';
import { runSettings, type RunSettings } from '../session/settings.ts';
import { outputStyle } from '../session/style.ts';
import { WitnessFiles } from './witness-files.ts';

/** Options of `ringproof explain`. */
export type ExplainOptions = Pick<
  OptionValues,
  | 'model'
  | 'timeout'
  | 'rlimit'
  | 'memory'
  | 'solver'
  | 'encoding'
  | 'cache'
  | 'cacheDir'
  | 'frozen'
  | 'output'
  | 'color'
>;

const WIDTH = 80;

/**
 * `ringproof explain`: proves a proof within its limits, on each of its models, and says in words what it proves, what it
 * rests on, and what it does not say; resolves to the exit code, as that of `prove`.
 */
export async function explainCommand(id: string, given: ExplainOptions, io: CliIo): Promise<number> {
  // All assertions of a proof are explained, also those that the configuration leaves out.
  const options: ProveOptions = {
    ...{ ...(await parseProveOptions([], io)), ...given },
    contract: ASSERTION_KINDS,
    memoryModel: MEMORY_MODELS,
  };
  if (options.output !== null) requireOutputFolder(options.output, io);
  const settings = await runSettings(options, io);
  const run = async (pool: WorkerPool): Promise<number> => {
    const plan = await makePlan(pool, [id], options, io, settings);
    const exact = plan.jobs.filter(({ proof }) => proof.id === id);
    const jobs = exact.length > 0 ? exact : plan.jobs;
    const teller = new Teller(options, settings, io);
    teller.files?.start(jobs.map(askedOf));
    const results: ProofResult[] = [];
    for (const job of jobs) results.push(await teller.tell(pool, job));
    // What else could not be loaded was told, and is not asked about.
    return exitCode({ results, loadFailures: jobs.length === 0 ? plan.loadFailures : [] });
  };
  return withPool(io, run, settings.memoryBytes);
}

class Teller {
  readonly files: CounterexampleFiles | null;
  readonly #witnesses: WitnessFiles | null;
  readonly #settings: RunSettings;
  readonly #style: Style;
  readonly #io: CliIo;
  #isFirst = true;

  constructor({ output, color }: ProveOptions, settings: RunSettings, io: CliIo) {
    this.files = output === null ? null : new CounterexampleFiles(output, io.cwd);
    this.#witnesses = output === null ? null : new WitnessFiles(output, io.cwd);
    this.#settings = settings;
    this.#style = outputStyle(io.stdout, color, io);
    this.#io = io;
  }

  /** Proves one proof on one model, and prints the result. */
  async tell(pool: WorkerPool, job: Job): Promise<ProofResult> {
    const { optionsOf, expectedMs } = this.#settings;
    const { results } = await runJobs(pool, [job], {
      ...{ workers: optionsOf(job).length, optionsOf, expectedMs, onStart: () => {}, onResult: () => {} },
      ...(this.#io.interrupt === undefined ? {} : { stop: this.#io.interrupt }),
    });
    pool.throwIfStopped();
    const [proved] = results;
    if (proved === undefined) throw new Error(`${job.proof.id} was not run`);
    const kept = this.files?.keep(proved) ?? proved;
    const lines =
      kept.verdict === 'proved'
        ? await this.#explained(pool, job, kept)
        : this.#unproved(visibleWithin(kept));
    const between = this.#isFirst ? [] : ['', '-'.repeat(this.#width)];
    this.#isFirst = false;
    this.#io.stdout.write(`${[...between, ...lines].map((line) => line.trimEnd()).join('\n')}\n`);
    return kept;
  }

  get #width(): number {
    return Math.min(columnsOf(this.#io.stdout), WIDTH);
  }

  async #explained(pool: WorkerPool, job: Job, result: ProofResult): Promise<readonly string[]> {
    const explanation = await this.#explain(pool, job);
    if (typeof explanation === 'string') {
      const { title } = result;
      const words = `${nameOf(result)} is proved: ${title}. What that rests on cannot be shown: ${explanation}.`;
      return wrapped(ascii(visible(words)), this.#width, '  ');
    }
    const files = this.#keepWitnesses(result, explanation);
    const known = {
      requirements: result.cited ?? result.requirements.map((id) => ({ id })),
      solver: `${result.solver ?? explanation.solver}${result.cached ? ', as kept in the cache' : ''}`,
      fileOf: (cover: string) => files.get(cover) ?? null,
    };
    const shown = [visibleWithin(result), visibleWithin(explanation)] as const;
    const lines = formatExplanation(
      shown[0],
      nameOf(shown[0]),
      shown[1],
      visibleWithin(known),
      this.#width,
    ).map(ascii);
    const toKeep = explanation.covers.length === 0 || this.#witnesses !== null;
    return [...lines, ...(toKeep ? [] : ['', ...this.#howToKeep(result)]), ...this.#surprise(result)];
  }

  /** What a proof rests on, found out in a worker and within the same limits as the proof; or in words why not. */
  async #explain(pool: WorkerPool, { proof, model }: Job): Promise<Explanation | string> {
    const [{ check, timeoutMs, memoryBytes }] = this.#settings.optionsOf({ proof, model });
    const request = { type: 'explain', task: { proof, model }, options: check } as const;
    const limits = { timeMs: timeoutMs, memoryBytes };
    const ending = await pool.lend((worker) => worker.ask(request, limits, () => null));
    pool.throwIfStopped();
    if (ending.kind !== 'answered') {
      return ending.kind === 'expired'
        ? `it takes longer than ${formatDuration(timeoutMs)} (--timeout)`
        : 'the process that looked for it ended, or reached its memory limit';
    }
    const { answer } = ending;
    if (answer.type !== 'explained') return 'the proof cannot be loaded any more';
    const { verdict } = answer.explanation;
    return verdict === 'proved' ? answer.explanation : `asked again, with one solver alone, it is ${verdict}`;
  }

  #howToKeep({ id, model }: ProofResult): readonly string[] {
    const command = proveCommand({ id, model }).replace(' prove ', ' explain ');
    return [`to replay those states, keep them in files: ${command} --output <dir>`];
  }

  /** By cover, the file with the state that reaches it. */
  #keepWitnesses({ id, model }: ProofResult, { covers }: Explanation): ReadonlyMap<string, string> {
    const files = new Map<string, string>();
    for (const { name, witness } of covers) {
      if (witness === null || this.#witnesses === null) continue;
      files.set(visible(name), this.#witnesses.keep({ proof: id, model, cover: name, ...witness }));
    }
    return files;
  }

  /** A finding that is proved: the model has to be changed. */
  #surprise(result: ProofResult): readonly string[] {
    if (asExpected(result)) return [];
    return ['', ...formatResult(result, { ...columnsFor([result]), isDetailed: true }, this.#style)];
  }

  #unproved(result: ProofResult): readonly string[] {
    const words = `${nameOf(result)} ${unprovedInWords(result)}: ${result.title}.`;
    return [
      ...wrapped(ascii(words), this.#width, '  '),
      '',
      ...formatResult(
        result,
        { ...columnsFor([result]), isDetailed: true },
        { ...this.#style, width: this.#width },
      ),
    ];
  }
}

function unprovedInWords(result: ProofResult): string {
  switch (result.verdict) {
    case 'refuted':
      return asExpected(result) ? 'is a finding, known to break this' : 'is refuted; this does not hold';
    case 'vacuous':
      return 'is vacuous, so this is not proved';
    case 'error':
      return 'cannot be checked';
    default:
      return 'is undecided';
  }
}

function askedOf({ proof, model }: Job): { readonly id: string; readonly model: string | null } {
  return { id: proof.id, model: model?.name ?? null };
}
