import { floorMod, pow2 } from './range.ts';
import type { BoolTerm, IntTerm, LayoutFact, MemoryTerm, Var } from './term.ts';

/** Values for everything that a term leaves open. */
export interface Assignment {
  readonly int: (name: string, variable: Var) => bigint;
  readonly bool: (name: string) => boolean;
  readonly byte: (memory: string, address: bigint) => bigint;
  readonly layout: (fact: LayoutFact, layout: string, address: bigint) => bigint;
  readonly mapped: (layout: string, address: bigint) => boolean;
}

/** The meaning of terms, straight from their definition: what rewriting and lowering are tested against. */
export class Evaluator {
  readonly #assignment: Assignment;
  readonly #ints = new Map<IntTerm, bigint>();
  readonly #bools = new Map<BoolTerm, boolean>();

  constructor(assignment: Assignment) {
    this.#assignment = assignment;
  }

  int(term: IntTerm): bigint {
    const known = this.#ints.get(term);
    if (known !== undefined) return known;
    const value = this.#int(term);
    this.#ints.set(term, value);
    return value;
  }

  bool(term: BoolTerm): boolean {
    const known = this.#bools.get(term);
    if (known !== undefined) return known;
    const value = this.#bool(term);
    this.#bools.set(term, value);
    return value;
  }

  byte(memory: MemoryTerm, address: bigint): bigint {
    if (memory.kind === 'memory') return this.#assignment.byte(memory.name, address);
    if (memory.kind === 'filled') return this.int(memory.byte);
    if (memory.kind === 'overlay') {
      const offset = address - this.int(memory.first);
      if (offset < 0n || offset >= this.int(memory.length)) return this.byte(memory.memory, address);
      return this.byte(memory.other, this.int(memory.source) + offset);
    }
    const index = address - this.int(memory.address);
    if (index < 0n || index >= BigInt(memory.bytes)) return this.byte(memory.memory, address);
    return (this.int(memory.value) >> (8n * index)) & 255n;
  }

  #int(term: IntTerm): bigint {
    switch (term.kind) {
      case 'const':
        return term.value;
      case 'var':
        return this.#assignment.int(term.name, term);
      case 'sum':
        return term.terms.reduce((total, [c, t]) => total + c * this.int(t), term.constant);
      case 'wrap':
        return floorMod(this.int(term.arg), pow2(term.bits));
      case 'field':
        return floorMod(this.int(term.arg) >> BigInt(term.low), pow2(term.bits));
      case 'rem': {
        const by = this.int(term.by);
        return by === 0n ? this.int(term.arg) : floorMod(this.int(term.arg), by);
      }
      case 'div': {
        const by = this.int(term.by);
        return by === 0n ? 0n : this.int(term.arg) / by;
      }
      case 'bitand':
        return this.int(term.left) & this.int(term.right);
      case 'lowbit': {
        const arg = this.int(term.arg);
        return arg & -arg;
      }
      case 'ite':
        return this.int(this.bool(term.condition) ? term.whenTrue : term.whenFalse);
      case 'select':
        return this.byte(term.memory, this.int(term.address));
      case 'layout':
        return this.#assignment.layout(term.fact, term.layout, this.int(term.address));
    }
  }

  #bool(term: BoolTerm): boolean {
    switch (term.kind) {
      case 'truth':
        return term.value;
      case 'boolvar':
        return this.#assignment.bool(term.name);
      case 'le':
        return this.int(term.arg) <= 0n;
      case 'eq':
        return this.int(term.arg) === 0n;
      case 'not':
        return !this.bool(term.arg);
      case 'and':
        return term.args.every((arg) => this.bool(arg));
      case 'or':
        return term.args.some((arg) => this.bool(arg));
      case 'iff':
        return this.bool(term.left) === this.bool(term.right);
      case 'mapped':
        return this.#assignment.mapped(term.layout, this.int(term.address));
    }
  }
}
