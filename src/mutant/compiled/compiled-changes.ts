import { digest } from '../../cache/entry.ts';
import { decodeModule, type CompiledModule } from '../../compiled/index.ts';
import type { Instruction } from '../../compiled/decode/instruction.ts';
import type { CodeSource } from '../../domain/running-code.ts';
import { KEY_LENGTH } from '../changes-of.ts';
import type { CompiledChange, InstructionSite } from './compiled-change.ts';
import { instructionText } from './instruction-text.ts';
import { OPERAND_OPERATORS } from './operand-operators.ts';
import { PLAIN_OPERATORS } from './plain-operators.ts';

const OPERATORS = [...PLAIN_OPERATORS, ...OPERAND_OPERATORS];

/**
 * All changes that operators make of the instructions of a module, in the order of its functions. `folder`: where reports look for its
 * sources. Throws a `CompiledError` for what is no module, or has a function that cannot be decoded.
 */
export function compiledChanges(
  bytes: Uint8Array,
  source: string,
  folder: string,
): readonly CompiledChange[] {
  const module = decodeModule(bytes, source, folder);
  return module.functions.flatMap(({ end }, index) =>
    end === 0 || !isWritten(module, index) ? [] : changesIn(module, index, bytes, folder),
  );
}

/** Whether a function comes from the source: one that a compiler or a linker adds has no line, and is not exported. */
function isWritten(module: CompiledModule, index: number): boolean {
  const [first] = module.code(index).instructions;
  const isExported = [...module.exports.keys()].some((name) => module.exported(name) === index);
  return isExported || (first !== undefined && module.lineOf(index, first.at) !== null);
}

function changesIn(
  module: CompiledModule,
  index: number,
  bytes: Uint8Array,
  folder: string,
): readonly CompiledChange[] {
  const { name, start, end } = module.functionAt(index);
  const { instructions } = module.code(index);
  const seen = new Map<string, number>();
  return instructions.flatMap((instruction, i) => {
    const offset = start + instruction.at;
    const next = instructions[i + 1];
    const own = bytes.subarray(offset, next === undefined ? end : start + next.at);
    const site: InstructionSite = { bytes: own, called: calledBy(instruction, module) };
    const original = instructionText(instruction, module);
    const source = sourceOf(module, index, instruction.at, folder);
    return OPERATORS.flatMap(({ name: operator, rewrites }) =>
      rewrites(site).map((change) => {
        const context = JSON.stringify([operator, name, original, change.text]);
        const before = seen.get(context) ?? 0;
        seen.set(context, before + 1);
        const key = digest(`${context} ${before}`).slice(0, KEY_LENGTH);
        return {
          ...change,
          ...{ operator, key, offset, original, name, source, place: module.placeOf(index) },
        };
      }),
    );
  });
}

function calledBy(instruction: Instruction, module: CompiledModule): InstructionSite['called'] {
  if (instruction.kind !== 'call') return null;
  const { params, results } = module.functionAt(instruction.index).signature;
  return { params: params.length, results: results.length };
}

function sourceOf(module: CompiledModule, index: number, at: number, folder: string): CodeSource | null {
  const found = module.lineOf(index, at);
  if (found === null) return null;
  const [line, ...callers] = [found, ...found.callers].map(({ file, line }) => ({
    ...{ file: file.path, line, md5: file.md5 },
  }));
  return line === undefined ? null : { ...line, callers, folder };
}
