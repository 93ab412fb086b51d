import { addEnds, floorDiv, gcd, scaleRange } from './range.ts';
import type { BoolTerm, End, IntTerm, Sum } from './term.ts';

/** 1 or −1: what a term is multiplied by. */
export type Sign = 1n | -1n;

/** Upper bounds of linear forms that hold wherever some conditions do. */
export class KnownBounds {
  /** Of Σ ci·xi without a common factor, by its monomials: the least upper bound known. */
  readonly #bounds = new Map<string, bigint>();

  /** One condition more is known. */
  add(literal: BoolTerm): void {
    if (literal.kind === 'le') this.addAtMostZero(literal.arg);
    if (literal.kind !== 'eq') return;
    this.addAtMostZero(literal.arg);
    this.addAtMostZero(literal.arg, -1n);
  }

  /** sign·arg ≤ 0 is known. */
  addAtMostZero(arg: IntTerm, sign: Sign = 1n): void {
    const { constant, terms } = linear(arg);
    const { key, factor } = form(terms, sign);
    const bound = floorDiv(-sign * constant, factor);
    const known = this.#bounds.get(key);
    if (known === undefined || bound < known) this.#bounds.set(key, bound);
  }

  /** A bound of sign·arg: the least that its range, one known bound, or one and the range of one monomial give. */
  upper(arg: IntTerm, sign: Sign): End {
    const { constant, terms } = linear(arg);
    const bounds: End[] = [scaleRange(arg.range, sign).hi];
    const note = (known: bigint | undefined, rest: End): void => {
      if (known !== undefined) bounds.push(addEnds(known + sign * constant, rest));
    };
    note(this.#known(terms, sign), 0n);
    for (const [i, [c, term]] of terms.entries()) {
      note(this.#known(terms.toSpliced(i, 1), sign), scaleRange(term.range, sign * c).hi);
    }
    return bounds.reduce((least, bound) => (bound < least ? bound : least));
  }

  #known(terms: Sum['terms'], sign: Sign): bigint | undefined {
    if (terms.length === 0) return 0n;
    const { key, factor } = form(terms, sign);
    const bound = this.#bounds.get(key);
    return bound === undefined ? undefined : factor * bound;
  }
}

/** constant + Σ ci·xi */
function linear(term: IntTerm): Pick<Sum, 'constant' | 'terms'> {
  if (term.kind === 'sum') return term;
  return term.kind === 'const' ? { constant: term.value, terms: [] } : { constant: 0n, terms: [[1n, term]] };
}

/** sign·Σ ci·xi as the greatest factor of all coefficients and, as a key, what it multiplies. */
function form(terms: Sum['terms'], sign: Sign): { key: string; factor: bigint } {
  const factor = terms.reduce((g, [c]) => gcd(g, c), 0n);
  const key = terms.map(([c, term]) => `${(sign * c) / factor}*${term.id}`).join('+');
  return { key, factor: factor === 0n ? 1n : factor };
}
