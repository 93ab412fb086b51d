import { bitLength, endsOf, isBounded, max, pow2 } from '../term/range.ts';
import type {
  BoolTerm,
  Bounded,
  Div,
  Field,
  IntTerm,
  Layout,
  Mapped,
  MemoryTerm,
  Rem,
  Select,
  Term,
  Var,
} from '../term/term.ts';
import { EncodingError, Lowering, overlaid } from './lowering.ts';

const bits = (value: bigint, width: number): string => `(_ bv${value & (pow2(width) - 1n)} ${width})`;

/** Least width in which every value of a range is a signed number, so that arithmetic on it is exact. */
function signedWidth({ lo, hi }: Bounded): number {
  return bitLength(max(hi, -lo)) + 1;
}

/** Least width, at least 1, in which every value of a range of naturals is an unsigned number. */
const naturalWidth = (r: Bounded): number => Math.max(1, bitLength(r.hi));

/**
 * Bit-vectors: the second encoding, against which the first is checked, and for what is about bits. A term is lowered at
 * the width that its user asks for, modulo 2 to that width; a user that needs the exact value asks for enough.
 */
export class BvLowering extends Lowering {
  readonly #memories = new Map<MemoryTerm, string>();
  readonly #sized = new Map<string, string>();
  #indexWidth = 1;

  protected prepare(terms: readonly Term[]): void {
    for (const term of terms) {
      if (term.kind === 'var' && !isBounded(term.range)) {
        throw new EncodingError(
          `'${term.name}' is an unbounded integer, which no bit-vector can hold`,
          'Leave out --encoding bv: integer arithmetic, the default, has such integers.',
        );
      }
      if (term.kind === 'select')
        this.#indexWidth = Math.max(this.#indexWidth, naturalWidth(endsOf(term.address)));
      if (term.kind !== 'store') continue;
      const last = { lo: 0n, hi: endsOf(term.address).hi + BigInt(term.bytes) - 1n };
      this.#indexWidth = Math.max(this.#indexWidth, naturalWidth(last));
    }
  }

  protected complete(): void {
    // Every operation is the solver's own: nothing is left to define.
  }

  protected addressSymbol(term: Select | Layout | Mapped): string {
    return this.#at(term.address, this.#addressWidth(term));
  }

  protected addressSort(): string {
    return `(_ BitVec ${ADDRESS_WIDTH})`;
  }

