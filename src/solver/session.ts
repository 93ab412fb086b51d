import type { Answer, CheckLimits, Solver } from './solver.ts';

/** A question to a solver: everything that its answer depends on, except wall clocks. */
export interface Question {
  /** Which solver, of which version, in which configuration. */
  readonly solver: string;
  readonly text: string;
  readonly symbols: readonly string[];
  /** The solver's budget of steps; `undefined` where it has none, or counts no steps. */
  readonly steps: number | undefined;
}

/** An answer from earlier, and the name of the solver that gave it. */
export interface KnownAnswer {
  readonly answer: Answer;
  readonly solver: string;
}

/** Answers of solvers, kept from one run to the next. Neither method throws. */
export interface AnswerStore {
  find(question: Question): KnownAnswer | undefined;
  keep(question: Question, answer: KnownAnswer): void;
}

/** One of the solvers that a question may be put to, and when it is asked. */
export interface Stage {
  /** Which solver, of which version, in which configuration. */
  readonly identity: string;
  /** Whether it counts steps the same way every time. */
  readonly countsSteps: boolean;
  /** The running solver; throws an error on which the caller starts it and retries. */
  readonly solver: () => Solver;
  /** Its limits for a question that has no budget of its own; empty for none. */
  readonly limits: CheckLimits;
  /** Whether it is also asked questions that have a budget of their own. */
  readonly limited: boolean;
}

export interface SessionOptions {
  /** Asked one after the other until one answers. */
  readonly stages: readonly Stage[];
  readonly store: AnswerStore | null;
  /** Steps for all questions together; `null` for no limit. */
  readonly rlimit: number | null;
  /** Called with each question that a solver is about to work on, and with `null` when it is done. */
  readonly onAsk: (text: string | null) => void;
}

/** All that one attempt at a proof asks, in order, under one budget. Known answers are reused. */
export class SolverSession implements Solver {
  /** Questions that came here, and those of them that needed no solver. */
  asked = 0;
  known = 0;
  /** Questions without a budget of their own that stayed unanswered. */
  readonly unanswered: string[] = [];
  /** Names of the solvers that gave the answers. */
  readonly names = new Set<string>();
  readonly #options: SessionOptions;
  #left: number;
  #isRepeatable = true;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#left = options.rlimit ?? Infinity;
  }

  get name(): string {
    return [...this.names].join(', ');
  }

  /** Whether only solvers that count steps were asked: the same questions get the same answers again. */
  get isRepeatable(): boolean {
    return this.#isRepeatable;
  }

  /** Whether the budget for all questions is used up, so that some were limited or not asked. */
  isSpent(): boolean {
    return this.#left <= 0;
  }

  check(text: string, symbols: readonly string[], limits: CheckLimits): Answer {
    this.asked += 1;
    const isLimited = limits.rlimit !== undefined || limits.timeoutMs !== undefined;
    let [answer, live]: [Answer, boolean] = [{ status: 'unknown', reason: 'no solver was asked' }, false];
    for (const stage of this.#options.stages) {
      if (isLimited && !stage.limited) continue;
      if (this.isSpent()) {
        answer = this.#spent();
        break;
      }
      const given = this.#ask(stage, { text, symbols, limits: isLimited ? limits : stage.limits });
      answer = given.answer;
      live ||= given.live;
      if (answer.status !== 'unknown') break;
      if (this.isSpent()) answer = this.#spent();
    }
    if (!live) this.known += 1;
    if (answer.status === 'unknown' && (!isLimited || this.isSpent())) this.unanswered.push(text);
    return answer;
  }

  #spent(): Answer {
    return { status: 'unknown', reason: `the budget of ${this.#options.rlimit ?? 0} steps is spent` };
  }

  #ask(
    stage: Stage,
    { text, symbols, limits }: { text: string; symbols: readonly string[]; limits: CheckLimits },
  ): { answer: Answer; live: boolean } {
    const { store, onAsk } = this.#options;
    this.#isRepeatable &&= stage.countsSteps;
    const budget = Math.min(limits.rlimit ?? Infinity, this.#left);
    const steps = stage.countsSteps && budget !== Infinity ? budget : undefined;
    const question = { solver: stage.identity, text, symbols, steps };
    const known = store?.find(question);
    if (known !== undefined) {
      this.names.add(known.solver);
      this.#spend(known.answer);
      return { answer: known.answer, live: false };
    }
    const solver = stage.solver();
    this.names.add(solver.name);
    onAsk(text);
    const answer = solver.check(text, symbols, steps === undefined ? limits : { ...limits, rlimit: steps });
    onAsk(null);
    store?.keep(question, { answer, solver: solver.name });
    this.#spend(answer);
    return { answer, live: true };
  }

  #spend({ steps }: Answer): void {
    this.#left -= steps ?? 0;
  }
}
