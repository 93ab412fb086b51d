import { isPowerOfTwoTerm } from './power-of-two.ts';
import { isBounded } from './range.ts';
import type { Terms } from './terms.ts';
import type { BoolTerm, End, IntTerm, MemoryTerm } from './term.ts';

/** A random term as data, so that it can be built more than once and in more than one way. */
export type IntRecipe =
  | { readonly kind: 'const'; readonly value: bigint }
  | { readonly kind: 'var'; readonly name: VarName }
  | {
      readonly kind: 'sum';
      readonly constant: bigint;
      readonly terms: readonly (readonly [bigint, IntRecipe])[];
    }
  | { readonly kind: 'wrap'; readonly bits: number; readonly arg: IntRecipe }
  | { readonly kind: 'field'; readonly arg: IntRecipe; readonly low: number; readonly bits: number }
  | { readonly kind: 'rem' | 'div'; readonly arg: IntRecipe; readonly by: IntRecipe }
  | { readonly kind: 'bitand'; readonly left: IntRecipe; readonly right: IntRecipe }
  | { readonly kind: 'lowbit'; readonly arg: IntRecipe }
  | {
      readonly kind: 'ite';
      readonly condition: BoolRecipe;
      readonly left: IntRecipe;
      readonly right: IntRecipe;
    }
  | {
      readonly kind: 'load';
      readonly memory: MemoryRecipe;
      readonly address: IntRecipe;
      readonly bytes: number;
    };

export type BoolRecipe =
  | { readonly kind: 'truth'; readonly value: boolean }
  | { readonly kind: 'boolvar'; readonly name: string }
  | { readonly kind: 'le' | 'lt' | 'eq'; readonly left: IntRecipe; readonly right: IntRecipe }
  | { readonly kind: 'not'; readonly arg: BoolRecipe }
  | { readonly kind: 'and' | 'or'; readonly args: readonly BoolRecipe[] }
  | { readonly kind: 'iff'; readonly left: BoolRecipe; readonly right: BoolRecipe };

export type MemoryRecipe =
  | { readonly kind: 'memory'; readonly name: 'm' | 'n' }
  | { readonly kind: 'filled'; readonly byte: IntRecipe }
  | {
      readonly kind: 'store';
      readonly memory: MemoryRecipe;
      readonly address: IntRecipe;
      readonly value: IntRecipe;
      readonly bytes: number;
    }
  | {
      readonly kind: 'overlay';
      readonly memory: MemoryRecipe;
      readonly first: IntRecipe;
      readonly length: IntRecipe;
      readonly other: MemoryRecipe;
      readonly source: IntRecipe;
    };

interface Variable {
  readonly lo: End;
  readonly hi: End;
  readonly powerOfTwo?: boolean;
}

/** Ranges that begin at 0 and above it, some of them within one power of two, powers of two, and ranges without ends. */
export const VARIABLES = {
  a: { lo: 0n, hi: 15n },
  b: { lo: 3n, hi: 20n },
  c: { lo: 0n, hi: 63n },
  d: { lo: 16n, hi: 31n },
  e: { lo: 0n, hi: 1n },
  s: { lo: 1n, hi: 16n, powerOfTwo: true },
  u: { lo: 4n, hi: 32n, powerOfTwo: true },
  v: { lo: -Infinity, hi: Infinity },
  w: { lo: 2n, hi: Infinity },
  x: { lo: -Infinity, hi: 9n },
} as const satisfies Record<string, Variable>;

export type VarName = keyof typeof VARIABLES;
export const VAR_NAMES = Object.keys(VARIABLES) as readonly VarName[];
/** Those with both ends. */
export const BOUNDED_NAMES = VAR_NAMES.filter((name) => isBounded(VARIABLES[name]));
export const BOOL_NAMES = ['k', 'l'] as const;

export function variable(t: Terms, name: VarName): IntTerm {
  const { lo, hi, powerOfTwo = false }: Variable = VARIABLES[name];
  return t.var(name, lo, hi, powerOfTwo);
}

/** The same term, built in a store with rewriting and in its raw twin. */
export interface Pair<T> {
  readonly raw: T;
  readonly rewritten: T;
}

/** Builds recipes in one store, with rewriting and without. */
export class Builder {
  readonly #t: Terms;

  constructor(t: Terms) {
    this.#t = t;
  }