  #addressWidth(term: Select | Layout | Mapped): number {
    return term.kind === 'select' ? this.#indexWidth : ADDRESS_WIDTH;
  }

  protected defineRelation(term: Extract<BoolTerm, { kind: 'le' | 'eq' }>): string {
    const width = signedWidth(endsOf(term.arg));
    const arg = this.#at(term.arg, width);
    return term.kind === 'le' ? `(bvsle ${arg} ${bits(0n, width)})` : `(= ${arg} ${bits(0n, width)})`;
  }

  /** A term modulo 2^width, as a bit-vector of that width. */
  #at(term: IntTerm, width: number): string {
    const key = `${term.id}:${width}`;
    const known = this.#sized.get(key);
    if (known !== undefined) return known;
    const symbol = this.#lowerAt(term, width);
    this.#sized.set(key, symbol);
    return symbol;
  }

  #lowerAt(term: IntTerm, width: number): string {
    switch (term.kind) {
      case 'const':
        return bits(term.value, width);
      case 'sum': {
        const parts = term.terms.map(([c, t]) =>
          c === 1n ? this.#at(t, width) : `(bvmul ${bits(c, width)} ${this.#at(t, width)})`,
        );
        if (term.constant !== 0n || parts.length === 0) parts.push(bits(term.constant, width));
        return this.#defineAt(
          width,
          parts.reduce((a, b) => `(bvadd ${a} ${b})`),
        );
      }
      case 'wrap':
        return width <= term.bits
          ? this.#at(term.arg, width)
          : resize(this.#at(term.arg, term.bits), term.bits, width);
      case 'ite': {
        const [a, b] = [this.#at(term.whenTrue, width), this.#at(term.whenFalse, width)];
        return this.#defineAt(width, `(ite ${this.bool(term.condition)} ${a} ${b})`);
      }
      default:
        return resize(this.int(term), nativeWidth(term), width);
    }
  }

  #defineAt(width: number, expression: string): string {
    return this.define(`(_ BitVec ${width})`, expression);
  }

  /** A natural-valued term at its native width. */
  protected defineInt(term: IntTerm): string {
    const width = nativeWidth(term);
    switch (term.kind) {
      case 'const':
      case 'sum':
      case 'wrap':
      case 'ite':
        return this.#at(term, width);
      case 'var':
        return this.#input(term, width);
      case 'field':
        return this.#field(term);
      case 'rem':
      case 'div':
        return this.#divide(term, width);
      case 'bitand':
        return this.#defineAt(width, `(bvand ${this.#at(term.left, width)} ${this.#at(term.right, width)})`);
      case 'lowbit': {
        const arg = this.#at(term.arg, width);
        return this.#defineAt(width, `(bvand ${arg} (bvneg ${arg}))`);
      }
      case 'select':
        return this.#select(term);
      case 'layout': {
        const symbol = this.layoutFact(term, `(_ BitVec ${width})`);
        this.assert(`(bvule ${symbol} ${bits(term.range.hi, width)})`);
        return symbol;
      }
    }
  }

  #input(term: Var, width: number): string {
    const symbol = this.declareInput(term.name, `(_ BitVec ${width})`);
    const { lo, hi } = endsOf(term);
    this.assert(`(and (bvule ${bits(lo, width)} ${symbol}) (bvule ${symbol} ${bits(hi, width)}))`);
    if (term.powerOfTwo)
      this.assert(`(= (bvand ${symbol} (bvsub ${symbol} ${bits(1n, width)})) ${bits(0n, width)})`);
    return symbol;
  }

  #field({ arg, low, bits: length }: Field): string {
    const available = naturalWidth(endsOf(arg));
    if (low >= available) return bits(0n, length);
    const high = Math.min(available, low + length) - 1;
    return this.#defineAt(
      length,
      resize(`((_ extract ${high} ${low}) ${this.#at(arg, available)})`, high - low + 1, length),
    );
  }

  #divide(term: Rem | Div, width: number): string {
    const { arg, by } = term;
    // A negative argument comes with a power of two only, and modulo a multiple of that its residue is the same.
    const natural = arg.range.lo >= 0n ? naturalWidth(endsOf(arg)) : 1;
    const wide = Math.max(natural, naturalWidth(endsOf(by)), width);
    const [x, s] = [this.#at(arg, wide), this.#at(by, wide)];
    if (term.kind === 'rem') return this.#defineAt(width, resize(`(bvurem ${x} ${s})`, wide, width));
    const quotient = `(ite (= ${s} ${bits(0n, wide)}) ${bits(0n, wide)} (bvudiv ${x} ${s}))`;
    return this.#defineAt(width, resize(quotient, wide, width));
  }

  #select(term: Select): string {
    const address = this.addressSymbol(term);
    let base = term.memory;
    while (base.kind === 'store') base = base.memory;
    if (base.kind !== 'memory') throw overlaid();
    const initial = this.#defineAt(8, `(select ${this.#memory(base)} ${address})`);
    const sorts = { address: `(_ BitVec ${this.#indexWidth})`, byte: '(_ BitVec 8)' };
    this.observeByte(term, base.name, sorts, initial);
    return base === term.memory
      ? initial
      : this.#defineAt(8, `(select ${this.#memory(term.memory)} ${address})`);
  }

  #memory(term: MemoryTerm): string {
    const known = this.#memories.get(term);
    if (known !== undefined) return known;
    const sort = `(Array (_ BitVec ${this.#indexWidth}) (_ BitVec 8))`;
    let symbol: string;
    if (term.kind === 'memory') symbol = this.declareNamed(term.name, `() ${sort}`);
    else if (term.kind !== 'store') throw overlaid();
    else {
      let array = this.#memory(term.memory);
      const address = this.#at(term.address, this.#indexWidth);
      const width = Math.max(8 * term.bytes, naturalWidth(endsOf(term.value)));
      const value = this.#at(term.value, width);
      for (let i = 0; i < term.bytes; i++) {
        const index = `(bvadd ${address} ${bits(BigInt(i), this.#indexWidth)})`;
        array = `(store ${array} ${index} ((_ extract ${8 * i + 7} ${8 * i}) ${value}))`;
      }
      symbol = this.define(sort, array);
    }
    this.#memories.set(term, symbol);
    return symbol;
  }
}

/** Width of the addresses of the region map: beyond 64 bits, for sums of an address and an offset. */
const ADDRESS_WIDTH = 72;

/** The default width that a term is lowered at: enough for its value. */
function nativeWidth(term: IntTerm): number {
  switch (term.kind) {
    case 'field':
      return term.bits;
    case 'select':
      return 8;
    case 'layout':
      return 64;
    case 'lowbit':
    case 'bitand': {
      const args = term.kind === 'lowbit' ? [term.arg] : [term.left, term.right];
      return Math.max(...args.map((arg) => naturalWidth(endsOf(arg))));
    }
    default:
      if (term.range.lo < 0n)
        throw new RangeError(`a ${term.kind} that may be ${term.range.lo} has no native bit-vector width`);
      return naturalWidth(endsOf(term));
  }
}

function resize(symbol: string, from: number, to: number): string {
  if (from === to) return symbol;
  return from < to ? `((_ zero_extend ${to - from}) ${symbol})` : `((_ extract ${to - 1} 0) ${symbol})`;
}
