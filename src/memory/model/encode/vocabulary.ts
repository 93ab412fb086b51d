import type { BoolTerm, IntTerm } from '../../../term/term.ts';
import type { Terms } from '../../../term/terms.ts';
import {
  isInProgramOrder,
  isSameCell,
  rankOf,
  type Access,
  type History,
  type Placed,
  type Question,
} from '../program.ts';

/** The words in which axioms are written: a rank for every access, and which store each load reads from. */
export class Vocabulary<A extends Access = Access> {
  readonly terms: Terms;
  readonly accesses: readonly Placed<A>[];
  readonly loads: readonly Placed<A>[];
  readonly stores: readonly Placed<A>[];
  /** Names of rules that tests leave out. */
  readonly without: ReadonlySet<string>;
  readonly #history = new Map<string, readonly History[]>();

  constructor(
    terms: Terms,
    accesses: readonly Placed<A>[],
    question: Question,
    without: ReadonlySet<string> = new Set(),
  ) {
    this.terms = terms;
    this.accesses = accesses;
    this.loads = accesses.filter(({ kind }) => kind === 'load');
    this.stores = accesses.filter(({ kind }) => kind === 'store');
    this.without = without;
    for (const entry of question.history) {
      this.#history.set(entry.load, [...this.historyOf(entry.load), entry]);
    }
  }

  /** What a load may read besides stores. */
  historyOf(load: string): readonly History[] {
    return this.#history.get(load) ?? [];
  }

  rank(access: Access): IntTerm {
    return rankOf(this.terms, access.id);
  }

  isSame(a: Access, b: Access): BoolTerm {
    return isSameCell(this.terms, a.cell, b.cell);
  }

  /** Whether a load reads from a store; constant false where it cannot: coherence forbids reading what is later in its thread. */
  readsFrom(store: Placed<A>, load: Placed<A>): BoolTerm {
    const isAhead =
      store.thread === load.thread && store.position > load.position && !this.without.has('coherence');
    return isAhead || this.isSame(store, load) === this.terms.false
      ? this.terms.false
      : this.terms.boolVar(readsFromName(store.id, load.id));
  }

  readsHistory({ name, when, load }: History): BoolTerm {
    return this.terms.boolVar(readsFromName(`${when} ${name}`, load));
  }

  /** One rank before another of the same cell: coherence order of two stores, from-read of a load and a store. */
  precedes(a: Access, b: Access): BoolTerm {
    return this.terms.and(this.isSame(a, b), this.terms.lt(this.rank(a), this.rank(b)));
  }

  /** Extended coherence order: reads-from, coherence and from-read in any sequence. Two loads of one store have none. */
  extendedCoherence(a: Access, b: Access): BoolTerm {
    const { terms } = this;
    return a.kind === 'store' ? terms.and(this.isSame(a, b), this.inRankOrder(a, b)) : this.precedes(a, b);
  }

  /** The ranks of one access before another of the same cell: a load may read the store just before it. */
  inRankOrder(a: Access, b: Access): BoolTerm {
    const { terms } = this;
    return b.kind === 'load' ? terms.le(this.rank(a), this.rank(b)) : terms.lt(this.rank(a), this.rank(b));
  }
}

/** Name of the choice that a load reads from a store, or from a kind of history. */
export function readsFromName(source: string, load: string): string {
  return `reads.${load}.from.${source}`;
}

/** Pairs of steps of one thread that program order orders. */
export function orderedPairs<S extends { group?: string }>(
  steps: readonly Placed<S>[],
): readonly (readonly [Placed<S>, Placed<S>])[] {
  return steps.flatMap((a) =>
    steps.filter((b) => isInProgramOrder(a, b)).map((b): readonly [Placed<S>, Placed<S>] => [a, b]),
  );
}
