import { MisuseError } from '../domain/misuse.ts';
import type { BoolTerm } from '../term/term.ts';
import type { Terms } from '../term/terms.ts';
import { NonDeterminismError, PathEnd, PathLimitError } from './errors.ts';
import type { StepOutcome, Cover, Obligation, Step } from './path.ts';
import { PathMemory, type PathKnowledge } from './path-memory.ts';

/** Whether conditions can hold together, as far as a small budget can show. */
export type Feasibility = 'feasible' | 'infeasible' | 'undecided';

export interface RunOptions {
  readonly terms: Terms;
  readonly path: number;
  /** Steps of an earlier run that this one has to repeat. */
  readonly prefix: readonly Step[];
  readonly feasible: (conditions: readonly BoolTerm[]) => Feasibility;
  /** What earlier runs found out on the way; nothing where left out. */
  readonly memory?: PathMemory;
  /** Called where both answers of a decision are possible: the steps up to it, with the answer not taken. */
  readonly onFork: (steps: readonly Step[]) => void;
  /** Most answers on the path, those to known conditions included; no limit but that of decisions where left out. */
  readonly maxAnswers?: number;
  /** Called when the run is used after the body returned: the caller may catch what is thrown at it. */
  readonly onLate: (error: MisuseError) => void;
}

/** Answers a body's decisions and records its claims. */
export interface Recorder {
  /** The conditions of the path so far, oldest first. */
  readonly condition: readonly BoolTerm[];
  decide(condition: BoolTerm): boolean;
  /**
   * From here on whether the answers of decisions are possible is asked as soon as there are some paths: what runs here decides much
   * that the path settles, as compiled code does.
   */
  askEarly(): void;
  /** Restricts the path. Throws `PathEnd` if no state is left on it. */
  assume(condition: BoolTerm): void;
  /** `standsAlone`: the goal says all that it needs, and is asked first without the conditions of the path. */
  assert(name: string, goal: BoolTerm, standsAlone?: boolean): void;
  /**
   * Claims that an operation does not trap, which it does where the condition holds, and goes on where it does not. Throws
   * `PathEnd` where the condition is known to hold.
   */
  trapIf(name: string, condition: BoolTerm): void;
  /** `standsAlone`: whatever the path is. */
  cover(name: string, condition: BoolTerm, standsAlone?: boolean): void;
}

/** More decisions than this on one path count as an unbounded loop. */
const MAX_STEPS = 2_000;

/** One execution of a body along one path: answers its decisions and collects what it claims. */
export class Run implements Recorder {
  readonly steps: Step[] = [];
  readonly answers: StepOutcome[] = [];
  readonly obligations: Obligation[] = [];
  readonly covers: Cover[] = [];
  /** Whether the path ended in an assumption that contradicts it, or in a trap. */
  ended = false;
  /** Whether it was a trap. */
  trapped = false;
  /** Whether decisions are to be asked about while there are few paths. */
  asksEarly = false;
  /** Index of the path, if it gets through. */
  readonly path: number;
  readonly #options: RunOptions;
  readonly #known: PathKnowledge;
  #fault: { readonly error: unknown } | undefined;
  #isOver = false;

  constructor(options: RunOptions) {
    this.#options = options;
    this.path = options.path;
    this.#known = (options.memory ?? new PathMemory(options.terms)).begin();
  }

  get condition(): readonly BoolTerm[] {
    return this.#known.literals;
  }

