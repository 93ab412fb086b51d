/**
 * Terms: immutable, hash-consed, integer-valued. A machine word is the natural number it holds; the modulus of its
 * width stands in the term as `wrap`, which keeps sums linear until something looks at them. Two terms of one store
 * are the same object exactly if they are built alike, so `===` is structural equality.
 */

/** An end of a range: an integer, or −Infinity or Infinity where values have no end on that side. */
export type End = bigint | number;

/** Least and greatest value that a term can have; holds for every assignment, not only under a path condition. */
export interface Range {
  readonly lo: End;
  readonly hi: End;
}

/** A range with both ends. */
export interface Bounded extends Range {
  readonly lo: bigint;
  readonly hi: bigint;
}

interface Node {
  /** Unique in its store. Not stable between stores: never let it reach a name or a query. */
  readonly id: number;
}

interface IntNode extends Node {
  readonly sort: 'int';
  readonly range: Range;
  /** Number of low bits known to be zero in every value. */
  readonly align: number;
}

/** Of every kind of integer but variables, and sums and choices of them, both ends are known. */
interface BoundedNode extends IntNode {
  readonly range: Bounded;
}

interface BoolNode extends Node {
  readonly sort: 'bool';
}

interface MemoryNode extends Node {
  readonly sort: 'memory';
}

export interface Const extends BoundedNode {
  readonly kind: 'const';
  readonly value: bigint;
}

/** A declared input, of which either end of the range may be missing. `powerOfTwo`: its values are the powers of two within its range. */
export interface Var extends IntNode {
  readonly kind: 'var';
  readonly name: string;
  readonly powerOfTwo: boolean;
}

/** constant + Σ coefficient·term, over the integers: no modulus. */
export interface Sum extends IntNode {
  readonly kind: 'sum';
  readonly constant: bigint;
  readonly terms: readonly (readonly [coefficient: bigint, term: IntTerm])[];
}

/** arg modulo 2^bits, in 0 … 2^bits − 1, also of a negative number. */
export interface Wrap extends BoundedNode {
  readonly kind: 'wrap';
  readonly bits: number;
  readonly arg: IntTerm;
}

/** The `bits` bits of a natural number from bit `low` upwards. */
export interface Field extends BoundedNode {
  readonly kind: 'field';
  readonly arg: IntTerm;
  readonly low: number;
  readonly bits: number;
}

/** arg modulo `by`, in 0 … by − 1; arg itself where `by` is 0. A negative arg only with a power of two. */
export interface Rem extends BoundedNode {
  readonly kind: 'rem';
  readonly arg: IntTerm;
  readonly by: IntTerm;
}

/** Quotient of naturals, rounded down; 0 where `by` is 0. */
export interface Div extends BoundedNode {
  readonly kind: 'div';
  readonly arg: IntTerm;
  readonly by: IntTerm;
}

/** Bitwise conjunction of naturals. */
export interface BitAnd extends BoundedNode {
  readonly kind: 'bitand';
  readonly left: IntTerm;
  readonly right: IntTerm;
}

/** The lowest set bit of a natural number alone; 0 of 0. */
export interface LowBit extends BoundedNode {
  readonly kind: 'lowbit';
  readonly arg: IntTerm;
}

export interface Ite extends IntNode {
  readonly kind: 'ite';
  readonly condition: BoolTerm;
  readonly whenTrue: IntTerm;
  readonly whenFalse: IntTerm;
}

/** The byte of a memory at an address. */
export interface Select extends BoundedNode {
  readonly kind: 'select';
  readonly memory: MemoryTerm;
  readonly address: IntTerm;
}

/**
 * A fact of the region map about a mapped address, as a number of bytes next to it, so that nothing can wrap:
 * `extent-before` and `extent-after` say how far the mapped addresses around it reach, `region-before` and `region-after` how far
 * its region does; what is `after` counts the address itself. Of an unmapped address: arbitrary.
 */
export interface Layout extends BoundedNode {
  readonly kind: 'layout';
  readonly fact: LayoutFact;
  readonly layout: string;
  readonly address: IntTerm;
}

export type LayoutFact = 'extent-before' | 'region-before' | 'region-after' | 'extent-after';

export type IntTerm = Const | Var | Sum | Wrap | Field | Rem | Div | BitAnd | LowBit | Ite | Select | Layout;

export interface Truth extends BoolNode {
  readonly kind: 'truth';
  readonly value: boolean;
}

export interface BoolVar extends BoolNode {
  readonly kind: 'boolvar';
  readonly name: string;
}

/** arg ≤ 0. */
export interface Le extends BoolNode {
  readonly kind: 'le';
  readonly arg: IntTerm;
}

/** arg = 0. */
export interface Eq extends BoolNode {
  readonly kind: 'eq';
  readonly arg: IntTerm;
}

export interface Not extends BoolNode {
  readonly kind: 'not';
  readonly arg: BoolTerm;
}

export interface And extends BoolNode {
  readonly kind: 'and';
  readonly args: readonly BoolTerm[];
}

export interface Or extends BoolNode {
  readonly kind: 'or';
  readonly args: readonly BoolTerm[];
}

export interface Iff extends BoolNode {
  readonly kind: 'iff';
  readonly left: BoolTerm;
  readonly right: BoolTerm;
}

/** Whether an address lies in a region of the map. */
export interface Mapped extends BoolNode {
  readonly kind: 'mapped';
  readonly layout: string;
  readonly address: IntTerm;
}

export type BoolTerm = Truth | BoolVar | Le | Eq | Not | And | Or | Iff | Mapped;

/** Initial content of a memory: an arbitrary byte at every address. */
export interface MemoryVar extends MemoryNode {
  readonly kind: 'memory';
  readonly name: string;
}

/** A memory after one write of a word of `bytes` bytes, little-endian: bits above its bytes are dropped. */
export interface Store extends MemoryNode {
  readonly kind: 'store';
  readonly memory: MemoryTerm;
  readonly address: IntTerm;
  readonly value: IntTerm;
  readonly bytes: number;
}

/**
 * A memory with `length` bytes from `first` on replaced by another's from `source` on. A select of it is what this
 * says, spelt out where it is built, with rewriting off too: no solver ever sees one.
 */
export interface Overlay extends MemoryNode {
  readonly kind: 'overlay';
  readonly memory: MemoryTerm;
  readonly first: IntTerm;
  readonly length: IntTerm;
  readonly other: MemoryTerm;
  readonly source: IntTerm;
}

/** A memory of one byte everywhere. No solver ever sees one: a select of it is its byte. */
export interface Filled extends MemoryNode {
  readonly kind: 'filled';
  /** From 0 to 255. */
  readonly byte: IntTerm;
}

export type MemoryTerm = MemoryVar | Filled | Store | Overlay;

export type Term = IntTerm | BoolTerm | MemoryTerm;
