import type { CompiledModule } from '../../compiled/index.ts';
import type { Instruction } from '../../compiled/decode/instruction.ts';

/** An instruction by its name in the WebAssembly specification, with its operands as far as they matter to a reader. */
export function instructionText(instruction: Instruction, module: CompiledModule): string {
  switch (instruction.kind) {
    case 'numeric':
      return `i${instruction.width}.${instruction.operation}`;
    case 'const':
      return `i${instruction.width}.const ${BigInt.asIntN(instruction.width, instruction.value)}`;
    case 'load':
    case 'store':
    case 'atomic':
      return `${instruction.access.name} offset=${instruction.offset}`;
    case 'call':
      return `call ${module.functionAt(instruction.index).name}`;
    case 'br':
    case 'br_if':
      return `${instruction.kind} ${instruction.depth}`;
    case 'local.get':
    case 'local.set':
    case 'local.tee':
    case 'global.get':
    case 'global.set':
      return `${instruction.kind} ${instruction.index}`;
    case 'fence':
      return 'atomic.fence';
    case 'unsupported':
      return instruction.name;
    default:
      return instruction.kind;
  }
}
