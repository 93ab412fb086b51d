import type { Domain } from '../../domain/domain.ts';
import { visits } from '../../domain/visits.ts';
import type { CodeLine, CodePlace } from '../../domain/running-code.ts';
import type { GuestMemory } from '../../memory/guest-memory.ts';
import type { SourceSpot } from '../debug/line-table.ts';
import type { CompiledModule } from '../decode/module.ts';
import type { Faults } from './faults.ts';
import { Frame } from './frame.ts';
import { callHost, HOST_MODULE, unknownImport } from './imports.ts';
import type { Instance } from './instance.ts';
import { Instructions } from './instructions.ts';
import { LIMITS } from './limits.ts';
import { partsOf, present, type Parts } from './parts.ts';
import type { Value } from './value.ts';
import { initialValue } from './variables.ts';

/** One call from outside, with all calls in it. */
export class Execution {
  readonly #module: CompiledModule;
  readonly #instance: Instance;
  readonly #domain: Domain;
  readonly #faults: Faults;
  readonly #parts: Parts;
  readonly #instructions: Instructions;
  readonly #frames: Frame[] = [];

  constructor(
    module: CompiledModule,
    instance: Instance,
    domain: Domain,
    faults: Faults,
    memory: GuestMemory | null,
  ) {
    this.#module = module;
    this.#instance = instance;
    this.#domain = domain;
    this.#faults = faults;
    this.#parts = partsOf(module, instance, domain, faults, memory);
    this.#instructions = new Instructions(this.#parts);
  }

  /** The instruction that is being executed. */
  get place(): CodePlace | null {
    const frame = this.#frames.at(-1);
    if (frame === undefined) return null;
    const line = this.#module.lineOf(frame.index, frame.at);
    const source = line && {
      ...codeLineOf(line),
      callers: line.callers.map(codeLineOf),
      folder: this.#module.folder,
    };
    return { function: frame.name, offset: frame.at, source, decides: this.#instructions.deciding };
  }

  call(index: number, args: readonly Value[]): readonly Value[] {
    const { name, signature } = this.#module.functionAt(index);
    const imported = this.#module.importedFunctions[index];
    if (imported !== undefined) {
      if (imported.module !== HOST_MODULE) throw unknownImport(this.#faults, imported.module, imported.name);
      const result = callHost(present(this.#faults, this.#parts.host), imported.name, args);
      return result === undefined ? [] : [result];
    }
    if (this.#frames.length >= LIMITS.depth) this.#trap('stack overflow');
    if (visits.isOn) visits.enter(this.#module.placeOf(index));
    const { locals, instructions } = this.#module.code(index);
    const variables = [...args, ...locals.map((type) => initialValue(this.#domain, type))];
    const frame = new Frame({ name, index }, instructions, variables, signature.results.length, this.#faults);
    this.#frames.push(frame);
    this.#run(frame);
    this.#frames.pop();
    return frame.results();
  }

  #run(frame: Frame): void {
    for (;;) {
      const instruction = frame.code[frame.next];
      if (instruction === undefined) return;
      frame.next += 1;
      frame.at = instruction.at;
      this.#parts.fuel.instruction();
      if (instruction.kind === 'call') this.#call(frame, instruction.index);
      else if (instruction.kind === 'call_indirect')
        this.#callIndirect(frame, instruction.type, instruction.table);
      else this.#instructions.execute(frame, instruction);
    }
  }

  #call(frame: Frame, index: number): void {
    const { signature } = this.#module.functionAt(index);
    for (const value of this.call(index, frame.popMany(signature.params.length))) frame.push(value);
  }

  #callIndirect(frame: Frame, type: number, tableIndex: number): void {
    const table = this.#instance.tables[tableIndex];
    const signature = this.#module.types[type];
    if (table === undefined || signature === undefined)
      throw this.#faults.invalid('a table or type is missing');
    const index = this.#parts.access.index(frame.pop());
    const target = this.#parts.choices.element(index, table);
    const called = target === null ? null : this.#module.functionAt(target).signature;
    const isSame =
      called !== null &&
      called.params.join() === signature.params.join() &&
      called.results.join() === signature.results.join();
    if (target === null || !isSame) this.#trap('index out of bounds');
    this.#call(frame, target);
  }

  #trap(kind: 'stack overflow' | 'index out of bounds'): never {
    this.#domain.trapIf(kind, true);
    throw this.#faults.invalid('it goes on after a trap');
  }
}

function codeLineOf({ file, line }: SourceSpot): CodeLine {
  return { file: file.path, line, md5: file.md5 };
}
