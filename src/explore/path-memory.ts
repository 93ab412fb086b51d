import { Context } from '../term/context.ts';
import type { BoolTerm } from '../term/term.ts';
import type { Terms } from '../term/terms.ts';

/** What is known on a path after some literals. */
interface Level {
  /** The last of them; `undefined` before the first. */
  readonly literal: BoolTerm | undefined;
  /** By condition: what it becomes there. */
  readonly simplified: Map<BoolTerm, BoolTerm>;
}

/**
 * What conditions became on the path of the latest run: the next one takes the same steps for a while, or, when it only repeats
 * that run, to its end, and need not simplify them again. What a condition becomes depends on nothing but the literals before it.
 */
export class PathMemory {
  readonly terms: Terms;
  readonly #levels: Level[] = [{ literal: undefined, simplified: new Map() }];

  constructor(terms: Terms) {
    this.terms = terms;
  }

  /** What a run knows at its start. Of two runs only the later one may go on. */
  begin(): PathKnowledge {
    return new PathKnowledge(this.terms, this.#levels);
  }
}

/** What is known on the path of one run so far. */
export class PathKnowledge {
  /** The literals of the path, oldest first. */
  readonly literals: BoolTerm[] = [];
  readonly #terms: Terms;
  readonly #levels: Level[];
  #context: Context | undefined;
  /** How many of the literals the context has. */
  #added = 0;

  constructor(terms: Terms, levels: Level[]) {
    this.#terms = terms;
    this.#levels = levels;
  }

  /** The same condition wherever the path goes, simplified with what is known on it. */
  simplify(condition: BoolTerm): BoolTerm {
    const known = this.#levels[this.literals.length]?.simplified;
    const before = known?.get(condition);
    if (before !== undefined) return before;
    const simplified = this.#upToDate().simplify(condition);
    known?.set(condition, simplified);
    return simplified;
  }

  /** One thing more is known from here on. */
  add(literal: BoolTerm): void {
    this.literals.push(literal);
    const depth = this.literals.length;
    if (this.#levels[depth]?.literal === literal) return;
    this.#levels.splice(depth, Infinity, { literal, simplified: new Map() });
    // At once, as on any new path: terms are ordered by when they are made.
    this.#upToDate();
  }

  #upToDate(): Context {
    this.#context ??= new Context(this.#terms, { knowsMaps: true });
    for (; this.#added < this.literals.length; this.#added += 1) {
      const literal = this.literals[this.#added];
      if (literal !== undefined) this.#context.add(literal);
    }
    return this.#context;
  }
}
