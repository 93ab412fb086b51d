import { visibleWithin } from '../text/visible.ts';
import { asExpected } from '../result/expectation.ts';
import type { ProofResult } from '../result/verdict.ts';
import { formatDuration } from './duration.ts';
import { resultDetails, headlineOf, levelOf, verdictInWords } from './result-details.ts';
import { declaredAt } from './format-result.ts';
import { placeOf } from './format-load-problem.ts';
import { escapeMarkdown, markdownTable } from './markdown-text.ts';
import { columnHeading, makeMatrix, reasonLines, type Matrix } from './matrix.ts';
import { nameOf, unaskedOf, type Report } from './reporter.ts';
import { slowest } from './slowest.ts';
import { brokenModels, summaryLine } from './summary.ts';

/** What GitHub takes of a job summary is 1 MiB a step; the rest is for other writers. */
const MOST_CHARACTERS = 900_000;

/** A run as Markdown for a job summary: counts, the matrix of verdicts, what is to be looked at, and findings. */
export function markdownDocument(given: Report): string {
  const report = visibleWithin(given);
  const { results, loadFailures, notRun } = report;
  const unexpected = results.filter((result) => !asExpected(result));
  const findings = results.filter((result) => levelOf(result) === 'note');
  const sections = [
    `## ringproof: ${escapeMarkdown(summaryLine(report))}`,
    ...section(
      'Models whose own proofs fail',
      brokenModels(results).map((line) => `- ${escapeMarkdown(line)}`),
    ),
    ...section(
      'Not loaded',
      loadFailures.map((failure) => `- ${escapeMarkdown(`${placeOf(failure)}: ${failure.message}`)}`),
    ),
    ...section(
      'Not run',
      notRun.map((asked) => `- ${escapeMarkdown(nameOf(asked))}`),
    ),
    ...section('Verdicts', matrixLines(report)),
    ...(unexpected.length === 0 ? [] : ['### Not as expected', ...unexpected.map(details)]),
    ...section('Findings', findingLines(findings)),
    ...section('Slowest', slowestLines(results)),
  ];
  return `${upTo(MOST_CHARACTERS, sections).join('\n\n')}\n`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`### ${title}`, lines.join('\n')];
}

function matrixLines(report: Report): readonly string[] {
  const { results } = report;
  const unasked = unaskedOf(report);
  if (results.length + unasked.length === 0) return [];
  const entries = [
    ...results.map((result) => ({ ...result, cell: verdictCell(result) })),
    ...unasked.map((pair) => ({ ...pair, cell: '–' })),
  ];
  const reasons = reasonLines(unasked);
  return [
    ...matrixTable(makeMatrix(entries)),
    ...(reasons.length === 0 ? [] : ['', ...reasons.map((reason) => `- – ${escapeMarkdown(reason)}`)]),
  ];
}

/** A matrix with cells in Markdown, as a table; a cell of which nothing is known is empty. */
export function matrixTable({ columns, rows }: Matrix<string>): readonly string[] {
  const header = ['proof', ...columns.map((column) => escapeMarkdown(columnHeading(column)))];
  const body = rows.map(({ id, cells }) => [escapeMarkdown(id), ...cells.map((cell) => cell ?? '')]);
  return markdownTable(header, body);
}

function verdictCell(result: ProofResult): string {
  const words = verdictInWords(result);
  return asExpected(result) ? words : `**${words}**`;
}

function details(result: ProofResult): string {
  const text = resultDetails(result).join('\n');
  return [
    `<details><summary>${escapeHtml(headlineOf(result))}</summary>`,
    '',
    escapeMarkdown(`${result.title} (${declaredAt(result)})`),
    '',
    fenced(text),
    '',
    '</details>',
  ].join('\n');
}

function findingLines(findings: readonly ProofResult[]): readonly string[] {
  const rows = findings.map((result) => [
    escapeMarkdown(nameOf(result)),
    escapeMarkdown(result.finding?.reason ?? ''),
    escapeMarkdown(result.finding?.reference ?? ''),
  ]);
  return rows.length === 0 ? [] : markdownTable(['finding', 'what goes wrong', 'where'], rows);
}

function slowestLines(results: readonly ProofResult[]): readonly string[] {
  return slowest(results).map(
    (result) => `- ${escapeMarkdown(nameOf(result))}: ${formatDuration(result.timeMs)}`,
  );
}

/** A code block whose fence is longer than any run of backticks in it. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The first parts that fit into so many characters, and a word on those that do not. */
function upTo(most: number, parts: readonly string[]): readonly string[] {
  let length = 0;
  const fitting = parts.findIndex((part) => (length += part.length + 2) > most);
  if (fitting < 0) return parts;
  return [...parts.slice(0, fitting), `The rest does not fit here; see \`--reporter json\`.`];
}
