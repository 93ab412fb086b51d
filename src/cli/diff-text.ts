import { aspectOf, type Aspect } from '../diff/aspects.ts';
import type { ModelEntry } from '../load/catalogue.ts';
import { formatDuration } from '../report/duration.ts';
import { inkOf, replayCommand } from '../report/format-counterexample.ts';
import { wrap, type Paint, type Style } from '../report/style.ts';
import type { NotCompared } from '../session/pair-plan.ts';
import { tellStory } from '../story/story.ts';
import { visible, visibleWithin } from '../text/visible.ts';
import type { ComparedAs, Comparison } from './diff-comparison.ts';
import { count } from './try-text.ts';

const INDENT = '    ';
/** Columns of a story where those of the terminal are not known. */
const STORY_WIDTH = 80;

/** How verdicts are shown: in capitals what is not equal. */
const WORDS: Readonly<Record<ComparedAs, string>> = {
  equal: 'equal',
  different: 'DIFFERENT',
  undecided: 'UNDECIDED',
  'no-state': 'NO STATE',
  error: 'ERROR',
};

const VERDICT_WIDTH = WORDS.different.length;

/** What is compared, in a line or two. */
export function headLines({ name, source }: ModelEntry, isInUse: boolean, style: Style): readonly string[] {
  const states = isInUse ? 'in use that both can be in' : 'that both can be in';
  return [
    style.paint.bold(visible(`${name}, from every state ${states}`)),
    ...wrap(visible(source), style.width, ''),
    '',
  ];
}

/** The line of an operation, and below it what there is to say: how the two differ, or why that is not known. */
export function comparisonLines(given: Comparison, operationWidth: number, style: Style): readonly string[] {
  const comparison = visibleWithin(given);
  const { operation, verdict, timeMs, cached, failure } = comparison;
  const prose = (text: string): readonly string[] => wrap(text, style.width, INDENT);
  const word = colored(verdict, style.paint)(WORDS[verdict].padEnd(VERDICT_WIDTH));
  const time = formatDuration(timeMs).padStart('99.9 s'.length);
  return [
    `${word}  ${operation.padEnd(operationWidth)}  ${time}${cached ? '  cached' : ''}`,
    ...(verdict === 'no-state' ? prose(NO_STATE) : failureLines(failure, prose)),
    ...differenceLines(comparison, prose, style),
  ];
}

const NO_STATE = 'there is no state that both can be in and in which both may be called';

function failureLines(
  failure: Comparison['failure'],
  prose: (text: string) => readonly string[],
): readonly string[] {
  if (failure === null) return [];
  return [failure.message, ...failure.details].flatMap(prose);
}

function differenceLines(
  { differs, outcomes, fields, counterexample, counterexampleFile, title }: Comparison,
  prose: (text: string) => readonly string[],
  { width, paint }: Style,
): readonly string[] {
  if (differs.length === 0) return [];
  const both = Object.entries(outcomes).map(([model, outcome]) => `${model}: ${outcome}`);
  const left = Object.entries(fields).map(
    ([name, values]) => `${name} ${Object.values(values).join(' and ')}`,
  );
  const shown = counterexample === null ? undefined : aspectOf(counterexample.assertion);
  const columns = Number.isFinite(width) ? width : STORY_WIDTH;
  const story =
    counterexample === null
      ? []
      : tellStory(counterexample, {
          ...{ width: columns - INDENT.length, ink: inkOf(paint), title, isBroken: false },
          ...(counterexampleFile !== null && { replayWith: replayCommand(counterexampleFile) }),
        });
  return [
    ...prose(`differs in: ${differs.join(', ')}${shownInWords(differs, shown)}`),
    ...(both.length === 0 ? [] : prose(`there: ${both.join('; ')}`)),
    ...(left.length === 0 ? [] : prose(`and afterwards: ${left.join(', ')}`)),
    ...story.slice(1).map((line) => INDENT + line),
    '',
  ];
}

/** Of several aspects, the one that the state below shows. */
function shownInWords(differs: readonly Aspect[], shown: Aspect | undefined): string {
  if (differs.length > 1 && shown !== undefined) return `; shown: ${shown}`;
  return differs.join() === 'accesses' ? ' alone' : '';
}

/** What of a run its last lines depend on. */
interface DiffRun {
  /** How many operations were not compared before the run was stopped. */
  readonly notRun: number;
  readonly isInUse: boolean;
  /** Whether counterexamples are in files. */
  readonly isSaved: boolean;
}

/** What was not compared, what that leaves open, and how many operations are what. */
export function tailLines(
  comparisons: readonly Comparison[],
  notCompared: readonly NotCompared[],
  doesNotProve: string | undefined,
  { notRun, isInUse, isSaved }: DiffRun,
  style: Style,
): readonly string[] {
  const prose = (text: string): readonly string[] => wrap(visible(text), style.width, '');
  const of = (wanted: ComparedAs): number => comparisons.filter(({ verdict }) => verdict === wanted).length;
  const counts = [
    `${count(of('equal'), 'operation')} equal`,
    `${of('different')} different`,
    ...(of('undecided') === 0 ? [] : [`${of('undecided')} undecided`]),
    ...(of('no-state') === 0 ? [] : [`${of('no-state')} without a state`]),
    ...(of('error') === 0 ? [] : [`${of('error')} failed`]),
    ...(notCompared.length === 0 ? [] : [`${notCompared.length} not compared`]),
    ...(notRun === 0 ? [] : [`${notRun} not run`]),
  ];
  return [
    ...(comparisons.length === 0 ? [] : ['']),
    ...(notCompared.length === 0
      ? []
      : prose(`not compared: ${notCompared.map(({ reason }) => reason).join(', ')}`)),
    ...(doesNotProve === undefined ? [] : prose(`does not compare: ${doesNotProve}`)),
    ...(isInUse || of('different') === 0 ? [] : prose(IN_USE_HINT)),
    ...(isSaved || of('different') === 0 ? [] : prose(OUTPUT_HINT)),
    style.paint.bold(counts.join(', ')),
  ];
}

const OUTPUT_HINT = 'hint: --output <dir> keeps each such state in a file, for ringproof replay';

const IN_USE_HINT = 'hint: --in-use leaves out states that activation has not accepted';

function colored(verdict: ComparedAs, { green, red, yellow }: Paint): (text: string) => string {
  if (verdict === 'equal') return green;
  return verdict === 'different' || verdict === 'error' ? red : yellow;
}
