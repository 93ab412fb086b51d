import type { Ink } from '../story/ink.ts';
import { tellStory } from '../story/story.ts';
import type { Counterexample } from '../proof/counterexample.ts';
import type { ProofResult } from '../result/verdict.ts';
import { commandLine } from './command-line.ts';
import type { Asked } from './reporter.ts';
import type { Paint, Style } from './style.ts';

/** Columns of a story where those of the terminal are not known: its pictures are drawn for people all the same. */
const STORY_WIDTH = 80;

/** A counterexample as its story, after `indent`; the last line is the command that replays it, or writes it to be replayed. */
export function formatCounterexample(
  result: ProofResult,
  counterexample: Counterexample,
  indent: string,
  { width, paint }: Style,
): readonly string[] {
  const { verdict, counterexampleFile } = result;
  const columns = Number.isFinite(width) ? width : STORY_WIDTH;
  const story = tellStory(counterexample, {
    width: columns - indent.length,
    ink: inkOf(paint),
    title: result.title,
    requirements: result.cited ?? result.requirements.map((id) => ({ id })),
    // What is no refutation was not confirmed by its replay.
    isBroken: verdict === 'refuted',
    ...(counterexampleFile === undefined ? {} : { replayWith: replayCommand(counterexampleFile) }),
    ...(result.page === undefined ? {} : { openAt: result.page }),
  });
  const isToBeKept = verdict === 'refuted' && counterexampleFile === undefined;
  const last = isToBeKept
    ? ['', `to replay it, keep it in a file: ${proveCommand(result)} --output <dir>`]
    : [];
  return ['', ...story, ...last].map((line) => (indent + line).trimEnd());
}

/** The parts of a story that stand out, on a terminal that has colours. */
export function inkOf({ bold, red }: Paint): Ink {
  return { heading: bold, broken: (text) => bold(red(text)), changed: bold };
}

/** Shows the counterexample in a file again. */
export function replayCommand(file: string): string {
  return commandLine('ringproof', 'replay', file);
}

/** Proves one proof on one model, and shows the counterexample. */
export function proveCommand({ id, model }: Asked): string {
  return commandLine('ringproof', 'prove', id, ...(model === null ? [] : ['--model', model]));
}
