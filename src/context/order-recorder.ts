import { engineClass } from '../domain/engine-part.ts';
import type { Run } from '../explore/run.ts';
import type { OrderedClaim } from '../proof/ordered.ts';
import type { About } from '../proof/standing.ts';
import type { BoolTerm } from '../term/term.ts';
import type { Terms } from '../term/terms.ts';
import { SymbolicContext, type Declarations } from './symbolic-context.ts';

/** A claim about an order of accesses, as one path makes it. */
export interface RecordedClaim {
  readonly name: string;
  readonly claim: OrderedClaim;
  readonly requirement: string | null;
  readonly path: number;
  /** The conditions of the path so far. */
  readonly premise: readonly BoolTerm[];
  /** The run that made it, which knows its events. */
  readonly context: OrderRecorder;
}

/** The context of a symbolic run that keeps what is claimed about orders of accesses, and where each access comes from. */
export class OrderRecorder extends SymbolicContext {
  static {
    engineClass(this);
  }

  readonly claims: RecordedClaim[] = [];
  readonly #recorded: Run;
  readonly #models: Declarations['memoryModels'];

  constructor(terms: Terms, run: Run, declared: Declarations) {
    super(terms, run, declared, true);
    this.#recorded = run;
    this.#models = declared.memoryModels;
  }

  override assertOrdered(name: string, claim: OrderedClaim, about: About = {}): void {
    super.assertOrdered(name, claim, about);
    if (!this.#models.includes(claim.model)) return;
    const { path, condition } = this.#recorded;
    const { requirement = null } = about;
    this.claims.push({ name, claim, requirement, path, premise: [...condition], context: this });
  }
}
