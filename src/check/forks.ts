import { PathLimitError, WAYS_OUT } from '../explore/errors.ts';
import type { Progress } from '../explore/explore.ts';
import type { CodeSpot, Failure } from '../result/verdict.ts';
import { spotOf } from './stack-lines.ts';

/** How far an exploration is whose decisions keep forking. */
export interface Forking extends Progress {
  /** Decisions that went on with both answers. */
  readonly forks: number;
  /** The line that most of the decisions in a sample come from; `null` if no line of the proof or the model does. */
  readonly most: { readonly at: CodeSpot; readonly percent: number } | null;
}

/** Forks before the first report. Exploring never waits long for a solver, so it is slow only because it has many paths. */
const FIRST_REPORT = 32;

/** Every so many forks one is looked at, since a stack takes time. A prime: loops of two or four decisions must not hide one. */
const SAMPLED = 7;

/** Counts the decisions that fork, and the lines that they come from. */
export class Forks {
  #forks = 0;
  #progress: Progress = { paths: 0, open: 0 };
  #next = FIRST_REPORT;
  readonly #lines = new Map<string, { readonly at: CodeSpot; count: number }>();
  #sampled = 0;
  readonly #onMany: (forking: Forking) => void;

  /** `onMany`: called after 32 forks, and each time that their number has doubled. */
  constructor(onMany: (forking: Forking) => void) {
    this.#onMany = onMany;
  }

  /** Counts one more; to be called from within the decision, whose line is on the stack. */
  count(progress: Progress): void {
    this.#forks += 1;
    this.#progress = progress;
    if (this.#forks % SAMPLED === 0) this.#sample();
    if (this.#forks < this.#next) return;
    this.#next *= 2;
    this.#onMany(this.report());
  }

  /** Whether they were reported. */
  get areMany(): boolean {
    return this.#forks >= FIRST_REPORT;
  }

  report(): Forking {
    const [first] = [...this.#lines.values()].sort((a, b) => b.count - a.count);
    const most =
      first === undefined ? null : { at: first.at, percent: Math.round((first.count / this.#sampled) * 100) };
    return { ...this.#progress, forks: this.#forks, most };
  }

  #sample(): void {
    this.#sampled += 1;
    const at = spotOf(new Error());
    if (at === undefined) return;
    const key = `${at.file}:${at.line}`;
    const line = this.#lines.get(key) ?? { at, count: 0 };
    line.count += 1;
    this.#lines.set(key, line);
  }
}

/**
 * The failure of a proof that was stopped while its decisions kept forking: with the line that most of them are on, and with what
 * to do about it in place of its own hints.
 */
export function whileForking(failure: Failure, { forks, paths, open, most }: Forking): Failure {
  const line = most === null ? '' : `, ${inPercent(most.percent)} of them on this line`;
  const progress = `It was still exploring paths: ${paths} had ended, ${open} were waiting. ${forks} decisions went both ways${line}.`;
  return {
    ...failure,
    details: [...failure.details, progress],
    hints: WAYS_OUT,
    ...(most === null ? {} : { at: most.at }),
  };
}

/** An error for a body that has too many paths, with the line that makes most of them, unless its own stack names one. */
export function locatedLimit(error: PathLimitError, { most }: Forking): PathLimitError {
  if (most === null || spotOf(error) !== undefined) return error;
  const { file, line, text } = most.at;
  return new PathLimitError(
    `${error.message}; ${inPercent(most.percent)} of the decisions are at ${file}:${line}: ${text.trim()}`,
  );
}

function inPercent(percent: number): string {
  return percent === 100 ? 'all' : `${percent} %`;
}

/** Recognises what another process has written down. */
export function isForking(value: unknown): value is Forking {
  if (typeof value !== 'object' || value === null) return false;
  return ['forks', 'paths', 'open'].every((name) => typeof Reflect.get(value, name) === 'number');
}
