import { setImmediate } from 'node:timers/promises';
import { visible, visibleWithin } from '../text/visible.ts';
import { thrown } from '../check/failures.ts';
import { ModelError, RecordingError } from '../conform/errors.ts';
import { describe } from '../replay/describe.ts';
import { replay } from '../replay/replay.ts';
import { EXIT } from '../report/exit-code.ts';
import { failureLines } from '../report/excerpt.ts';
import { inkOf } from '../report/format-counterexample.ts';
import { loadRequirements } from '../session/load-exports.ts';
import type { CliIo } from '../session/io.ts';
import { say } from '../session/say.ts';
import { outputStyle } from '../session/style.ts';
import { UsageError } from '../session/usage-error.ts';
import { toolVersion } from '../session/version.ts';
import { tellStory } from '../story/story.ts';
import type { Break, ModelTrial } from '../trial/model-trial.ts';
import type { Scenario } from '../trial/scenario.ts';
import { tryScenario } from '../trial/try-scenario.ts';
import { interruptedCode } from './interrupt.ts';
import { askedOf, loadTrials } from './load-trials.ts';
import { OutputFile } from './output-file.ts';
import { readScenario } from './read-scenario.ts';
import { scenarioFiles, scenariosIn } from './scenario-files.ts';
import { trialJson } from './try-json.ts';
import { count, trialLines } from './try-text.ts';

/** Options of `ringproof try`. */
export interface TryOptions {
  readonly model: readonly string[];
  readonly reporter: 'pretty' | 'json';
  /** A file for all output; left out for standard output. */
  readonly output?: string;
  readonly color: boolean;
}

/** What all scenarios came to. */
interface Totals {
  scenarios: number;
  broken: number;
  findings: number;
  failures: number;
  /** Scenarios whose state no model can be in. */
  impossible: number;
  /** Whether a signal ended the run. */
  isStopped: boolean;
}

/**
 * `ringproof try`: runs scenarios on every model, or those that are named, and checks every property in each state on the way; resolves to
 * the exit code. Throws a `UsageError` for files that hold no scenario, for names that there are not, and for a file that cannot be
 * written. An interrupt ends the run after the model that it is at.
 */
export async function tryCommand(
  given: readonly string[],
  options: TryOptions,
  io: CliIo,
  load: typeof loadTrials = loadTrials,
): Promise<number> {
  if (options.output === undefined) return tryInto(given, options, io, load);
  const file = new OutputFile(options.output, io);
  try {
    const code = await tryInto(given, options, { ...io, stdout: file.output }, load);
    file.finish();
    return code;
  } catch (error) {
    file.discard();
    throw error;
  }
}

async function tryInto(
  given: readonly string[],
  options: TryOptions,
  io: CliIo,
  load: typeof loadTrials,
): Promise<number> {
  const { interrupt } = io;
  const isStopped = (): boolean => interrupt?.aborted === true;
  // That someone listens keeps the process from ending at once.
  interrupt?.addEventListener('abort', () => {});
  const files = await scenarioFiles(given, io.cwd);
  const loaded = await load(options.model, io);
  const output = options.reporter === 'json' ? new JsonOutput(io) : new PrettyOutput(options, io);
  const totals: Totals = {
    scenarios: 0,
    broken: 0,
    findings: 0,
    failures: 0,
    impossible: 0,
    isStopped: false,
  };
  try {
    output.start();
    for (const file of files) {
      if (isStopped()) break;
      for await (const { location, text } of scenariosIn(file, io.cwd)) {
        const { scenario, kind } = readScenario(text, location, loaded.models);
        const trials: ModelTrial[] = [];
        for (const model of loaded.models.filter((one) => one.kind === kind)) {
          if (isStopped()) break;
          trials.push(tryScenario(scenario, model, askedOf(model, loaded)));
          // Signals are heard between two models.
          await setImmediate();
        }
        // What was tried on some models alone is left out, as a proof that was stopped is.
        if (isStopped()) break;
        add(totals, trials);
        await output.add(scenario, trials);
      }
    }
    totals.isStopped = isStopped();
    output.end(totals);
  } catch (error) {
    if (error instanceof RecordingError) throw new UsageError(error.message);
    if (!(error instanceof ModelError)) throw error;
    say(io.stderr, ['error: the model threw', ...failureLines(thrown(error.cause))].join('\n'));
    return EXIT.failed;
  }
  const stoppedWith = interruptedCode(interrupt);
  if (stoppedWith !== undefined) return stoppedWith;
  if (totals.broken > 0) return EXIT.refuted;
  if (totals.failures > 0 || loaded.failed > 0) return EXIT.failed;
  return totals.impossible > 0 ? EXIT.usage : EXIT.expected;
}

