import type { Recorder } from '../explore/run.ts';
import type { BoolTerm } from '../term/term.ts';

/** Where a claim was made: how far something counted had come, and the conditions of the path. */
export interface ClaimMark {
  readonly count: number;
  readonly premise: readonly BoolTerm[];
}

/** Hands all on to another recorder, and remembers where the last claim was made. */
export class MarkingRecorder implements Recorder {
  readonly #to: Recorder;
  readonly #count: () => number;
  #lastClaim: ClaimMark = { count: 0, premise: [] };

  constructor(to: Recorder, count: () => number) {
    this.#to = to;
    this.#count = count;
  }

  /** Nothing counted where no claim was made. */
  get lastClaim(): ClaimMark {
    return this.#lastClaim;
  }

  get condition(): readonly BoolTerm[] {
    return this.#to.condition;
  }

  decide(condition: BoolTerm): boolean {
    return this.#to.decide(condition);
  }

  askEarly(): void {
    this.#to.askEarly();
  }

  assume(condition: BoolTerm): void {
    this.#to.assume(condition);
  }

  assert(name: string, goal: BoolTerm): void {
    this.#mark();
    this.#to.assert(name, goal);
  }

  trapIf(name: string, condition: BoolTerm): void {
    this.#mark();
    this.#to.trapIf(name, condition);
  }

  cover(name: string, condition: BoolTerm): void {
    this.#to.cover(name, condition);
  }

  #mark(): void {
    this.#lastClaim = { count: this.#count(), premise: [...this.condition] };
  }
}
