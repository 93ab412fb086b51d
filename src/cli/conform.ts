import { givenPath } from '../session/given-path.ts';
import { didYouMean } from '../text/nearest.ts';
import { visible } from '../text/visible.ts';
import { say } from '../session/say.ts';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ConformanceAdapter } from '../conform/adapter.ts';
import { ModelError, RecordingError } from '../conform/errors.ts';
import { perform, performedLines } from '../conform/inputs-only.ts';
import { readRecording } from '../conform/recording.ts';
import { replayRecordings } from '../conform/replay.ts';
import type { Tally } from '../conform/tally.ts';
import { tallyJson, tallyLines } from '../conform/text.ts';
import { isModel, type Model } from '../proof/model.ts';
import { EXIT } from '../report/exit-code.ts';
import type { LoadFailure } from '../load/catalogue.ts';
import { findUserFiles, MODEL_FILES } from '../load/discover.ts';
import { evaluatorOf } from '../load/evaluate/evaluator-of.ts';
import { loadFailure, place } from '../load/load-error.ts';
import type { CliIo } from '../session/io.ts';
import { UsageError } from '../session/usage-error.ts';
import { toolVersion } from '../session/version.ts';

/** Options of `ringproof conform`. */
export interface ConformOptions {
  readonly reporter?: string;
  readonly inputsOnly?: boolean;
}

/**
 * `ringproof conform`: replays recorded cases on a model, or shows what the model does with their inputs; resolves to the exit
 * code. Throws a `UsageError` for an
 * unknown model or a file that is not there.
 */
export async function conformCommand(
  modelName: string,
  given: readonly string[],
  io: CliIo,
  options: ConformOptions = {},
  load: (cwd: string) => Promise<LoadedModels> = loadModels,
): Promise<number> {
  const files = given.map((file) => givenPath(file, io.cwd));
  await Promise.all(files.map((file) => requireFile(file, io.cwd)));
  const { models, failures } = await load(io.cwd);
  const adapter = adapterOf(modelName, models, failures);
  if (adapter === undefined) {
    for (const failure of failures) say(io.stderr, `error: ${place(failure)}: ${failure.message}`);
    return EXIT.failed;
  }
  try {
    if (options.inputsOnly === true) {
      await showPerformed(files, adapter, io, options.reporter === 'json');
      return EXIT.expected;
    }
    const tally = await replayRecordings(files, adapter, io.cwd);
    const asJson = {
      tool: 'ringproof',
      version: toolVersion(),
      model: modelName,
      files,
      ...tallyJson(tally),
    };
    const text =
      options.reporter === 'json' ? JSON.stringify(asJson, null, 2) : visible(tallyLines(tally).join('\n'));
    io.stdout.write(`${text}\n`);
    return exitCodeOf(tally, modelName, io);
  } catch (error) {
    if (!(error instanceof RecordingError || error instanceof ModelError)) throw error;
    say(io.stderr, `error: ${error.message}`);
    // A model's own mistake is found from where it was made.
    if (error instanceof ModelError) say(io.stderr, String(rootCause(error).stack));
    return EXIT.failed;
  }
}

/** Shows what the model does in each case; for programs, as recordings in JSON lines. */
async function showPerformed(
  files: readonly string[],
  adapter: ConformanceAdapter,
  io: CliIo,
  isJson: boolean,
): Promise<void> {
  for (const file of files) {
    for await (const given of readRecording(file, io.cwd, adapter.format)) {
      const performed = perform(given, adapter);
      const text = isJson ? JSON.stringify(performed.json) : visible(performedLines(performed).join('\n'));
      io.stdout.write(`${text}\n`);
    }
  }
}

function rootCause(error: Error): Error {
  return error.cause instanceof Error ? rootCause(error.cause) : error;
}

function exitCodeOf(tally: Tally, modelName: string, io: CliIo): number {
  if (tally.mismatches > 0) return EXIT.refuted;
  if (tally.operations > 0) return EXIT.expected;
  const why =
    tally.notRecorded > 0
      ? 'the file does not say what its operations come to; --inputs-only shows what the model does'
      : `'${modelName}' has none of the recorded operations`;
  say(io.stderr, `error: nothing was compared: ${why}`);
  return EXIT.failed;
}

async function requireFile(file: string, cwd: string): Promise<void> {
  const isReadable = await stat(resolve(cwd, file)).then(
    (stats) => !stats.isDirectory(),
    () => false,
  );
  if (!isReadable) throw new UsageError(`there is no file '${file}'`);
}

/** What the model files of a folder came to. */
export interface LoadedModels {
  readonly models: readonly Model[];
  /** Files that could not be loaded. */
  readonly failures: readonly LoadFailure[];
}

async function loadModels(cwd: string): Promise<LoadedModels> {
  const models: Model[] = [];
  const failures: LoadFailure[] = [];
  const files = (await findUserFiles(cwd)).filter(({ exports }) => exports === 'models');
  const evaluator = await evaluatorOf(files, cwd);
  for (const { path } of files) {
    try {
      models.push(...Object.values(await evaluator.import(resolve(cwd, path))).filter(isModel));
    } catch (error) {
      failures.push(loadFailure(error, path, cwd));
    }
  }
  return { models, failures };
}

/** `undefined` where the model may be in a file that cannot be loaded. Throws a `UsageError` where there is none. */
function adapterOf(
  name: string,
  models: readonly Model[],
  failures: readonly LoadFailure[],
): ConformanceAdapter | undefined {
  const named = models.filter((model) => model.name === name);
  const adapter = named.find(({ conformance }) => conformance !== undefined)?.conformance;
  if (adapter !== undefined || failures.length > 0) return adapter;
  const able = models.filter(({ conformance }) => conformance !== undefined).map((model) => model.name);
  const near = didYouMean(name, able);
  const hint = `models in ${MODEL_FILES} that recordings can be replayed on: ${able.join(', ') || 'none'}`;
  const complaint =
    named.length === 0
      ? `there is no model '${name}'${near}`
      : `the model '${name}' has no conformance adapter`;
  throw new UsageError(complaint.endsWith('?') ? `${complaint} M${hint.slice(1)}` : `${complaint}; ${hint}`);
}
