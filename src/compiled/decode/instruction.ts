import type { Access, AtomicAccess } from './opcodes.ts';
import type { ValueType } from './types.ts';

/** A place that a branch goes to: how many values it takes along, and the instruction that is next. */
export interface BlockShape {
  readonly params: number;
  readonly results: number;
  /** Where a branch to it continues: after its end, and of a loop at its first instruction. */
  readonly target: number;
}

/** What an instruction does. Indices of instructions count those of one body. */
export type Action =
  | { readonly kind: 'nop' | 'drop' | 'select' | 'return' | 'unreachable' | 'end' | 'fence' }
  | { readonly kind: 'block' | 'loop'; readonly block: BlockShape }
  /** `otherwise`: where it continues if the condition does not hold. */
  | { readonly kind: 'if'; readonly block: BlockShape; readonly otherwise: number }
  /** The end of the first half of an `if`. */
  | { readonly kind: 'else'; readonly target: number }
  | { readonly kind: 'br' | 'br_if'; readonly depth: number }
  | { readonly kind: 'br_table'; readonly depths: readonly number[]; readonly fallback: number }
  | { readonly kind: 'call'; readonly index: number }
  | { readonly kind: 'call_indirect'; readonly type: number; readonly table: number }
  | {
      readonly kind: 'local.get' | 'local.set' | 'local.tee' | 'global.get' | 'global.set';
      readonly index: number;
    }
  | { readonly kind: 'const'; readonly width: 32 | 64; readonly value: bigint }
  | {
      readonly kind: 'numeric';
      /** Without the type: `add`. */
      readonly operation: string;
      readonly width: 32 | 64;
      readonly isUnary: boolean;
    }
  | { readonly kind: 'load' | 'store'; readonly access: Access; readonly offset: bigint }
  | { readonly kind: 'atomic'; readonly access: AtomicAccess; readonly offset: bigint }
  | { readonly kind: 'memory.size' | 'memory.grow' | 'memory.copy' | 'memory.fill' }
  | { readonly kind: 'memory.init' | 'data.drop'; readonly segment: number }
  /** Known, and not executed. */
  | { readonly kind: 'unsupported'; readonly name: string };

export type Instruction = Action & {
  /** Offset in the body, in bytes. */
  readonly at: number;
};

/** The code of a function. */
export interface Code {
  readonly locals: readonly ValueType[];
  readonly instructions: readonly Instruction[];
}