  /** The answer on this path; new decisions take `true` first. */
  decide(condition: BoolTerm): boolean {
    return this.#guarded(() => {
      const { maxAnswers = Infinity } = this.#options;
      if (this.answers.length >= maxAnswers) throw new PathLimitError(tooMany(maxAnswers));
      const simplified = this.#known.simplify(condition);
      if (simplified.kind === 'truth') {
        this.answers.push({ answer: simplified.value, settled: true });
        return simplified.value;
      }
      const step = this.#expect('decision', simplified) ?? this.#choose(simplified);
      this.answers.push({ answer: step.answer, settled: step.forced });
      this.#take(step);
      return step.answer;
    });
  }

  askEarly(): void {
    this.asksEarly = true;
  }

  assume(condition: BoolTerm): void {
    this.#guarded(() => {
      const simplified = this.#known.simplify(condition);
      this.answers.push({
        answer: simplified !== this.#options.terms.false,
        settled: simplified.kind === 'truth',
      });
      if (simplified === this.#options.terms.true) return;
      if (simplified === this.#options.terms.false) {
        this.ended = true;
        throw new PathEnd('the assumptions of this path contradict each other');
      }
      const step: Step = { kind: 'assumption', condition: simplified, answer: true, forced: false };
      this.#take(this.#expect('assumption', simplified) ?? step);
    });
  }

  assert(name: string, goal: BoolTerm, standsAlone = false): void {
    this.#alive();
    const { path } = this.#options;
    const made = { name, path, premise: [...this.condition], goal: this.#known.simplify(goal) };
    this.obligations.push({ ...made, ...(standsAlone && { standsAlone }) });
  }

  trapIf(name: string, condition: BoolTerm): void {
    this.#guarded(() => {
      const { terms, path } = this.#options;
      const simplified = this.#known.simplify(condition);
      const goes = terms.not(simplified);
      this.obligations.push({ name, path, premise: [...this.condition], goal: goes, isOfCall: true });
      this.answers.push({ answer: simplified === terms.true, settled: simplified.kind === 'truth' });
      if (simplified === terms.false) return;
      if (simplified === terms.true) {
        this.ended = true;
        this.trapped = true;
        throw new PathEnd('the path ends in a trap');
      }
      const step: Step = { kind: 'trap', condition: goes, answer: true, forced: false };
      this.#take(this.#expect('trap', goes) ?? step);
    });
  }

  cover(name: string, condition: BoolTerm, standsAlone = false): void {
    this.#alive();
    const premise = standsAlone ? [] : [...this.condition];
    this.covers.push({ name, path: this.#options.path, premise, condition });
  }

  /** Throws if the run ended before all the steps it had to repeat, or if the body caught an error that ended it. */
  finish(): void {
    this.#isOver = true;
    if (this.#fault !== undefined) throw this.#fault.error;
    const missing = this.#options.prefix[this.steps.length];
    if (missing !== undefined)
      throw nonDeterminism(`the run ended where an earlier one made a ${missing.kind}`);
  }

  #alive(): void {
    // It would not be reported: the claims are collected, and the decisions are made.
    if (this.#isOver) {
      const late = new MisuseError(
        'p or p.domain was used after the body returned',
        'Use p and p.domain only inside the body, before it returns.',
      );
      this.#options.onLate(late);
      throw late;
    }
    if (this.#fault !== undefined) throw this.#fault.error;
    if (this.ended)
      throw new PathEnd(
        'the body continued after its path had ended; do not catch what `assume` and traps throw',
      );
  }

  /** Does its work, and records what it throws: a body that catches everything must not continue unnoticed. */
  #guarded<T>(work: () => T): T {
    this.#alive();
    try {
      return work();
    } catch (error) {
      if (!(error instanceof PathEnd)) this.#fault = { error };
      throw error;
    }
  }

  #expect(kind: Step['kind'], condition: BoolTerm): Step | undefined {
    const expected = this.#options.prefix[this.steps.length];
    if (expected === undefined) return undefined;
    if (expected.kind !== kind || expected.condition !== condition) {
      throw nonDeterminism(
        `step ${this.steps.length + 1} was a ${expected.kind} on another condition in an earlier run`,
      );
    }
    return expected;
  }

  #choose(condition: BoolTerm): Step {
    const { terms, feasible, onFork } = this.#options;
    const step = (answer: boolean, forced: boolean): Step => ({
      kind: 'decision',
      condition,
      answer,
      forced,
    });
    if (this.steps.length >= MAX_STEPS) throw new PathLimitError(tooMany(MAX_STEPS));
    if (feasible([...this.condition, condition]) === 'infeasible') return step(false, true);
    if (feasible([...this.condition, terms.not(condition)]) === 'infeasible') return step(true, true);
    onFork([...this.steps, step(false, false)]);
    return step(true, false);
  }

  #take(step: Step): void {
    this.steps.push(step);
    const literal = step.answer ? step.condition : this.#options.terms.not(step.condition);
    this.#known.add(literal);
  }
}

function tooMany(limit: number): string {
  return `a path has more than ${limit} decisions: a loop seems to have no bound`;
}

export function nonDeterminism(what: string): NonDeterminismError {
  return new NonDeterminismError(`the body is not deterministic: ${what}`);
}
