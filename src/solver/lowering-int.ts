import { bitLength, endsOf, floorDiv, max, min, pow2 } from '../term/range.ts';
import type {
  Div,
  End,
  Field,
  IntTerm,
  Layout,
  LowBit,
  Mapped,
  MemoryTerm,
  Rem,
  Select,
  Term,
  Var,
  Wrap,
} from '../term/term.ts';
import type { BoolTerm, BitAnd } from '../term/term.ts';
import { knownValues, type KnownValues } from '../term/known-values.ts';
import { isPowerOfTwoTerm } from '../term/power-of-two.ts';
import { Lowering, overlaid } from './lowering.ts';

const numeral = (value: bigint): string => (value < 0n ? `(- ${-value})` : `${value}`);
const times = (factor: bigint, symbol: string): string =>
  factor === 1n ? symbol : `(* ${numeral(factor)} ${symbol})`;
const plus = (parts: readonly string[]): string =>
  parts.length === 1 ? (parts[0] ?? '0') : parts.length === 0 ? '0' : `(+ ${parts.join(' ')})`;

/** Linear integer arithmetic, the default encoding: a word is the number it holds, and nothing is about bits. */
export class IntLowering extends Lowering {
  #functions: readonly KnownValues[] = [];
  readonly #cuts = new Map<IntTerm, Set<number>>();
  readonly #pieces = new Map<IntTerm, ReadonlyMap<number, { symbol: string; end: number }>>();
  readonly #bits = new Map<IntTerm, readonly string[]>();
  /** By divisor: the multiples of it that remainders are taken from. */
  readonly #multiples = new Map<IntTerm, string[]>();

  protected prepare(terms: readonly Term[]): void {
    for (const term of terms) {
      if (term.kind === 'field') this.#cut(term.arg, term.low, term.low + term.bits);
      if (term.kind === 'store') for (let i = 0; i < term.bytes; i++) this.#cut(term.value, 8 * i, 8 * i + 8);
    }
  }

  protected override withoutFunctions(conditions: readonly BoolTerm[]): readonly BoolTerm[] {
    const { functions, left } = knownValues(this.query.terms, conditions);
    this.#functions = functions;
    return left;
  }