  int(recipe: IntRecipe): Pair<IntTerm> {
    switch (recipe.kind) {
      case 'const':
        return this.#both((t) => t.const(recipe.value));
      case 'var':
        return this.#both((t) => variable(t, recipe.name));
      case 'sum': {
        const terms = recipe.terms.map(([c, term]) => [c, this.int(term)] as const);
        return this.#both((t, at) =>
          t.sum(
            recipe.constant,
            terms.map(([c, pair]) => [c, pair[at]] as const),
          ),
        );
      }
      case 'wrap': {
        const arg = this.int(recipe.arg);
        return this.#both((t, at) => t.wrap(recipe.bits, arg[at]));
      }
      case 'field': {
        const arg = this.#natural(recipe.arg);
        return this.#both((t, at) => t.field(arg[at], recipe.low, recipe.bits));
      }
      case 'rem': {
        const by = this.#natural(recipe.by);
        const arg =
          isPowerOfTwoTerm(by.raw) && isPowerOfTwoTerm(by.rewritten)
            ? this.#bounded(recipe.arg)
            : this.#natural(recipe.arg);
        return this.#both((t, at) => t.rem(arg[at], by[at]));
      }
      case 'div': {
        const [arg, by] = [this.#natural(recipe.arg), this.#natural(recipe.by)];
        return this.#both((t, at) => t.div(arg[at], by[at]));
      }
      case 'bitand': {
        const [left, right] = [this.#natural(recipe.left), this.#natural(recipe.right)];
        return this.#both((t, at) => t.bitand(left[at], right[at]));
      }
      case 'lowbit': {
        const arg = this.#natural(recipe.arg);
        return this.#both((t, at) => t.lowbit(arg[at]));
      }
      case 'ite': {
        const condition = this.bool(recipe.condition);
        const [left, right] = [this.int(recipe.left), this.int(recipe.right)];
        return this.#both((t, at) => t.ite(condition[at], left[at], right[at]));
      }
      case 'load': {
        const [memory, address] = [this.memory(recipe.memory), this.#natural(recipe.address)];
        return this.#both((t, at) => t.load(memory[at], address[at], recipe.bytes));
      }
    }
  }

  bool(recipe: BoolRecipe): Pair<BoolTerm> {
    switch (recipe.kind) {
      case 'truth':
        return this.#both((t) => t.truth(recipe.value));
      case 'boolvar':
        return this.#both((t) => t.boolVar(recipe.name));
      case 'le':
      case 'lt':
      case 'eq': {
        const [left, right] = [this.int(recipe.left), this.int(recipe.right)];
        return this.#both((t, at) => t[recipe.kind](left[at], right[at]));
      }
      case 'not': {
        const arg = this.bool(recipe.arg);
        return this.#both((t, at) => t.not(arg[at]));
      }
      case 'and':
      case 'or': {
        const args = recipe.args.map((arg) => this.bool(arg));
        return this.#both((t, at) => t[recipe.kind](...args.map((arg) => arg[at])));
      }
      case 'iff': {
        const [left, right] = [this.bool(recipe.left), this.bool(recipe.right)];
        return this.#both((t, at) => t.iff(left[at], right[at]));
      }
    }
  }

  memory(recipe: MemoryRecipe): Pair<MemoryTerm> {
    if (recipe.kind === 'memory') return this.#both((t) => t.memory(recipe.name));
    if (recipe.kind === 'filled') {
      const byte = this.#natural(recipe.byte);
      return this.#both((t, at) => t.filled(t.byte(byte[at], 0)));
    }
    const memory = this.memory(recipe.memory);
    if (recipe.kind === 'overlay') {
      const [first, length] = [this.#bounded(recipe.first), this.#bounded(recipe.length)];
      const [other, source] = [this.memory(recipe.other), this.#bounded(recipe.source)];
      return this.#both((t, at) => t.overlay(memory[at], first[at], length[at], other[at], source[at]));
    }
    const [address, value] = [this.#natural(recipe.address), this.#natural(recipe.value)];
    return this.#both((t, at) => t.store(memory[at], address[at], value[at], recipe.bytes));
  }

  /** The term where it has both ends, else its residue. */
  #bounded(recipe: IntRecipe): Pair<IntTerm> {
    const pair = this.int(recipe);
    if (isBounded(pair.raw.range) && isBounded(pair.rewritten.range)) return pair;
    return this.#both((t, at) => t.wrap(8, pair[at]));
  }

  /** The term where it cannot be negative, else its residue. */
  #natural(recipe: IntRecipe): Pair<IntTerm> {
    const pair = this.#bounded(recipe);
    if (pair.raw.range.lo >= 0n && pair.rewritten.range.lo >= 0n) return pair;
    return this.#both((t, at) => t.wrap(8, pair[at]));
  }

  #both<T>(build: (t: Terms, at: keyof Pair<T>) => T): Pair<T> {
    return { raw: build(this.#t.raw, 'raw'), rewritten: build(this.#t, 'rewritten') };
  }
}
