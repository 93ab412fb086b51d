import { asExpected, surprisesOf } from '../result/expectation.ts';
import type { Finding } from '../proof/finding.ts';
import type { Failure, ProofResult } from '../result/verdict.ts';
import { formatDuration } from './duration.ts';
import { excerptOf, spotName } from './excerpt.ts';
import { formatCounterexample, proveCommand, replayCommand } from './format-counterexample.ts';
import type { Asked } from './reporter.ts';
import { wrap, type Paint, type Style } from './style.ts';
import { count } from './summary.ts';

/** Widths of the columns of names, the same for all lines of a run. */
export interface Columns {
  readonly id: number;
  readonly model: number;
  /** Tell the story of an expected finding, too: where only one proof is asked, that is what it is asked for. */
  readonly isDetailed: boolean;
}

const INDENT = '    ';
const VERDICT_WIDTH = 'REFUTED'.length;

/** Columns wide enough for everything that is asked. */
export function columnsFor(asked: readonly Asked[]): Columns {
  return {
    id: Math.max(0, ...asked.map(({ id }) => id.length)),
    model: Math.max(0, ...asked.map(({ model }) => model?.length ?? 0)),
    isDetailed: asked.length === 1,
  };
}

/** The line of a result, and below it what there is to say: why it is not proved, and what it does not prove. */
export function formatResult(result: ProofResult, columns: Columns, style: Style): readonly string[] {
  const prose = (text: string): readonly string[] => wrap(text, style.width, INDENT);
  const block = (lines: readonly string[]): readonly string[] => lines.map((line) => INDENT + line);
  const { failure, counterexample, bound, finding, crossChecks } = result;
  const isExpected = asExpected(result);
  if (finding !== null && result.expected === 'refuted' && isExpected && !columns.isDetailed) {
    return [
      ...headline(result, columns, style),
      ...prose(`${expectation(result, finding)}: ${finding.reason}`),
      ...prose(`see ${finding.reference}`),
      ...block([whereToSee(result)]),
      ...prose(`does not prove: ${result.doesNotProve}`),
    ].map((line) => line.trimEnd());
  }
  return [
    ...headline(result, columns, style),
    ...(finding === null ? [] : prose(`${expectation(result, finding)}: ${finding.reason}`)),
    ...(finding === null ? [] : prose(`see ${finding.reference}`)),
    ...(failure === null ? [] : whatFailed(failure, prose, block)),
    ...(isExpected || isShown(result) ? [] : prose(`declared at ${declaredAt(result)}`)),
    ...(failure === null || isExpected ? [] : failure.hints.flatMap((hint) => prose(`hint: ${hint}`))),
    ...result.covers
      .filter(({ reached }) => reached === null)
      .flatMap(({ name }) => prose(`cover '${name}': no answer`)),
    ...crossChecks.flatMap(({ solver, confirmed, unconfirmed }) =>
      prose(`cross-check by ${solver}: ${confirmed} confirmed, ${unconfirmed} without an answer`),
    ),
    ...modelsAsked(result).flatMap(prose),
    ...(bound === null ? [] : prose(`bounded: ${bound.what} up to ${bound.limit}`)),
    ...prose(`does not prove: ${result.doesNotProve}`),
    ...(counterexample === null ? [] : formatCounterexample(result, counterexample, INDENT, style)),
  ].map((line) => line.trimEnd());
}

/** What happened, where in the code, and how it got there. */
function whatFailed(
  failure: Failure,
  prose: (text: string) => readonly string[],
  block: (lines: readonly string[]) => readonly string[],
): readonly string[] {
  const { message, details, at } = failure;
  const place = at === undefined ? '' : `${spotName(at)}: `;
  return [
    ...prose(place + message),
    ...block(excerptOf(failure).map((line) => `  ${line}`)),
    ...block(details),
  ];
}

/** Whether the line of the declaration is the one that is shown already. */
function isShown({ failure, file, line }: ProofResult): boolean {
  return failure?.at?.file === file && failure.at.line === line;
}

/** How to see what a finding is shown without. */
function whereToSee(result: ProofResult): string {
  const { counterexampleFile } = result;
  return counterexampleFile === undefined
    ? `for a counterexample: ${proveCommand(result)}`
    : `replay it: ${replayCommand(counterexampleFile)}`;
}

/** Verdict, names, time and effort; the effort on a line of its own where the width asks for it. */
function headline(result: ProofResult, { id, model }: Columns, { paint, width }: Style): readonly string[] {
  const { word, color } = verdictWord(result, paint);
  const verdict = word.padEnd(VERDICT_WIDTH);
  const names = [result.id.padEnd(id), ...(model === 0 ? [] : [(result.model ?? '-').padEnd(model)])];
  const rest = [...names, formatDuration(result.timeMs).padStart('99.9 s'.length)].join('  ');
  const work = effort(result);
  const fits = `${verdict}  ${rest}  ${work}`.length <= width;
  return fits ? [`${color(verdict)}  ${rest}  ${work}`] : [`${color(verdict)}  ${rest}`, INDENT + work];
}

/** In capitals what is not as expected. */
function verdictWord(result: ProofResult, paint: Paint): { word: string; color: (text: string) => string } {
  if (!asExpected(result)) {
    const isBad = result.verdict === 'refuted' || result.verdict === 'error' || result.verdict === 'proved';
    return { word: result.verdict.toUpperCase(), color: isBad ? paint.red : paint.yellow };
  }
  if (result.verdict === 'refuted') return { word: 'finding', color: paint.cyan };
  return { word: result.verdict, color: paint.green };
}

function effort({ paths, obligations, decidedByRewriting, cached }: ProofResult): string {
  if (paths === 0 && obligations === 0) return '';
  const byRewriting = decidedByRewriting === 0 ? '' : ` (${decidedByRewriting} by rewriting)`;
  return `${count(paths, 'path')}, ${count(obligations, 'obligation')}${byRewriting}${cached ? ', cached' : ''}`;
}

/** Under which memory models it was asked, where that leaves some out. */
function modelsAsked({ memoryModels }: ProofResult): readonly string[] {
  if (memoryModels === undefined || memoryModels.leftOut.length === 0) return [];
  const { asked, leftOut } = memoryModels;
  return [`asked under ${asked.join(', ')} only; not asked: '${leftOut.join("', '")}'`];
}

/** What was expected of the finding, as the start of a sentence that ends with its reason. */
function expectation(result: ProofResult, { breaks, unreached = [] }: Finding): string {
  const { verdict, expected, leftOut } = result;
  if (breaks.length === 0) return `declared to be out of reach: '${unreached.join("', '")}'`;
  const asked = breaks.filter((name) => !leftOut.includes(name));
  if (expected === 'proved') return `a finding outside what was asked: '${breaks.join("', '")}' breaks`;
  const names = `'${asked.join("', '")}'`;
  const surprises = surprisesOf(result);
  if (surprises.length === 0) return `expected to break ${names}`;
  if (surprises.some(({ kind }) => kind === 'broken'))
    return `more is broken than the finding declares, ${names}`;
  return surprises.some(({ kind }) => kind !== 'verdict')
    ? `the finding says that ${names} breaks`
    : `a finding expected to be refuted, but it is ${verdict}`;
}

/** "file:line", or the file alone where the line is not known. */
export function declaredAt({ file, line }: Pick<ProofResult, 'file' | 'line'>): string {
  return line < 1 ? file : `${file}:${line}`;
}
