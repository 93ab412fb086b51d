import { givenPath } from '../session/given-path.ts';
import { visible, visibleWithin } from '../text/visible.ts';
import { say } from '../session/say.ts';
import { thrown } from '../check/failures.ts';
import { describe } from '../replay/describe.ts';
import { stateOf } from '../replay/rebuild.ts';
import { inputFaults } from '../replay/input-faults.ts';
import { replay, type Replay } from '../replay/replay.ts';
import type { SavedState } from '../replay/saved-file.ts';
import { storyPages, tellStory } from '../story/story.ts';
import { ascii, wrapped } from '../story/words.ts';
import { formsOf, write } from '../export/write.ts';
import { WriteError } from '../proof/write-error.ts';
import type { Counterexample } from '../proof/counterexample.ts';
import { EXIT } from '../report/exit-code.ts';
import { failureLines } from '../report/excerpt.ts';
import { inkOf } from '../report/format-counterexample.ts';
import { loadExports, loadRequirements, type Loaded } from '../session/load-exports.ts';
import { PROTOCOLS_FILE } from '../session/made-protocols.ts';
import { loadPair } from '../session/load-pair.ts';
import { columnsOf, type CliIo } from '../session/io.ts';
import { ownPlacesLeftOut } from './diff-comparison.ts';
import { chosenIn } from './saved-choice.ts';
import { canStep, stepThrough } from './step-through.ts';
import { outputStyle } from '../session/style.ts';
import { UsageError } from '../session/usage-error.ts';

/** Options of `ringproof replay`. */
export interface ReplayOptions {
  /** Another model than the one that it was found on. */
  readonly model?: string;
  /** `vitest`, or a form that the family of the model has. */
  readonly write?: string;
  /** Whether colours may be used; true where left out. */
  readonly color?: boolean;
  /** Show one step after the other, where there is a terminal. */
  readonly step?: boolean;
}

const WIDTH = 80;

/** Data, and other languages, in which a case stands without its proof. */
const WITHOUT_PROOF = ['json', 'rust', 'c'];

/** Why there is no form but `vitest`; empty where there is another one, or for what is no form of any family. */
function whyNot(form: string, forms: readonly string[]): string {
  return forms.length === 1 && WITHOUT_PROOF.includes(form)
    ? ": what surrounds such a model, as a queue and a back end that may fail, is the proof's and in no recording, and it writes no tests for its code"
    : '';
}

/**
 * `ringproof replay`: runs a saved counterexample again, on any model, and tells what happens, or writes it as a test; resolves
 * to the exit code: 1 where it breaks something, 0 where it does not, 2 where this state violates the proof's assumptions or does not
 * get to what was broken, or a witness does not reach its cover.
 */
export async function replayCommand(
  given: string,
  id: string | undefined,
  options: ReplayOptions,
  io: CliIo,
  load: typeof loadExports = loadExports,
): Promise<number> {
  const file = givenPath(given, io.cwd);
  const saved = await chosenIn(file, io.cwd, id, options.model);
  const compared = 'compared' in saved ? (saved.compared ?? null) : null;
  if (compared !== null) requireNoOther(options, file);
  const loaded =
    compared === null
      ? await load(saved.proof, options.model ?? saved.model, io)
      : await loadPair(compared, saved.proof, io);
  const { proof, model } = loaded;
  const forms = formsOf(model?.value ?? null);
  if (options.write !== undefined && !forms.includes(options.write)) {
    const of = model === null ? 'a proof about no model' : `a model of '${model.value.kind}'`;
    throw new UsageError(
      `--write ${options.write}: counterexamples of ${of} are written as ${forms.join(', ')}${whyNot(options.write, forms)}`,
    );
  }
  if (options.write !== undefined && model?.module === PROTOCOLS_FILE)
    throw new UsageError(
      `--write ${options.write}: no file exports ${model.value.name}: export protocolOf(driver, device), of ringproof/virtio/protocol, from one of models first`,
    );
  const outcome = replay(proof.value, model?.value ?? null, stateOf(saved), true);
  const isOther = (options.model ?? saved.model) !== saved.model;
  const faults = inputFaults(outcome.context, isOther ? 'all fields' : 'own fields');
  if (faults.length > 0) {
    throw new UsageError(
      `the inputs in ${file} do not fit ${saved.proof}: ${faults.join('; ')}. Prove it again and save a new counterexample`,
    );
  }
  const claim = claimOf(saved);
  const assertion = outcome.violated.includes(claim) ? claim : (outcome.violated[0] ?? claim);
  const described = describe(assertion, stateOf(saved), outcome);
  const counterexample = compared === null ? described : ownPlacesLeftOut(described);
  if (options.write !== undefined && 'cover' in saved)
    throw new UsageError(`${file} holds a witness of a cover, which breaks nothing: leave --write out`);
  const asked = `${saved.proof}${model === null ? '' : ` on ${model.value.name}`}`;
  const said = [`${asked}: ${conclusion(saved, outcome)}`, ...strangers(saved, outcome)];
  if (options.write !== undefined) {
    if (outcome.stopped === null || outcome.violated.length > 0)
      return writeIt(options.write, counterexample, outcome, loaded, io);
    say(io.stderr, ['error: there is nothing to write a test of', ...said].join('\n'));
    return exitCodeOf(saved, outcome);
  }
  const width = Math.min(columnsOf(io.stdout), WIDTH);
  const story = {
    width,
    ink: inkOf(outputStyle(io.stdout, options.color ?? true, io).paint),
    title: visible(proof.value.title),
    isBroken: outcome.violated.length > 0,
    requirements: visibleWithin(await loadRequirements(proof.value.requirements, io)),
  };
  const shown = visibleWithin(counterexample);
  const told = said.flatMap((line) => wrapped(ascii(visible(line)), width, '  '));
  io.stdout.write(`${told.join('\n')}\n`);
  if (options.step === true && canStep(io)) await stepThrough(storyPages(shown, story), io);
  else {
    const lines = [...tellStory(shown, story), ...whereThrown(outcome).map(visible)];
    io.stdout.write(`${lines.join('\n')}\n`);
  }
  return exitCodeOf(saved, outcome);
}