  #cut(arg: IntTerm, ...at: readonly number[]): void {
    const cuts = this.#cuts.get(arg) ?? new Set([0]);
    for (const bit of at) cuts.add(bit);
    this.#cuts.set(arg, cuts);
  }

  protected addressSymbol(term: Select | Layout | Mapped): string {
    return this.int(term.address);
  }

  protected addressSort(): string {
    return 'Int';
  }

  protected defineRelation(term: Extract<BoolTerm, { kind: 'le' | 'eq' }>): string {
    return `(${term.kind === 'le' ? '<=' : '='} ${this.#expression(term.arg)} 0)`;
  }

  /** A term as an expression, sums spelt out where they stand. */
  #expression(term: IntTerm): string {
    if (term.kind !== 'sum') return this.int(term);
    const parts = term.terms.map(([c, t]) => times(c, this.int(t)));
    return plus(term.constant === 0n ? parts : [numeral(term.constant), ...parts]);
  }

  protected defineInt(term: IntTerm): string {
    switch (term.kind) {
      case 'const':
        return numeral(term.value);
      case 'var':
        return this.#input(term);
      case 'sum':
        return this.define('Int', this.#expression(term));
      case 'wrap':
        return this.#wrap(term);
      case 'field':
        return this.#field(term);
      case 'rem':
        return this.#rem(term);
      case 'div':
        return this.#div(term);
      case 'bitand':
        return this.#bitand(term);
      case 'lowbit':
        return this.#lowbit(term);
      case 'ite': {
        const [a, b] = [this.#expression(term.whenTrue), this.#expression(term.whenFalse)];
        return this.define('Int', `(ite ${this.bool(term.condition)} ${a} ${b})`);
      }
      case 'select':
        return this.#select(term);
      case 'layout': {
        const symbol = this.layoutFact(term, 'Int');
        this.#bound(symbol, term.range.lo, term.range.hi);
        return symbol;
      }
    }
  }

  #bound(symbol: string, lo: End, hi: End): void {
    const ends = [lo, symbol, hi].flatMap((end) =>
      typeof end === 'bigint' ? [numeral(end)] : typeof end === 'string' ? [end] : [],
    );
    if (ends.length > 1) this.assert(`(<= ${ends.join(' ')})`);
  }

  #variable(prefix: string, lo: End, hi: End): string {
    const symbol = this.declare(prefix, 'Int');
    this.#bound(symbol, lo, hi);
    return symbol;
  }

  #input(term: Var): string {
    const symbol = this.declareInput(term.name, 'Int');
    this.#bound(symbol, term.range.lo, term.range.hi);
    if (term.powerOfTwo)
      this.assert(
        `(or ${powersIn(term)
          .map((power) => `(= ${symbol} ${power})`)
          .join(' ')})`,
      );
    return symbol;
  }

  #wrap({ bits, arg }: Wrap): string {
    const modulus = pow2(bits);
    const [first, last] = [floorDivEnd(arg.range.lo, modulus), floorDivEnd(arg.range.hi, modulus)];
    const symbol = this.int(arg);
    const minus = (k: bigint): string => (k === 0n ? symbol : `(- ${symbol} ${numeral(k * modulus)})`);
    if (typeof first === 'bigint' && first === last) return this.define('Int', minus(first));
    if (typeof first === 'bigint' && last === first + 1n) {
      return this.define(
        'Int',
        `(ite (<= ${numeral(last * modulus)} ${symbol}) ${minus(last)} ${minus(first)})`,
      );
    }
    const rest = this.#variable('r', 0n, modulus - 1n);
    const quotient = this.#variable('q', first, last);
    this.assert(`(= ${symbol} ${plus([times(modulus, quotient), rest])})`);
    return rest;
  }

  #field({ arg, low, bits }: Field): string {
    const sum = this.#pieceSum(arg, low, bits);
    return sum.startsWith('(') ? this.define('Int', sum) : sum;
  }

  /** A word cut at every bit where some field of it begins or ends: one definition for all of its fields. */
  #piecesOf(arg: IntTerm): ReadonlyMap<number, { symbol: string; end: number }> {
    const known = this.#pieces.get(arg);
    if (known !== undefined) return known;
    const length = bitLength(endsOf(arg).hi);
    const cuts = [...(this.#cuts.get(arg) ?? [])].filter((cut) => cut < length).sort((a, b) => a - b);
    const pieces = new Map<number, { symbol: string; end: number }>();
    cuts.forEach((cut, i) => {
      const end = cuts[i + 1];
      const greatest = end === undefined ? endsOf(arg).hi >> BigInt(cut) : pow2(end - cut) - 1n;
      pieces.set(cut, { symbol: this.#variable('b', 0n, greatest), end: end ?? Infinity });
    });
    const total = [...pieces].map(([cut, { symbol }]) => times(pow2(cut), symbol));
    this.assert(`(= ${this.#expression(arg)} ${plus(total)})`);
    this.#pieces.set(arg, pieces);
    return pieces;
  }

  /** The sum of the pieces between two bits. */
  #pieceSum(arg: IntTerm, low: number, bits: number): string {
    const pieces = this.#piecesOf(arg);
    const parts: string[] = [];
    for (let at = low; at < low + bits;) {
      const piece = pieces.get(at);
      if (piece === undefined) break;
      parts.push(times(pow2(at - low), piece.symbol));
      at = piece.end;
    }
    return plus(parts);
  }

  #rem(term: Rem): string {
    const { arg, by } = term;
    const x = this.int(arg);
    const s = this.int(by);
    const rest = this.#variable('r', term.range.lo, term.range.hi);
    const multiple = this.declare('p', 'Int');
    this.assert(`(= ${x} (+ ${multiple} ${rest}))`);
    this.assert(by.range.lo > 0n ? `(< ${rest} ${s})` : `(ite (= ${s} 0) (= ${rest} ${x}) (< ${rest} ${s}))`);
    if (by.kind === 'const') this.#exactMultiple(multiple, by, arg);
    else {
      this.#multiples.set(by, [...(this.#multiples.get(by) ?? []), multiple]);
      if (this.query.exact) this.#exactMultiple(multiple, by, arg);
    }
    return rest;
  }

  /** multiple = by·q, case by case where `by` is a power of two, and nonlinear where it can be anything. */
  #exactMultiple(multiple: string, by: IntTerm, arg: IntTerm): string {
    // The quotient by the least divisor is the farthest from 0, and 0 the nearest: what the equation says is in between.
    const divisor = max(endsOf(by).lo, 1n);
    const q = this.#variable(
      'q',
      min(0n, floorDivEnd(arg.range.lo, divisor)),
      max(0n, floorDivEnd(arg.range.hi, divisor)),
    );
    const s = this.int(by);
    if (by === this.query.terms.zero) {
      this.assert(`(= ${q} 0)`);
      return q;
    }
    if (by.kind === 'const') this.assert(`(= ${multiple} ${times(by.value, q)})`);
    else if (isPowerOfTwoTerm(by)) {
      for (const power of powersIn(by))
        this.assert(`(=> (= ${s} ${power}) (= ${multiple} ${times(power, q)}))`);
    } else
      this.assert(
        by.range.lo > 0n
          ? `(= ${multiple} (* ${s} ${q}))`
          : `(ite (= ${s} 0) (= ${q} 0) (= ${multiple} (* ${s} ${q})))`,
      );
    return q;
  }

  #div(term: Div): string {
    const { arg, by } = term;
    const s = this.int(by);
    const rest = this.#variable('r', 0n, arg.range.hi);
    const multiple = this.declare('p', 'Int');
    this.assert(`(= ${this.int(arg)} (+ ${multiple} ${rest}))`);
    this.assert(by.range.lo > 0n ? `(< ${rest} ${s})` : `(or (= ${s} 0) (< ${rest} ${s}))`);
    return this.#exactMultiple(multiple, by, arg);
  }

  #bitand({ left, right }: BitAnd): string {
    const [a, b] = [this.#bitsOf(left), this.#bitsOf(right)];
    const parts = a.slice(0, b.length).map((bit, i) => {
      return `(ite (and (= ${bit} 1) (= ${b[i] ?? '0'} 1)) ${pow2(i)} 0)`;
    });
    return this.define('Int', plus(parts));
  }

  #bitsOf(arg: IntTerm): readonly string[] {
    const known = this.#bits.get(arg);
    if (known !== undefined) return known;
    const bits = Array.from({ length: bitLength(endsOf(arg).hi) }, () => this.#variable('b', 0n, 1n));
    this.assert(`(= ${this.#expression(arg)} ${plus(bits.map((bit, i) => times(pow2(i), bit)))})`);
    this.#bits.set(arg, bits);
    return bits;
  }

  /** 0 of 0; else 2^k where the argument is 2^k·(2q + 1). */
  #lowbit({ arg, range }: LowBit): string {
    const lowest = this.#variable('l', range.lo, range.hi);
    const q = this.#variable('q', 0n, arg.range.hi);
    const x = this.int(arg);
    const cases = Array.from({ length: bitLength(endsOf(arg).hi) }, (_, k) => {
      return `(and (= ${lowest} ${pow2(k)}) (= ${x} (+ ${pow2(k)} ${times(pow2(k + 1), q)})))`;
    });
    this.assert(`(or (and (= ${x} 0) (= ${lowest} 0) (= ${q} 0)) ${cases.join(' ')})`);
    return lowest;
  }

  #select(term: Select): string {
    const address = this.int(term.address);
    const memory = this.#memory(term.memory);
    let base = term.memory;
    while (base.kind === 'store') base = base.memory;
    if (base.kind !== 'memory') throw overlaid();
    const initial = this.define('Int', `(select ${this.#memory(base)} ${address})`);
    // Bytes are bytes: said of the initial memory only; what is stored says it of itself.
    this.#bound(initial, 0n, 255n);
    this.observeByte(term, base.name, { address: 'Int', byte: 'Int' }, initial);
    return base === term.memory ? initial : this.define('Int', `(select ${memory} ${address})`);
  }

  readonly #memories = new Map<MemoryTerm, string>();

  #memory(term: MemoryTerm): string {
    const known = this.#memories.get(term);
    if (known !== undefined) return known;
    let symbol: string;
    if (term.kind === 'memory') symbol = this.declareNamed(term.name, '() (Array Int Int)');
    else if (term.kind !== 'store') throw overlaid();
    else {
      let array = this.#memory(term.memory);
      const address = this.int(term.address);
      for (let i = 0; i < term.bytes; i++) {
        array = `(store ${array} (+ ${address} ${i}) ${this.#pieceSum(term.value, 8 * i, 8)})`;
      }
      symbol = this.define('(Array Int Int)', array);
    }
    this.#memories.set(term, symbol);
    return symbol;
  }

  protected complete(): void {
    for (const values of this.#functions) {
      const name = this.declareFunction('f', '(Int) Int');
      for (const { at, value } of values)
        this.assert(`(= ${this.int(value)} (${name} ${this.#expression(at)}))`);
    }
    this.#spreadMultiples();
  }

  /** Two multiples of one number are equal or at least that number apart; 0 is one. */
  #spreadMultiples(): void {
    for (const [by, multiples] of this.#multiples) {
      const s = this.int(by);
      const family = ['0', ...(isPowerOfTwoTerm(by) ? [`${by.range.hi}`] : []), ...multiples];
      const known = family.length - multiples.length;
      family.forEach((p, i) => {
        for (const q of family.slice(0, i >= known ? i : 0)) {
          this.assert(`(or (= ${p} ${q}) (<= (+ ${p} ${s}) ${q}) (<= (+ ${q} ${s}) ${p}))`);
        }
      });
    }
  }
}

const floorDivEnd = (end: End, divisor: bigint): End =>
  typeof end === 'bigint' ? floorDiv(end, divisor) : end;

/** The powers of two among a term's values. */
function powersIn({ range }: IntTerm): readonly bigint[] {
  const powers: bigint[] = [];
  for (let power = 1n; power <= range.hi; power *= 2n) if (power >= range.lo) powers.push(power);
  return powers;
}
