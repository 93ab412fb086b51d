import type { Action, BlockShape, Instruction } from './instruction.ts';
import type { Reader } from './reader.ts';
import type { Signature } from './types.ts';
import { valueTypeOf } from './value-types.ts';

/** A block that is open, while its body is read. */
interface Open {
  readonly kind: 'block' | 'loop' | 'if' | 'function';
  readonly params: number;
  readonly results: number;
  readonly start: number;
  /** The index of its `else`. */
  otherwise: number | null;
}

/** The end of each block, and of each first half, by the index of the instruction that begins it. */
interface Extent {
  readonly end: number;
  readonly otherwise: number | null;
}

/** The nesting of blocks, in the order of the text; ends are filled in when they are known. */
export class Blocks {
  readonly #reader: Reader;
  readonly #types: readonly Signature[];
  readonly #open: Open[];
  readonly #extents = new Map<number, Extent>();
  /** By index of an `else`, the index of its `if`. */
  readonly #halves = new Map<number, number>();

  constructor(reader: Reader, types: readonly Signature[], results: number) {
    this.#reader = reader;
    this.#types = types;
    this.#open = [{ kind: 'function', params: 0, results, start: -1, otherwise: null }];
  }

  /** Blocks that are open, that of the function itself included. */
  get depth(): number {
    return this.#open.length;
  }

  open(code: number, index: number): Action {
    if (code === 0x05) return this.#half(index);
    const { params, results } = this.#signature();
    const kind = code === 0x02 ? 'block' : code === 0x03 ? 'loop' : 'if';
    this.#open.push({ kind, params, results, start: index, otherwise: null });
    const block: BlockShape = { params, results, target: index + 1 };
    return kind === 'if' ? { kind, block, otherwise: index + 1 } : { kind, block };
  }

  close(index: number): Action {
    const open = this.#open.pop();
    if (open !== undefined) this.#extents.set(open.start, { end: index, otherwise: open.otherwise });
    return { kind: 'end' };
  }

  /** The instructions with the ends of their blocks. */
  resolve(instructions: readonly Instruction[]): readonly Instruction[] {
    return instructions.map((instruction, index) => {
      if (instruction.kind === 'else') {
        const { end } = this.#extent(this.#halves.get(index) ?? index);
        return { ...instruction, target: end };
      }
      if (instruction.kind !== 'block' && instruction.kind !== 'if') return instruction;
      const { end, otherwise } = this.#extent(index);
      const block = { ...instruction.block, target: end + 1 };
      if (instruction.kind === 'block') return { ...instruction, block };
      // Without a second half it goes on at its end, which closes it.
      return { ...instruction, block, otherwise: otherwise === null ? end : otherwise + 1 };
    });
  }

  #half(index: number): Action {
    const open = this.#open.at(-1);
    if (open?.kind !== 'if' || open.otherwise !== null) throw this.#reader.fault('an else without its if');
    open.otherwise = index;
    this.#halves.set(index, open.start);
    return { kind: 'else', target: index };
  }

  #extent(start: number): Extent {
    return this.#extents.get(start) ?? { end: start, otherwise: null };
  }

  /** The type of a block: none, one result, or that of a function. */
  #signature(): { readonly params: number; readonly results: number } {
    const code = this.#reader.s33();
    if (code === -64n) return { params: 0, results: 0 };
    if (code < 0n) {
      if (valueTypeOf(Number(code) + 0x80) === undefined)
        throw this.#reader.fault(`unsupported: a block of type ${code}`);
      return { params: 0, results: 1 };
    }
    const type = this.#types[Number(code)];
    if (type === undefined) throw this.#reader.fault(`a block has type ${code}, which does not exist`);
    return { params: type.params.length, results: type.results.length };
  }
}
