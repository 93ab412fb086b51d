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
    const { constant, whole } = linear(arg);
    const { factor } = whole;
    const key = keyOf(whole, sign);
    const bound = floorDiv(-sign * constant, factor);
    const known = this.#bounds.get(key);
    if (known === undefined || bound < known) this.#bounds.set(key, bound);
  }

  /** A bound of sign·arg: the least that its range, one known bound, or one and the range of one monomial give. */
  upper(arg: IntTerm, sign: Sign): End {
    const { constant, whole, terms, withoutOne } = linear(arg);
    let least = scaleRange(arg.range, sign).hi;
    const note = (known: bigint | undefined, rest: () => End): void => {
      if (known === undefined) return;
      const bound = addEnds(known + sign * constant, rest());
      if (bound < least) least = bound;
    };
    note(this.#known(whole, sign), () => 0n);
    for (const [i, [c, { range }]] of terms.entries())
      note(this.#known(withoutOne[i], sign), () => scaleRange(range, sign * c).hi);
    return least;
  }

  #known(form: Form | undefined, sign: Sign): bigint | undefined {
    if (form === undefined) return undefined;
    if (form.plus === '') return 0n;
    const bound = this.#bounds.get(keyOf(form, sign));
    return bound === undefined ? undefined : form.factor * bound;
  }
}

/** Σ ci·xi as the greatest factor of all coefficients, and what it multiplies as a key; also of the negative sum. */
interface Form {
  readonly factor: bigint;
  readonly plus: string;
  readonly minus: string;
}

/** constant + Σ ci·xi, the sum as a form, and the sums that leave out one monomial each. */
interface Linear extends Pick<Sum, 'constant' | 'terms'> {
  readonly whole: Form;
  readonly withoutOne: readonly Form[];
}

/** Each is looked up again and again: on every path, and each time that something more is known on it. */
const known = new WeakMap<IntTerm, Linear>();

function linear(arg: IntTerm): Linear {
  const before = known.get(arg);
  if (before !== undefined) return before;
  const { constant, terms } = partsOf(arg);
  const withoutOne = terms.map((_, i) => formOf(terms.toSpliced(i, 1)));
  const made = { constant, terms, whole: formOf(terms), withoutOne };
  known.set(arg, made);
  return made;
}

function partsOf(term: IntTerm): Pick<Sum, 'constant' | 'terms'> {
  if (term.kind === 'sum') return term;
  return term.kind === 'const' ? { constant: term.value, terms: [] } : { constant: 0n, terms: [[1n, term]] };
}

function formOf(terms: Sum['terms']): Form {
  const common = terms.reduce((g, [c]) => gcd(g, c), 0n);
  const factor = common === 0n ? 1n : common;
  const key = (sign: Sign): string => terms.map(([c, term]) => `${(sign * c) / factor}*${term.id}`).join('+');
  return { factor, plus: key(1n), minus: key(-1n) };
}

function keyOf({ plus, minus }: Form, sign: Sign): string {
  return sign === 1n ? plus : minus;
}
