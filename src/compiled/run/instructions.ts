import { placeInWords } from '../compiled-error.ts';
import type { Instruction } from '../decode/instruction.ts';
import type { Frame } from './frame.ts';
import { Jumps } from './jumps.ts';
import { MemoryInstructions } from './memory-instructions.ts';
import type { Parts } from './parts.ts';
import type { Value } from './value.ts';
import { Variables } from './variables.ts';

/** All instructions but calls, each handed to what executes its kind. */
export class Instructions {
  readonly #parts: Parts;
  readonly #variables: Variables;
  readonly #memory: MemoryInstructions;
  readonly #jumps: Jumps;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#variables = new Variables(parts.instance, parts.faults);
    this.#memory = new MemoryInstructions(parts);
    this.#jumps = new Jumps(parts);
  }

  /** What the condition compares that is being decided, in a run that is watched. */
  get deciding(): string | null {
    return this.#jumps.deciding;
  }

  execute(frame: Frame, instruction: Instruction): void {
    const { domain, atomics, bulk } = this.#parts;
    switch (instruction.kind) {
      case 'nop':
        return;
      case 'drop':
        frame.pop();
        return;
      case 'const':
        return this.#constant(frame, instruction.width, instruction.value);
      case 'local.get':
      case 'local.set':
      case 'local.tee':
      case 'global.get':
      case 'global.set':
        return this.#variables.execute(frame, instruction);
      case 'numeric': {
        const { operation, width, isUnary } = instruction;
        const b = frame.pop();
        frame.push(
          isUnary ? this.#unary(operation, width, b) : this.#binary(operation, width, frame.pop(), b),
        );
        return;
      }
      case 'select':
        return this.#select(frame);
      case 'load':
        return this.#memory.load(frame, instruction);
      case 'store':
        return this.#memory.store(frame, instruction);
      case 'atomic':
        return atomics.access(frame, instruction.access, instruction.offset);
      case 'fence':
        return atomics.fence(this.#parts.host?.access ?? null);
      case 'memory.size':
      case 'memory.grow':
      case 'memory.copy':
      case 'memory.fill':
        return bulk.execute(frame, instruction.kind);
      case 'memory.init':
      case 'data.drop':
        return bulk.segment(frame, instruction.kind, instruction.segment);
      case 'unreachable':
        domain.unreachable(placeInWords(frame.name, frame.at));
        return;
      case 'unsupported':
        throw this.#parts.faults.unsupported(`executes ${instruction.name}`, ONLY_INTEGERS);
      default:
        return this.#jumps.execute(frame, instruction);
    }
  }

  #constant(frame: Frame, width: 32 | 64, value: bigint): void {
    const { domain, instance } = this.#parts;
    const word = width === 32 ? domain.u32(value) : domain.u64(value);
    instance.literals?.mark(word);
    frame.push(word);
  }

  #unary(operation: string, width: 32 | 64, a: Value): Value {
    const result = this.#parts.numeric.unary(operation, width, a);
    if (operation === 'eqz') this.#parts.comparisons?.noteZero(result, a);
    return result;
  }

  #binary(operation: string, width: 32 | 64, a: Value, b: Value): Value {
    const result = this.#parts.numeric.binary(operation, width, a, b);
    this.#parts.comparisons?.note(result, operation, a, b);
    return result;
  }

  #select(frame: Frame): void {
    const { numeric, choices } = this.#parts;
    const condition = numeric.truth(frame.pop());
    const otherwise = frame.pop();
    frame.push(choices.select(condition, frame.pop(), otherwise));
  }
}

const ONLY_INTEGERS =
  'Only integers, control flow, memory and atomics are executed: compute with integers there, or leave it out of the queue.';