/** Throws a `UsageError` for options that a comparison cannot have. */
function requireNoOther({ model, write: form }: ReplayOptions, file: string): void {
  if (model !== undefined)
    throw new UsageError(`${file} compares two models: leave out --model, and run diff with other models`);
  if (form !== undefined)
    throw new UsageError(`${file} compares two models, which cannot be written as a test: leave out --write`);
}

/** The name of what a saved state shows. */
function claimOf(saved: SavedState): string {
  return 'cover' in saved ? saved.cover : saved.assertion;
}

function conclusion(saved: SavedState, outcome: Replay): string {
  const { violated, stopped, context } = outcome;
  const assertion = claimOf(saved);
  if ('cover' in saved && violated.length === 0 && stopped === null)
    return `the state ${context.covered.has(assertion) ? 'reaches' : 'does not reach'} cover '${assertion}'`;
  if (violated.includes(assertion)) return `'${assertion}' does not hold`;
  const isMade = isAsserted(assertion, outcome);
  const kept = isMade ? `'${assertion}' holds` : `'${assertion}' is not asserted in the run from this state`;
  if (violated.length > 0) return `${kept}, and '${violated.join("', '")}' does not hold`;
  if (stopped?.kind === 'assumption')
    return `this state violates the proof's assumptions: ${reasonOf(stopped.error)}`;
  if (stopped?.kind === 'thrown') return `the body throws: ${String(stopped.error)}`;
  return isMade
    ? `${kept}, and so does everything else that the proof asserts`
    : `${kept}; everything that is asserted holds`;
}

/** The line of the body or the model that threw, if one did. */
function whereThrown({ stopped }: Replay): readonly string[] {
  if (stopped?.kind !== 'thrown') return [];
  const failure = thrown(stopped.error);
  return ['', ...failureLines(failure)];
}

function isAsserted(assertion: string, { context }: Replay): boolean {
  if (context.trapAssertions.has(assertion)) return true;
  return context.happened.some((event) => event.kind === 'assertion' && event.name === assertion);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Where the proof asks for other inputs than were saved: it was changed since, or the model leads it another way. */
function strangers(saved: SavedState, { context, stopped }: Replay): readonly string[] {
  const asked = context.gaps.map(({ name }) => name);
  const unasked = Object.keys(saved.inputs).filter((name) => !context.inputs.has(name));
  const some = (names: readonly string[], what: string): readonly string[] =>
    names.length === 0 ? [] : [`note: ${what}: ${names.join(', ')}`];
  return [
    ...some(asked, 'the file lacks these fields of the model; they start with their least values'),
    ...(stopped === null ? some(unasked, 'the proof does not ask for these inputs of the file') : []),
  ];
}

function exitCodeOf(saved: SavedState, outcome: Replay): number {
  const { violated, stopped, context } = outcome;
  if (violated.length > 0) return EXIT.refuted;
  if (stopped === null) {
    // Asserting nothing does not show that it was fixed.
    const isReached =
      'cover' in saved ? context.covered.has(saved.cover) : isAsserted(saved.assertion, outcome);
    return isReached ? EXIT.expected : EXIT.vacuous;
  }
  return stopped.kind === 'assumption' ? EXIT.vacuous : EXIT.failed;
}

function writeIt(
  form: string,
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
    say(io.stderr, `error: it cannot be written as ${form}: ${error.message}`);
    return EXIT.failed;
  }
}
