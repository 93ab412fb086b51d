import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { thrown } from '../check/failures.ts';
import { describe } from '../counterexample/describe.ts';
import { stateOf } from '../counterexample/rebuild.ts';
import { replay, type Replay } from '../counterexample/replay.ts';
import { CounterexampleFileError, readSaved, type SavedState } from '../counterexample/saved-file.ts';
import { tellStory } from '../counterexample/story/story.ts';
import { ascii, wrapped } from '../counterexample/story/words.ts';
import { WriteError } from '../counterexample/write/write-error.ts';
import type { Form } from '../counterexample/write/forms.ts';
import { write } from '../counterexample/write/write.ts';
import type { Counterexample } from '../proof/verdict.ts';
import { EXIT } from '../report/exit-code.ts';
import { failureLines } from '../report/excerpt.ts';
import { inkOf } from '../report/format-counterexample.ts';
import { loadExports, loadRequirements, type Loaded } from './load-exports.ts';
import type { CliIo } from './io.ts';
import { outputStyle } from './style.ts';
import { UsageError } from './usage-error.ts';

/** Options of `ringproof replay`. */
export interface ReplayOptions {
  /** Another model than the one that it was found on. */
  readonly model?: string;
  readonly write?: Form;
  /** Whether colours may be used; true where left out. */
  readonly color?: boolean;
}

const WIDTH = 80;

/**
 * `ringproof replay`: runs a saved counterexample again, on any model, and tells what happens, or writes it as a test; resolves
 * to the exit code: 1 where it breaks what it broke, 0 where it does not, 2 where the proof does not speak of this state, or a
 * witness does not reach its cover.
 */
export async function replayCommand(
  file: string,
  id: string | undefined,
  options: ReplayOptions,
  io: CliIo,
  load: typeof loadExports = loadExports,
): Promise<number> {
  const saved = chosen(await savedIn(file, io.cwd), id, file);
  const loaded = await load(saved.proof, options.model ?? saved.model, io);
  const { proof, model } = loaded;
  const outcome = replay(proof.value, model?.value ?? null, stateOf(saved), true);
  const claim = claimOf(saved);
  const assertion = outcome.violated.includes(claim) ? claim : (outcome.violated[0] ?? claim);
  const counterexample = describe(assertion, stateOf(saved), outcome);
  if (options.write !== undefined && 'cover' in saved)
    throw new UsageError(`${file} holds a witness of a cover, which breaks nothing: leave --write out`);
  if (options.write !== undefined) return writeIt(options.write, counterexample, outcome, loaded, io);
  const asked = `${saved.proof}${model === null ? '' : ` on ${model.value.name}`}`;
  const width = Math.min(io.stdout.columns ?? WIDTH, WIDTH);
  const story = tellStory(counterexample, {
    width,
    ink: inkOf(outputStyle(io.stdout, options.color ?? true, io).paint),
    title: proof.value.title,
    isBroken: outcome.violated.length > 0,
    requirements: await loadRequirements(proof.value.requirements, io.cwd),
  });
  const told = wrapped(ascii(`${asked}: ${conclusion(saved, outcome)}`), width, '  ');
  io.stdout.write(`${[...told, ...story, ...whereThrown(outcome)].join('\n')}\n`);
  return exitCodeOf(saved, outcome);
}

async function savedIn(file: string, cwd: string): Promise<readonly SavedState[]> {
  const text = await readFile(resolve(cwd, file), 'utf8').catch((error: unknown) => {
    throw new UsageError(
      `${file} can not be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  });
  try {
    return readSaved(text, file);
  } catch (error) {
    if (error instanceof CounterexampleFileError) throw new UsageError(error.message);
    throw error;
  }
}

/** The one counterexample of a file, or that of the proof that is named. Throws a `UsageError` that says which there are. */
function chosen(all: readonly SavedState[], id: string | undefined, file: string): SavedState {
  const fitting = all.filter(({ proof }) => id === undefined || proof === id);
  const [first] = fitting;
  if (first !== undefined && (fitting.length === 1 || id !== undefined)) return first;
  const names = [...new Set(all.map(({ proof }) => proof))].join(', ');
  if (all.length === 0) throw new UsageError(`${file} holds no counterexample`);
  throw new UsageError(
    id === undefined
      ? `${file} holds ${all.length} counterexamples; name the proof: ${names}`
      : `${file} holds no counterexample to '${id}'; it has: ${names}`,
  );
}

/** The name of what a saved state shows. */
function claimOf(saved: SavedState): string {
  return 'cover' in saved ? saved.cover : saved.assertion;
}

function conclusion(saved: SavedState, { violated, stopped, context }: Replay): string {
  const assertion = claimOf(saved);
  if ('cover' in saved && violated.length === 0 && stopped === null)
    return `the state ${context.covered.has(assertion) ? 'reaches' : 'does not reach'} cover '${assertion}'`;
  if (violated.includes(assertion)) return `'${assertion}' does not hold`;
  if (violated.length > 0) return `'${assertion}' holds, and '${violated.join("', '")}' does not`;
  if (stopped?.kind === 'assumption')
    return 'the proof does not speak of this state: an assumption does not hold';
  if (stopped?.kind === 'thrown') return `the body throws: ${String(stopped.error)}`;
  return `'${assertion}' holds, and so does everything else that the proof asserts`;
}

/** The line of the body or the model that threw, if one did. */
function whereThrown({ stopped }: Replay): readonly string[] {
  if (stopped?.kind !== 'thrown') return [];
  const failure = thrown(stopped.error);
  return ['', ...failureLines(failure)];
}

function exitCodeOf(saved: SavedState, { violated, stopped, context }: Replay): number {
  if (violated.length > 0) return EXIT.refuted;
  if (stopped === null) {
    const isMissed = 'cover' in saved && !context.covered.has(saved.cover);
    return isMissed ? EXIT.vacuous : EXIT.expected;
  }
  return stopped.kind === 'assumption' ? EXIT.vacuous : EXIT.failed;
}

function writeIt(
  form: Form,
  counterexample: Counterexample,
  { violated }: Replay,
  { proof, model }: Loaded,
  io: CliIo,
): number {
  const { id, title } = proof.value;
  const about = {
    ...{ proof: id, title, model: model?.value.name ?? null, source: model?.value.source ?? null },
    ...{ assertion: counterexample.assertion, isBroken: violated.includes(counterexample.assertion) },
  };
  try {
    const toWrite = {
      about,
      counterexample,
      model: model?.value ?? null,
      proofExport: proof,
      modelExport: model,
    };
    io.stdout.write(write(form, toWrite));
    return EXIT.expected;
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
    io.stderr.write(`error: it can not be written as ${form}: ${error.message}\n`);
    return EXIT.failed;
  }
}