function add(totals: Totals, trials: readonly ModelTrial[]): void {
  const broken = trials.flatMap((trial) => trial.broken);
  totals.scenarios += 1;
  totals.findings += broken.filter(({ isExpected }) => isExpected).length;
  totals.broken += broken.filter(({ isExpected }) => !isExpected).length;
  totals.failures += trials.reduce((sum, { failures }) => sum + failures.length, 0);
  if (trials.every(({ cannotStart }) => cannotStart !== null)) totals.impossible += 1;
}

class PrettyOutput {
  readonly #options: TryOptions;
  readonly #io: CliIo;

  constructor(options: TryOptions, io: CliIo) {
    this.#options = options;
    this.#io = io;
  }

  start(): void {}

  async add({ location, name }: Scenario, trials: readonly ModelTrial[]): Promise<void> {
    const { stdout } = this.#io;
    const style = outputStyle(stdout, this.#options.color, this.#io);
    const heading = `${location}${name === null ? '' : `: ${name}`}`;
    say(stdout, style.paint.bold(heading));
    for (const trial of trials) {
      say(stdout, trialLines(trial, style.width).join('\n'));
      for (const each of trial.broken.filter(({ isExpected }) => !isExpected))
        stdout.write(`${(await this.#story(each, trial)).join('\n')}\n`);
      for (const { proof, error } of trial.failures)
        say(stdout, ['', `    ${proof.id} failed`, ...failureLines(thrown(error))].join('\n    '));
    }
    say(stdout, '');
  }

  end({ scenarios, broken, findings, failures, impossible, isStopped }: Totals): void {
    const parts = [
      count(scenarios, 'scenario'),
      `${broken} broken`,
      count(findings, 'known finding'),
      ...(failures > 0 ? [`${failures} failed`] : []),
      ...(impossible > 0 ? [`${count(impossible, 'state')} that no model can be in`] : []),
      ...(isStopped ? ['stopped before the end'] : []),
    ];
    say(this.#io.stdout, parts.join(', '));
  }

  /** The same story as that of a counterexample. */
  async #story(
    { proof, assertion, start, before }: Break,
    { model }: ModelTrial,
  ): Promise<readonly string[]> {
    const style = outputStyle(this.#io.stdout, this.#options.color, this.#io);
    const width = Number.isFinite(style.width) ? style.width : 80;
    const story = tellStory(visibleWithin(describe(assertion, start, replay(proof, model, start, true))), {
      width: width - 4,
      ink: inkOf(style.paint),
      title: visible(proof.title),
      requirements: visibleWithin(await loadRequirements(proof.requirements, this.#io)),
    });
    const heading = visible(`BROKEN  ${proof.id} on ${model.name}, before ${before}`);
    return ['', heading, ...story, ''].map((line) => `    ${line}`.trimEnd());
  }
}

/** One document, written scenario by scenario: of a long file, no more than one is kept. */
class JsonOutput {
  readonly #io: CliIo;
  #isFirst = true;

  constructor(io: CliIo) {
    this.#io = io;
  }

  start(): void {
    const head = JSON.stringify({ tool: 'ringproof', version: toolVersion() });
    this.#io.stdout.write(`${head.slice(0, -1)},"scenarios":[`);
  }

  add(scenario: Scenario, trials: readonly ModelTrial[]): void {
    this.#io.stdout.write(`${this.#isFirst ? '' : ','}\n${JSON.stringify(trialJson(scenario, trials))}`);
    this.#isFirst = false;
  }

  end(summary: Totals): void {
    this.#io.stdout.write(`\n],"summary":${JSON.stringify(summary)}}\n`);
  }
}
