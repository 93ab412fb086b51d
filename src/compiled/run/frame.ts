import type { BlockShape, Instruction } from '../decode/instruction.ts';
import type { Faults } from './faults.ts';
import type { Value } from './value.ts';

/** A block that is entered: where a branch to it goes, with how many values, and the height of the stack below them. */
interface Label {
  readonly target: number;
  readonly arity: number;
  readonly height: number;
}

/** One call of a function: its variables, its stack, the blocks it is in, and the instruction that is next. */
export class Frame {
  readonly name: string;
  /** Of the function in its module. */
  readonly index: number;
  readonly locals: Value[];
  readonly code: readonly Instruction[];
  next = 0;
  /** Offset of the instruction that is executed, in the body. */
  at = 0;
  readonly #stack: Value[] = [];
  readonly #labels: Label[] = [];
  readonly #faults: Faults;
  readonly #results: number;

  constructor(
    { name, index }: { readonly name: string; readonly index: number },
    code: readonly Instruction[],
    locals: Value[],
    results: number,
    faults: Faults,
  ) {
    this.name = name;
    this.index = index;
    this.code = code;
    this.locals = locals;
    this.#results = results;
    this.#faults = faults;
    this.#labels.push({ target: code.length, arity: results, height: 0 });
  }

  push(value: Value): void {
    this.#stack.push(value);
  }

  pop(): Value {
    const height = this.#labels.at(-1)?.height ?? 0;
    const value = this.#stack.length > height ? this.#stack.pop() : undefined;
    if (value === undefined) throw this.#faults.invalid('it takes a value off an empty stack');
    return value;
  }

  /** The topmost values, in the order in which they were pushed. */
  popMany(count: number): Value[] {
    const values: Value[] = [];
    for (let i = 0; i < count; i += 1) values.push(this.pop());
    return values.reverse();
  }

  local(index: number): Value {
    const value = this.locals[index];
    if (value === undefined) throw this.#faults.invalid(`there is no local variable ${index}`);
    return value;
  }

  enter(block: BlockShape, isLoop: boolean): void {
    const params = this.popMany(block.params);
    const arity = isLoop ? block.params : block.results;
    this.#labels.push({ target: isLoop ? this.next - 1 : block.target, arity, height: this.#stack.length });
    for (const value of params) this.push(value);
  }

  /** The end of the innermost block, with its results on the stack. */
  leave(): void {
    this.#labels.pop();
  }

  /** Goes to a block: out of it, or to the start of a loop, which is entered anew. */
  branch(depth: number): void {
    const index = this.#labels.length - 1 - depth;
    const label = this.#labels[index];
    if (label === undefined) throw this.#faults.invalid(`it leaves ${depth + 1} blocks, which it is not in`);
    const values = this.popMany(label.arity);
    this.#stack.length = label.height;
    this.#labels.length = index;
    // A function ends with the block that it is.
    if (index === 0) this.#labels.push(label);
    for (const value of values) this.push(value);
    this.next = label.target;
  }

  /** Leaves all blocks, and ends. */
  return(): void {
    this.branch(this.#labels.length - 1);
  }

  results(): Value[] {
    this.#labels.length = 0;
    return this.popMany(this.#results);
  }
}
