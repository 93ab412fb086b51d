import type { BoolTerm } from '../term/term.ts';
import type { Terms } from '../term/terms.ts';
import { PathEnd } from './errors.ts';
import type { StepOutcome, Obligation } from './path.ts';
import { nonDeterminism, type Recorder } from './run.ts';

/**
 * One execution along a path that an earlier run took, with other terms: its decisions are answered as before, and every
 * answer that rewriting or a solver gave then becomes a claim.
 */
export class GuidedRun implements Recorder {
  readonly obligations: Obligation[] = [];
  readonly condition: BoolTerm[] = [];
  readonly #terms: Terms;
  readonly #path: number;
  readonly #answers: readonly StepOutcome[];
  #asked = 0;
  #ended = false;

  constructor(terms: Terms, path: number, answers: readonly StepOutcome[]) {
    this.#terms = terms;
    this.#path = path;
    this.#answers = answers;
  }

  decide(condition: BoolTerm): boolean {
    const { answer, settled } = this.#next();
    const literal = answer ? condition : this.#terms.not(condition);
    if (settled) this.assert(`decision ${this.#asked}`, literal);
    else this.condition.push(literal);
    return answer;
  }

  askEarly(): void {
    // All is answered.
  }

  assume(condition: BoolTerm): void {
    const { answer } = this.#next();
    if (answer) {
      this.condition.push(condition);
      return;
    }
    this.assert(`contradiction ${this.#asked}`, this.#terms.not(condition));
    this.#end('the assumptions of this path contradict each other');
  }

  assert(name: string, goal: BoolTerm): void {
    this.#alive();
    this.obligations.push({ name, path: this.#path, premise: [...this.condition], goal });
  }

  trapIf(name: string, condition: BoolTerm): void {
    const { answer, settled } = this.#next();
    const goes = this.#terms.not(condition);
    this.assert(name, goes);
    if (answer) {
      this.assert(`trap ${this.#asked}`, condition);
      this.#end('the path ends in a trap');
    }
    if (!settled) this.condition.push(goes);
  }

  /** Claims that no state gets here. */
  unreachable(): void {
    if (!this.#ended) this.assert('an infeasible path', this.#terms.false);
  }

  cover(): void {
    // Covers are no claims about all states.
  }

  #end(why: string): never {
    this.#ended = true;
    throw new PathEnd(why);
  }

  /** A body that catches everything continues where the earlier run ended. */
  #alive(): void {
    if (this.#ended) throw new PathEnd('the body continued after its path had ended');
  }

  #next(): StepOutcome {
    this.#alive();
    const answer = this.#answers[this.#asked];
    if (answer === undefined) throw nonDeterminism('it asks more when it is run again');
    this.#asked += 1;
    return answer;
  }
}
