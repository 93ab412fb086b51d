import { visibleWithin } from '../text/visible.ts';
import type { ProofResult } from '../result/verdict.ts';
import { formatDuration } from './duration.ts';
import { columnsFor, formatResult, type Columns } from './format-result.ts';
import { reasonLines } from './matrix.ts';
import type { Progress } from './progress.ts';
import { nameOf, unaskedOf, type Asked, type Report, type Reporter, type Write } from './reporter.ts';
import { slowest } from './slowest.ts';
import { wrap, type Style } from './style.ts';
import { brokenModels, summaryLine } from './summary.ts';

/** Prints a few lines for each proof as it ends, and a summary; on a terminal also what is running. For people. */
export class PrettyReporter implements Reporter {
  readonly #style: Style;
  readonly #write: Write;
  readonly #progress: Progress | null;
  #columns: Columns = columnsFor([]);

  constructor(style: Style, write: Write, progress: Progress | null = null) {
    this.#style = style;
    this.#write = write;
    this.#progress = progress;
  }

  start(given: readonly Asked[]): void {
    const asked = visibleWithin(given);
    this.#columns = columnsFor(asked);
    this.#progress?.start(asked.length);
  }

  running(asked: Asked): void {
    this.#progress?.running(visibleWithin(asked));
  }

  result(given: ProofResult): void {
    const result = visibleWithin(given);
    const print = (): void => this.#print(formatResult(result, this.#columns, this.#style));
    if (this.#progress === null) print();
    else this.#progress.result(result, print);
  }

  end(given: Report): void {
    const report = visibleWithin(given);
    this.#progress?.end();
    const slow = slowest(report.results).map(
      (result) => `${nameOf(result)} ${formatDuration(result.timeMs)}`,
    );
    this.#print([
      '',
      ...brokenModels(report.results).flatMap((line) =>
        wrap(this.#style.paint.bold(line), this.#style.width, ''),
      ),
      ...(slow.length === 0 ? [] : wrap(`slowest: ${slow.join(', ')}`, this.#style.width, '')),
      ...this.#unasked(report),
      ...report.notRun.map((asked) => `not run: ${nameOf(asked)}`),
      this.#style.paint.bold(summaryLine(report)),
    ]);
  }

  /** What the project excludes, and, where nothing was run, why. */
  #unasked({ results, notApplicable, excluded }: Report): readonly string[] {
    const lines = [
      ...reasonLines(unaskedOf({ notApplicable: [], excluded })),
      ...(results.length > 0 ? [] : reasonLines(notApplicable).map((line) => `not applicable: ${line}`)),
    ];
    return lines.flatMap((line) => wrap(line, this.#style.width, ''));
  }

  #print(lines: readonly string[]): void {
    this.#write(lines.map((line) => `${line}\n`).join(''));
  }
}
