import type { ProofResult } from '../result/verdict.ts';
import { nameOf, type Asked, type Write } from './reporter.ts';
import type { Style } from './style.ts';
import { countsInWords } from './summary.ts';

/** Time as a progress display needs it; tests put their own in its place. */
export interface Clock {
  /** Milliseconds since any moment; never goes back. */
  now(): number;
  /** Calls `tick` again and again, without keeping the process alive; returns what ends it. */
  every(milliseconds: number, tick: () => void): () => void;
}

/** The terminal that progress is drawn on. */
export interface Screen {
  readonly write: Write;
  /** Its width and height at this moment. */
  readonly size: () => { readonly columns: number; readonly rows: number };
}

const REDRAW_MS = 100;

/** The real time. */
export const CLOCK: Clock = {
  now: () => performance.now(),
  every: (milliseconds, tick) => {
    const timer = setInterval(tick, milliseconds).unref();
    return () => clearInterval(timer);
  },
};

/** Lines at the bottom of a terminal that say how far a run is and what is running, for how long. */
export class Progress {
  readonly #screen: Screen;
  readonly #paint: Style['paint'];
  readonly #clock: Clock;
  readonly #running = new Map<string, { readonly asked: Asked; readonly since: number }>();
  readonly #results: ProofResult[] = [];
  #total = 0;
  #startedAt = 0;
  #linesDrawn = 0;
  #isLive = false;
  #stopTicking = (): void => {};

  constructor(screen: Screen, { paint }: Pick<Style, 'paint'>, clock: Clock = CLOCK) {
    this.#screen = screen;
    this.#paint = paint;
    this.#clock = clock;
  }

  /** Whether lines are drawn, so that what others write has to be whole lines. */
  get isLive(): boolean {
    return this.#isLive;
  }

  start(total: number): void {
    this.#isLive = true;
    this.#total = total;
    this.#startedAt = this.#clock.now();
    this.#stopTicking = this.#clock.every(REDRAW_MS, () => this.#redraw());
  }

  running(asked: Asked): void {
    this.#running.set(nameOf(asked), { asked, since: this.#clock.now() });
    this.#redraw();
  }

  /** Takes note of a result and lets `print` write above the lines. */
  result(result: ProofResult, print: () => void): void {
    this.#running.delete(nameOf(result));
    this.#results.push(result);
    this.aside(print);
  }

  /** Lets `print` write whole lines to the same terminal, above the lines drawn. */
  aside(print: () => void): void {
    const isDrawn = this.#linesDrawn > 0;
    this.#erase();
    print();
    if (isDrawn) this.#draw();
  }

  /** Leaves nothing behind. */
  end(): void {
    this.#isLive = false;
    this.#stopTicking();
    this.#erase();
  }

  #redraw(): void {
    this.#erase();
    this.#draw();
  }

  #erase(): void {
    // Up to the first line drawn, and clear to the end of the screen.
    if (this.#linesDrawn > 0) this.#screen.write(`\u001b[${this.#linesDrawn}A\u001b[J`);
    this.#linesDrawn = 0;
  }

  #draw(): void {
    const { columns, rows } = this.#screen.size();
    const lines = this.#lines(Math.max(1, Math.floor(rows / 2) - 1));
    // One column less than there are: some terminals break a line that is full.
    const fitting = lines.map((line) => this.#paint.dim(cut(line, Math.max(1, columns - 1))));
    this.#screen.write(fitting.map((line) => `${line}\n`).join(''));
    this.#linesDrawn = fitting.length;
  }

  #lines(mostRunning: number): readonly string[] {
    const counts = countsInWords(this.#results).join(', ');
    const elapsed = seconds(this.#clock.now() - this.#startedAt);
    const head = [`${this.#results.length} of ${this.#total}`, ...(counts === '' ? [] : [counts]), elapsed];
    const running = [...this.#running.values()].map(
      ({ asked, since }) =>
        `  ${seconds(this.#clock.now() - since).padStart('999.9 s'.length)}  ${nameOf(asked)}`,
    );
    const more = running.length - mostRunning;
    return [head.join('  '), ...running.slice(0, mostRunning), ...(more > 0 ? [`  and ${more} more`] : [])];
  }
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

function cut(line: string, width: number): string {
  if (line.length <= width) return line;
  return width < 8 ? line.slice(0, width) : `${line.slice(0, width - 3)}...`;
}
