import { Rebuilder } from './rebuild.ts';
import type { BoolTerm, IntTerm } from './term.ts';
import type { Terms } from './terms.ts';

/**
 * What is known on one path, to simplify conditions with. The result means the same wherever what is known holds, and
 * only there: it may be asked under that premise, and must not reach what other paths share.
 */
export class Context {
  readonly #terms: Terms;
  readonly #known = new Set<BoolTerm>();
  /** Of Σ ci·xi, by its monomials: the least upper bound known. */
  readonly #bounds = new Map<string, bigint>();
  #rebuilder: Rebuilder | undefined;

  constructor(terms: Terms, premise: readonly BoolTerm[] = []) {
    this.#terms = terms;
    for (const literal of premise) this.add(literal);
  }

  /** One thing more is known from here on. */
  add(literal: BoolTerm): void {
    for (const part of literal.kind === 'and' ? literal.args : [literal]) {
      this.#known.add(part);
      this.#note(part);
    }
    // What it remembers was simplified with less.
    this.#rebuilder = undefined;
  }

  simplify(condition: BoolTerm): BoolTerm {
    if (!this.#terms.rewriting) return condition;
    this.#rebuilder ??= new Rebuilder(this.#terms, (part) => {
      const answer = this.#implied(part);
      return answer === undefined ? undefined : this.#terms.truth(answer);
    });
    return this.#rebuilder.bool(condition);
  }

  #note(literal: BoolTerm): void {
    if (literal.kind !== 'le' && literal.kind !== 'eq') return;
    const directions = literal.kind === 'le' ? [1n] : [1n, -1n];
    for (const sign of directions) {
      const { key, constant } = monomials(literal.arg, sign);
      const bound = this.#bounds.get(key);
      if (bound === undefined || -constant < bound) this.#bounds.set(key, -constant);
    }
  }

  #implied(condition: BoolTerm): boolean | undefined {
    if (this.#known.has(condition)) return true;
    if (this.#known.has(this.#terms.not(condition))) return false;
    if (condition.kind === 'le') {
      if (this.#atMostZero(condition.arg, 1n)) return true;
      // Not ≤ 0 is ≥ 1, which is 1 − x ≤ 0.
      return this.#atMostZero(condition.arg, -1n, 1n) ? false : undefined;
    }
    if (condition.kind !== 'eq') return undefined;
    const { arg } = condition;
    return this.#atMostZero(arg, -1n, 1n) || this.#atMostZero(arg, 1n, 1n) ? false : undefined;
  }

  /** Whether sign·arg + offset ≤ 0 follows from one known bound. */
  #atMostZero(arg: IntTerm, sign: bigint, offset = 0n): boolean {
    const { key, constant } = monomials(arg, sign);
    const bound = this.#bounds.get(key);
    return bound !== undefined && bound + constant + offset <= 0n;
  }
}

/** The part of sign·term that varies, as a key, and its constant. */
function monomials(term: IntTerm, sign: bigint): { key: string; constant: bigint } {
  if (term.kind !== 'sum') return { key: `${sign}*${term.id}`, constant: 0n };
  return { key: term.terms.map(([c, t]) => `${sign * c}*${t.id}`).join('+'), constant: sign * term.constant };
}
