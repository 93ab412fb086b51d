import { constantOf, truthIn } from '../../domain/word-facts.ts';
import type { Instruction } from '../decode/instruction.ts';
import type { Frame } from './frame.ts';
import { LIMITS, LOOP } from './limits.ts';
import type { Parts } from './parts.ts';
import type { Value } from './value.ts';

/** Instructions that say which one is next, within a function. */
export class Jumps {
  readonly #parts: Parts;
  readonly #decisions = new Map<Instruction, number>();
  /** What the condition compares that is being decided, in a run that is watched. */
  deciding: string | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  execute(frame: Frame, instruction: Instruction): void {
    const { numeric, choices, faults } = this.#parts;
    switch (instruction.kind) {
      case 'block':
      case 'loop':
        frame.enter(instruction.block, instruction.kind === 'loop');
        return;
      case 'if': {
        const isTaken = this.#decide(instruction, frame.pop());
        frame.enter(instruction.block, false);
        if (!isTaken) frame.next = instruction.otherwise;
        return;
      }
      case 'else':
        frame.next = instruction.target;
        return;
      case 'end':
        frame.leave();
        return;
      case 'br':
        frame.branch(instruction.depth);
        return;
      case 'br_if':
        if (this.#decide(instruction, frame.pop())) frame.branch(instruction.depth);
        return;
      case 'br_table': {
        const index = numeric.word(frame.pop(), 32);
        if (constantOf(index) === undefined) this.#countDecision(instruction);
        frame.branch(choices.target(index, instruction.depths, instruction.fallback));
        return;
      }
      case 'return':
        frame.return();
        return;
      default:
        throw faults.unsupported(`executes ${instruction.kind}`);
    }
  }

  /** A decision at an instruction. Where it depends on the state, it is not made without end. */
  #decide(instruction: Instruction, value: Value): boolean {
    const condition = this.#parts.numeric.truth(value);
    if (truthIn(condition) === undefined) this.#countDecision(instruction);
    const { domain, comparisons } = this.#parts;
    if (comparisons === null) return domain.decide(condition);
    this.deciding = this.#told(instruction, comparisons.words(value, truthIn(condition) === true));
    try {
      return domain.decide(condition);
    } finally {
      this.deciding = null;
    }
  }

  /** What a decision compares; `null` where the same place was told often enough. */
  #told(instruction: Instruction, words: string): string | null {
    const told = (this.#decisions.get(instruction) ?? 0) + 1;
    this.#decisions.set(instruction, told);
    if (told > LIMITS.told) return null;
    return told < LIMITS.told ? words : `${words}; more decisions here are not shown`;
  }

  #countDecision(instruction: Instruction): void {
    const made = (this.#decisions.get(instruction) ?? 0) + 1;
    this.#decisions.set(instruction, made);
    if (made > LIMITS.decisions)
      throw this.#parts.faults.limit(
        `it decides more than ${LIMITS.decisions} times in one place by what depends on the state`,
        LOOP,
      );
  }
}
