import { normaliseSum } from './linear.ts';
import { alignBelow, demandNatural, remRange, sumRange } from './bounds.ts';
import { Interner, keyOf } from './interner.ts';
import { isPowerOfTwoTerm } from './power-of-two.ts';
import {
  bitLength,
  endsOf,
  isPowerOfTwo,
  min,
  pow2,
  range,
  trailingZeros,
  unionRange,
  wrapRange,
} from './range.ts';
import { applyRules } from './rewrite.ts';
import { chosenRange } from './chosen-range.ts';
import { isOverlaid, selectOverOverlay } from './overlay.ts';
import { loadBytes, selectOverStore } from './read-over-write.ts';
import type {
  BoolTerm,
  Const,
  End,
  Filled,
  IntTerm,
  LayoutFact,
  MemoryTerm,
  MemoryVar,
  Overlay,
  Range,
  Select,
  Store,
  Sum,
  Term,
  Truth,
} from './term.ts';

/** A term without what the store adds: identity, range, alignment. */
export type Parts<T> = T extends Term ? Omit<T, 'id' | 'sort' | 'range' | 'align'> : never;

export interface TermsOptions {
  /** Off: every constructor builds just the term it names. For checking the rules, and for second opinions. */
  readonly rewriting: boolean;
}

/**
 * The store of terms and their constructors. Constructors simplify, unless rewriting is off; they compute ranges
 * and alignment always. A store lives as long as one proof.
 */
export class Terms {
  readonly rewriting: boolean;
  readonly zero: Const;
  readonly true: Truth;
  readonly false: Truth;
  /** The same store with rewriting off: its terms and this store's can be mixed. */
  readonly raw: Terms;
  /** Called with the name of each rule that fires. */
  onRewrite: ((rule: string) => void) | undefined;

  readonly #nodes: Interner;
  readonly #rewritten = new Map<Term, Term>();
  readonly #loads = new Map<string, IntTerm>();
  readonly #truths = new Map<boolean, Truth>();
  readonly #consts = new Map<bigint, Const>();
  // Results by operands, where most calls are.
  readonly #negations = new Map<BoolTerm, BoolTerm>();
  readonly #sums = new Map<number, IntTerm>();
  readonly #differences = new Map<number, IntTerm>();
  readonly #orders = new Map<number, BoolTerm>();
  readonly #strictOrders = new Map<number, BoolTerm>();
  readonly #equalities = new Map<number, BoolTerm>();

  constructor(options: TermsOptions = { rewriting: true }, shared?: Terms) {
    this.rewriting = options.rewriting;
    this.#nodes = shared === undefined ? new Interner() : shared.#nodes;
    this.zero = this.const(0n);
    this.true = this.truth(true);
    this.false = this.truth(false);
    this.raw = options.rewriting ? new Terms({ rewriting: false }, this) : this;
  }

  get size(): number {
    return this.#nodes.size;
  }

  // Integers

