import { KnownBounds } from './known-bounds.ts';
import { KnownMaps } from './known-maps.ts';
import { floorDiv, isBounded, pow2, range } from './range.ts';
import { Rebuilder } from './rebuild.ts';
import type { BoolTerm, IntTerm, Range } from './term.ts';
import type { Terms } from './terms.ts';

/**
 * What is known on one path, to simplify conditions with. The result means the same wherever what is known holds, and
 * only there: it may be asked under that premise, and must not reach what other paths share.
 */
export class Context {
  readonly #terms: Terms;
  readonly #known = new Set<BoolTerm>();
  readonly #bounds = new KnownBounds();
  readonly #maps: KnownMaps | undefined;
  #rebuilder: Rebuilder | undefined;

  /**
   * `knowsMaps`: besides the premise, what is true of every region map is known, too. The conditions that say so of a map must
   * not be simplified by it.
   */
  constructor(
    terms: Terms,
    options: { readonly premise?: readonly BoolTerm[]; readonly knowsMaps: boolean },
  ) {
    this.#terms = terms;
    this.#maps = options.knowsMaps ? new KnownMaps(terms) : undefined;
    for (const literal of options.premise ?? []) this.add(literal);
  }

  /** One thing more is known from here on. */
  add(literal: BoolTerm): void {
    for (const part of literal.kind === 'and' ? literal.args : [literal]) {
      this.#known.add(part);
      this.#bounds.add(part);
      for (const arg of this.#maps?.add(part) ?? []) this.#bounds.addAtMostZero(arg);
    }
    // What it remembers was simplified with less.
    this.#rebuilder = undefined;
  }

  simplify(condition: BoolTerm): BoolTerm {
    if (!this.#terms.rewriting) return condition;
    this.#rebuilder ??= new Rebuilder(this.#terms, {
      bool: (part) => this.#replaced(part),
      residue: (arg, bits) => this.#residue(arg, pow2(bits)),
    });
    return this.#rebuilder.bool(condition);
  }

  #replaced(condition: BoolTerm): BoolTerm | undefined {
    const answer = this.#implied(condition);
    if (answer !== undefined) return this.#terms.truth(answer);
    return condition.kind === 'eq' && condition.arg.kind === 'wrap'
      ? this.#isMultiple(condition.arg.arg, pow2(condition.arg.bits))
      : undefined;
  }

  #implied(condition: BoolTerm): boolean | undefined {
    if (this.#known.has(condition)) return true;
    if (this.#known.has(this.#terms.not(condition))) return false;
    if (condition.kind !== 'le' && condition.kind !== 'eq') return undefined;
    const { lo, hi } = this.#ends(condition.arg);
    if (condition.kind === 'le') return hi <= 0n ? true : lo > 0n ? false : undefined;
    return lo > 0n || hi < 0n ? false : undefined;
  }

  /** Whether arg is a multiple of a modulus, where at most one multiple is within its bounds. */
  #isMultiple(arg: IntTerm, modulus: bigint): BoolTerm | undefined {
    const ends = this.#ends(arg);
    if (!isBounded(ends)) return undefined;
    const [first, last] = [-floorDiv(-ends.lo, modulus), floorDiv(ends.hi, modulus)];
    if (first > last) return this.#terms.false;
    return first === last ? this.#terms.isZero(this.#terms.offset(arg, -first * modulus)) : undefined;
  }

  /** arg modulo a modulus, where its bounds have one quotient. */
  #residue(arg: IntTerm, modulus: bigint): IntTerm | undefined {
    const ends = this.#ends(arg);
    if (!isBounded(ends)) return undefined;
    const quotient = floorDiv(ends.lo, modulus);
    return quotient === floorDiv(ends.hi, modulus) ? this.#terms.offset(arg, -quotient * modulus) : undefined;
  }

  /** The least and the greatest value that are known to be possible. */
  #ends(arg: IntTerm): Range {
    return range(-this.#bounds.upper(arg, -1n), this.#bounds.upper(arg, 1n));
  }
}
