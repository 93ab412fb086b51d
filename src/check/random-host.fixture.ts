import fc from 'fast-check';
import type { Domain, TrapKind, U16 } from '../index.ts';
import type { Work } from './traps.fixture.ts';

/** One step of an operation, on registers that each step adds one to: `a` and `b` name those that it reads. */
export type Instruction =
  | { readonly kind: Arithmetic | 'at' | 'index'; readonly a: number; readonly b: number }
  | { readonly kind: 'trapIf'; readonly trap: TrapKind; readonly a: number; readonly value: number }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'branch'; readonly a: number; readonly value: number; readonly then: Program }
  /** What is thrown inside is kept from the caller. */
  | { readonly kind: 'swallow'; readonly work: Program };
export type Program = readonly Instruction[];

const ARITHMETIC = ['rem', 'div', 'sub', 'add', 'addOrTrap', 'subOrTrap'] as const;
type Arithmetic = (typeof ARITHMETIC)[number];

const register = fc.nat({ max: 7 });
const value = fc.nat({ max: 4 });

interface Parts extends Record<string, unknown> {
  program: Program;
  instruction: Instruction;
}

function randomProgramOf(blocks: readonly ('branch' | 'swallow')[]): fc.Arbitrary<Program> {
  return fc.letrec<Parts>((tie) => ({
    program: fc.array(tie('instruction'), { maxLength: 5, depthIdentifier: 'program' }),
    instruction: fc.oneof(
      { maxDepth: 2, depthIdentifier: 'program' },
      fc.record({
        kind: fc.constantFrom(...ARITHMETIC, 'at' as const, 'index' as const),
        a: register,
        b: register,
      }),
      fc.record({
        ...{ kind: fc.constant('trapIf' as const), a: register, value },
        trap: fc.constantFrom<TrapKind>('panic', 'host pointer'),
      }),
      fc.record({ kind: fc.constant('unreachable' as const) }),
      ...(blocks.includes('branch')
        ? [fc.record({ kind: fc.constant('branch' as const), a: register, value, then: tie('program') })]
        : []),
      ...(blocks.includes('swallow')
        ? [fc.record({ kind: fc.constant('swallow' as const), work: tie('program') })]
        : []),
    ),
  })).program;
}

/** Programs that let traps pass. */
export const randomProgram = randomProgramOf(['branch']);
/** Programs some of which keep traps to themselves. */
export const swallowingProgram = randomProgramOf(['branch', 'swallow']);

/** A program as the operation of a host. */
export function workOf(program: Program): Work {
  return (domain, a, b) => {
    const registers = [a, b];
    run(domain, program, registers);
    return registers.at(-1) ?? a;
  };
}

function run(domain: Domain, program: Program, registers: U16[]): void {
  for (const instruction of program) {
    const result = step(domain, instruction, registers);
    if (result !== undefined) registers.push(result);
  }
}

function step(domain: Domain, instruction: Instruction, registers: U16[]): U16 | undefined {
  const at = (index: number): U16 => registers[index % registers.length] ?? domain.u16(0);
  switch (instruction.kind) {
    case 'trapIf':
      domain.trapIf(instruction.trap, at(instruction.a).eq(instruction.value));
      return undefined;
    case 'unreachable':
      return domain.unreachable();
    case 'branch':
      if (domain.decide(at(instruction.a).lt(instruction.value))) run(domain, instruction.then, registers);
      return undefined;
    case 'swallow':
      try {
        run(domain, instruction.work, registers);
      } catch {
        // Just what a model must not do.
      }
      return undefined;
    case 'at':
      return domain.at([at(instruction.b), domain.u16(1), domain.u16(0)], at(instruction.a));
    case 'index':
      return domain.at([() => at(instruction.b), () => domain.u16(0)], at(instruction.a))();
    default:
      return at(instruction.a)[instruction.kind](at(instruction.b));
  }
}
