import { VERDICTS, type ProofResult } from '../proof/verdict.ts';
import { formatDuration } from './duration.ts';
import { columnsFor, count, formatResult, type Columns } from './format-result.ts';
import type { Asked, Report, Reporter, Write } from './reporter.ts';
import type { Style } from './style.ts';
import { summarise } from './summary.ts';

/** Prints a few lines for each proof as it ends, and a summary. For people. */
export class PrettyReporter implements Reporter {
  readonly #style: Style;
  readonly #write: Write;
  #columns: Columns = columnsFor([]);

  constructor(style: Style, write: Write) {
    this.#style = style;
    this.#write = write;
  }

  start(asked: readonly Asked[]): void {
    this.#columns = columnsFor(asked);
  }

  result(result: ProofResult): void {
    this.#print(formatResult(result, this.#columns, this.#style));
  }

  end(report: Report): void {
    this.#print(['', this.#style.paint.bold(summaryLine(report))]);
  }

  #print(lines: readonly string[]): void {
    this.#write(lines.map((line) => `${line}\n`).join(''));
  }
}

/** "3 proved, 1 finding: 4 proofs in 2.10 s". */
export function summaryLine({ results, loadFailures, timeMs }: Report): string {
  const summary = summarise(results);
  const counts = VERDICTS.map((verdict) => [verdict, summary[verdict]] as const);
  const parts = counts.filter(([, n]) => n > 0).map(([verdict, n]) => `${n} ${verdict}`);
  if (summary.findings > 0) parts.push(count(summary.findings, 'finding'));
  if (loadFailures.length > 0) parts.push(`${loadFailures.length} not loaded`);
  return `${parts.join(', ')}: ${count(results.length, 'proof')} in ${formatDuration(timeMs)}`;
}