  const(value: bigint): Const {
    return once(this.#consts, value, () =>
      this.#nodes.intern(`c${value}`, (id) => ({
        id,
        sort: 'int',
        kind: 'const',
        value,
        range: range(value, value),
        align: trailingZeros(value),
      })),
    );
  }

  /** A named input in lo … hi; with `powerOfTwo`, one of the powers of two there, with both ends. */
  var(name: string, lo: End, hi: End, powerOfTwo = false): IntTerm {
    if (powerOfTwo && !(isPowerOfTwo(lo) && isPowerOfTwo(hi))) {
      throw new RangeError(
        `'${name}' is a power of two: expected its bounds to be powers of two, got ${lo} and ${hi}`,
      );
    }
    if (lo === hi && typeof lo === 'bigint') return this.const(lo);
    return this.#int(
      { kind: 'var', name, powerOfTwo },
      () => range(lo, hi),
      () => (powerOfTwo && typeof lo === 'bigint' ? trailingZeros(lo) : 0),
      `${lo}:${hi}`,
    );
  }

  sum(constant: bigint, terms: readonly (readonly [bigint, IntTerm])[]): IntTerm {
    if (!this.rewriting) return this.#sum(constant, terms);
    const parts = normaliseSum(this, constant, terms);
    const [first] = parts.terms;
    if (first === undefined) return this.const(parts.constant);
    if (parts.terms.length === 1 && parts.constant === 0n && first[0] === 1n) return first[1];
    return this.#sum(parts.constant, parts.terms);
  }

  add(a: IntTerm, b: IntTerm): IntTerm {
    return once(this.#sums, pairKey(a, b), () =>
      this.sum(0n, [
        [1n, a],
        [1n, b],
      ]),
    );
  }

  sub(a: IntTerm, b: IntTerm): IntTerm {
    return once(this.#differences, pairKey(a, b), () =>
      this.sum(0n, [
        [1n, a],
        [-1n, b],
      ]),
    );
  }

  scale(factor: bigint, a: IntTerm): IntTerm {
    return this.sum(0n, [[factor, a]]);
  }

  offset(a: IntTerm, constant: bigint): IntTerm {
    return this.sum(constant, [[1n, a]]);
  }

  wrap(bits: number, arg: IntTerm): IntTerm {
    if (bits < 1) throw new RangeError(`expected wrap to at least 1 bit, got ${bits}`);
    return this.#int(
      { kind: 'wrap', bits, arg },
      (align) => wrapRange(arg.range, bits, align),
      () => alignBelow(arg.align, bits),
    );
  }

  field(arg: IntTerm, low: number, bits: number): IntTerm {
    demandNatural('field', arg);
    const { lo, hi } = endsOf(arg);
    return this.#int(
      { kind: 'field', arg, low, bits },
      (align) => wrapRange(range(lo >> BigInt(low), hi >> BigInt(low)), bits, align),
      () => alignBelow(arg.align - low, bits),
    );
  }

  rem(arg: IntTerm, by: IntTerm): IntTerm {
    if (!isPowerOfTwoTerm(by)) demandNatural('rem', arg);
    return this.#int(
      { kind: 'rem', arg, by },
      () => remRange(arg, endsOf(by)),
      () => (isPowerOfTwoTerm(by) ? Math.min(arg.align, by.align) : 0),
    );
  }

  div(arg: IntTerm, by: IntTerm): IntTerm {
    demandNatural('div', arg);
    const [dividend, divisor] = [endsOf(arg), endsOf(by)];
    return this.#int(
      { kind: 'div', arg, by },
      () =>
        divisor.lo > 0n ? range(dividend.lo / divisor.hi, dividend.hi / divisor.lo) : range(0n, dividend.hi),
      () => 0,
    );
  }

  bitand(left: IntTerm, right: IntTerm): IntTerm {
    demandNatural('bitand', left, right);
    return this.#int(
      { kind: 'bitand', left, right },
      () => range(0n, min(endsOf(left).hi, endsOf(right).hi)),
      () => Math.max(left.align, right.align),
    );
  }

  lowbit(arg: IntTerm): IntTerm {
    demandNatural('lowbit', arg);
    const { lo, hi } = endsOf(arg);
    return this.#int(
      { kind: 'lowbit', arg },
      () => range(lo > 0n ? 1n : 0n, hi > 0n ? pow2(bitLength(hi) - 1) : 0n),
      () => arg.align,
    );
  }

  ite(condition: BoolTerm, whenTrue: IntTerm, whenFalse: IntTerm): IntTerm {
    return this.#int(
      { kind: 'ite', condition, whenTrue, whenFalse },
      () => unionRange(chosenRange(condition, whenTrue, true), chosenRange(condition, whenFalse, false)),
      () => Math.min(whenTrue.align, whenFalse.align),
    );
  }

  select(memory: MemoryTerm, address: IntTerm): IntTerm {
    endsOf(address);
    if (memory.kind === 'filled') return memory.byte;
    if (memory.kind !== 'memory' && isOverlaid(memory)) {
      return this.#once(`select ${memory.id} ${address.id}`, () =>
        memory.kind === 'overlay'
          ? selectOverOverlay(this, memory, address)
          : selectOverStore(this, memory, address),
      );
    }
    return this.#int<Select>(
      { kind: 'select', memory, address },
      () => range(0n, 255n),
      () => 0,
    );
  }

  layout(fact: LayoutFact, layout: string, address: IntTerm): IntTerm {
    endsOf(address);
    return this.#int(
      { kind: 'layout', fact, layout, address },
      () => range(0n, pow2(64) - 1n),
      () => 0,
    );
  }

  // Booleans

  truth(value: boolean): Truth {
    return once(this.#truths, value, () =>
      this.#nodes.intern(value ? 'true' : 'false', (id) => ({ id, sort: 'bool', kind: 'truth', value })),
    );
  }

  boolVar(name: string): BoolTerm {
    return this.#bool({ kind: 'boolvar', name });
  }

  /** arg ≤ 0 */
  atMostZero(arg: IntTerm): BoolTerm {
    return this.#bool({ kind: 'le', arg });
  }

  /** arg = 0 */
  isZero(arg: IntTerm): BoolTerm {
    return this.#bool({ kind: 'eq', arg });
  }

  le(a: IntTerm, b: IntTerm): BoolTerm {
    return once(this.#orders, pairKey(a, b), () => this.atMostZero(this.sub(a, b)));
  }

  lt(a: IntTerm, b: IntTerm): BoolTerm {
    return once(this.#strictOrders, pairKey(a, b), () =>
      this.atMostZero(
        this.sum(1n, [
          [1n, a],
          [-1n, b],
        ]),
      ),
    );
  }

  eq(a: IntTerm, b: IntTerm): BoolTerm {
    return once(this.#equalities, pairKey(a, b), () => this.isZero(this.sub(a, b)));
  }

  not(arg: BoolTerm): BoolTerm {
    return once(this.#negations, arg, () => this.#bool({ kind: 'not', arg }));
  }

  and(...args: readonly BoolTerm[]): BoolTerm {
    return this.#bool({ kind: 'and', args });
  }

  or(...args: readonly BoolTerm[]): BoolTerm {
    return this.#bool({ kind: 'or', args });
  }

  implies(premise: BoolTerm, conclusion: BoolTerm): BoolTerm {
    return this.or(this.not(premise), conclusion);
  }

  iff(left: BoolTerm, right: BoolTerm): BoolTerm {
    return this.#bool({ kind: 'iff', left, right });
  }

  iteBool(condition: BoolTerm, whenTrue: BoolTerm, whenFalse: BoolTerm): BoolTerm {
    if (this.rewriting && whenTrue === whenFalse) return whenTrue;
    return this.or(this.and(condition, whenTrue), this.and(this.not(condition), whenFalse));
  }

  mapped(layout: string, address: IntTerm): BoolTerm {
    endsOf(address);
    return this.#bool({ kind: 'mapped', layout, address });
  }

  // Memories

  memory(name: string): MemoryVar {
    return this.#nodes.intern(`m${name}`, (id) => ({ id, sort: 'memory', kind: 'memory', name }));
  }

  /** A memory that holds one byte at every address. */
  filled(byte: IntTerm): MemoryTerm {
    endsOf(byte);
    return this.#nodes.intern<Filled>(`fi${byte.id}`, (id) => ({ id, sort: 'memory', kind: 'filled', byte }));
  }

  store(memory: MemoryTerm, address: IntTerm, value: IntTerm, bytes: number): MemoryTerm {
    endsOf(address);
    endsOf(value);
    return this.#nodes.intern<Store>(`st${memory.id},${address.id},${value.id},${bytes}`, (id) => ({
      id,
      sort: 'memory',
      kind: 'store',
      memory,
      address,
      value,
      bytes,
    }));
  }

  /** A memory with `length` bytes from `first` on replaced by those of `other` from `source` on. */
  overlay(
    memory: MemoryTerm,
    first: IntTerm,
    length: IntTerm,
    other: MemoryTerm,
    source: IntTerm,
  ): MemoryTerm {
    const key = [memory, first, length, other, source].map(({ id }) => id).join();
    return this.#nodes.intern<Overlay>(`ov${key}`, (id) => ({
      id,
      sort: 'memory',
      kind: 'overlay',
      memory,
      first,
      length,
      other,
      source,
    }));
  }

  /** The little-endian word of `bytes` bytes at an address. */
  load(memory: MemoryTerm, address: IntTerm, bytes: number): IntTerm {
    return this.#once(`load ${memory.id} ${address.id} ${bytes}`, () =>
      loadBytes(this, memory, address, bytes),
    );
  }

  /** Byte number `index` of a natural number, the lowest first. */
  byte(value: IntTerm, index: number): IntTerm {
    return this.field(value, 8 * index, 8);
  }

  // Interning

  /** The results of reads of a memory, each computed once: they are shared, and slow to compute where memories overlap. */
  #once(key: string, read: () => IntTerm): IntTerm {
    const known = this.#loads.get(key);
    if (known !== undefined) return known;
    const result = read();
    this.#loads.set(key, result);
    return result;
  }

  #sum(constant: bigint, terms: Sum['terms']): IntTerm {
    let key = `s${constant}`;
    for (const [coefficient, { id }] of terms) key += coefficient === 1n ? `+${id}` : `+${coefficient}*${id}`;
    return this.#nodes.intern<Sum>(key, (id) => ({
      id,
      sort: 'int',
      kind: 'sum',
      constant,
      terms,
      range: sumRange(constant, terms),
      align: terms.reduce((a, [c, t]) => Math.min(a, trailingZeros(c) + t.align), trailingZeros(constant)),
    }));
  }

  #int<T extends Exclude<IntTerm, Const | Sum>>(
    parts: Parts<T>,
    rangeOf: (align: number) => Range,
    alignOf: () => number,
    suffix = '',
  ): IntTerm {
    const term = this.#nodes.intern<IntTerm>(keyOf(parts) + suffix, (id) => {
      const align = alignOf();
      // Parts of an integer kind with what every integer has are that kind.
      return { id, sort: 'int', ...parts, range: rangeOf(align), align } as unknown as IntTerm;
    });
    return this.#rewrite(term);
  }

  #bool<T extends Exclude<BoolTerm, Truth>>(parts: Parts<T>): BoolTerm {
    // As above.
    const term = this.#nodes.intern<BoolTerm>(
      keyOf(parts),
      (id) => ({ id, sort: 'bool', ...parts }) as unknown as BoolTerm,
    );
    return this.#rewrite(term);
  }

  #rewrite<T extends IntTerm | BoolTerm>(term: T): T {
    if (!this.rewriting) return term;
    const known = this.#rewritten.get(term);
    // Rules keep the sort, and results are recorded under the term they are of.
    if (known !== undefined) return known as T;
    const result = applyRules(this, term);
    this.#rewritten.set(term, result);
    return result as T;
  }
}

/** What was made of an operand before, or is now: run again and again, a body builds the same terms. */
function once<K, T>(known: Map<K, T>, operand: K, make: () => T): T {
  const before = known.get(operand);
  if (before !== undefined) return before;
  const made = make();
  known.set(operand, made);
  return made;
}

/** More terms than any store holds. */
const MOST_TERMS = 2 ** 26;

/** A number for two terms of a store, in this order. */
function pairKey(a: Term, b: Term): number {
  return a.id * MOST_TERMS + b.id;
}
