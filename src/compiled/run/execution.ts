import { concreteDomain } from '../../domain/concrete.ts';
import type { Domain } from '../../domain/domain.ts';
import type { CodeLine, CodePlace } from '../../domain/running-code.ts';
import type { GuestMemory } from '../../memory/guest-memory.ts';
import { truthIn } from '../../domain/word-facts.ts';
import { placeInWords } from '../compiled-error.ts';
import type { SourceSpot } from '../debug/line-table.ts';
import type { CompiledModule } from '../decode/module.ts';
import type { Instruction } from '../decode/instruction.ts';
import type { ValueType } from '../decode/types.ts';
import { Atomics } from './atomics.ts';
import { Bulk } from './bulk.ts';
import { Choices } from './choices.ts';
import { Comparisons } from './comparisons.ts';
import type { Faults } from './faults.ts';
import { Frame } from './frame.ts';
import { GuestAccess } from './guest-access.ts';
import { callHost, HOST_MODULE, unknownImport, type Host } from './imports.ts';
import type { Instance } from './instance.ts';
import { LIMITS } from './limits.ts';
import { MemoryAccess } from './memory-access.ts';
import { Numeric } from './numeric.ts';
import { Orderings } from './orderings.ts';
import { PointerOperations } from './pointer-operations.ts';
import { Pointers } from './pointers.ts';
import { HostPointer, Opaque, type Value } from './value.ts';

/** One call from outside, with all calls in it. */
export class Execution {
  readonly #module: CompiledModule;
  readonly #instance: Instance;
  readonly #domain: Domain;
  readonly #faults: Faults;
  readonly #host: Host | null;
  readonly #numeric: Numeric;
  readonly #access: MemoryAccess;
  readonly #atomics: Atomics;
  readonly #bulk: Bulk;
  readonly #choices: Choices;
  readonly #frames: Frame[] = [];
  readonly #decisions = new Map<Instruction, number>();
  /** In runs that are watched, which are on numbers. */
  readonly #comparisons = concreteDomain.watcher === null ? null : new Comparisons();
  #deciding: string | null = null;
  #fuel = LIMITS.instructions;

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
    const orderings = new Orderings(faults);
    const pointers = memory === null ? null : new Pointers(domain, faults, memory);
    this.#numeric = new Numeric(domain, faults, new PointerOperations(faults, () => this.#present(pointers)));
    const guest =
      memory === null || pointers === null ? null : new GuestAccess(domain, memory, pointers, orderings);
    this.#access = new MemoryAccess(domain, faults, this.#numeric, instance);
    const shared = { domain, faults, numeric: this.#numeric, access: this.#access, instance };
    this.#atomics = new Atomics(shared, orderings, () => this.#present(guest));
    this.#bulk = new Bulk(shared, () => this.#present(guest));
    this.#choices = new Choices(domain, this.#numeric);
    this.#host =
      memory === null || guest === null
        ? null
        : {
            ...{ domain, faults, numeric: this.#numeric, orderings, memory, access: guest },
            bulk: this.#bulk,
            indexWidth: module.memoryIs64 ? 64 : 32,
          };
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
    return { function: frame.name, offset: frame.at, source, decides: this.#deciding };
  }

  call(index: number, args: readonly Value[]): readonly Value[] {
    const { name, signature } = this.#module.functionAt(index);
    const imported = this.#module.importedFunctions[index];
    if (imported !== undefined) {
      if (imported.module !== HOST_MODULE) throw unknownImport(this.#faults, imported.module, imported.name);
      const result = callHost(this.#present(this.#host), imported.name, args);
      return result === undefined ? [] : [result];
    }
    if (this.#frames.length >= LIMITS.depth) this.#trap('stack overflow');
    const { locals, instructions } = this.#module.code(index);
    const variables = [...args, ...locals.map((type) => this.#initial(type))];
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
      this.#fuel -= 1;
      if (this.#fuel < 0)
        throw this.#faults.limit(
          `it executes more than ${LIMITS.instructions.toLocaleString('en')} instructions in one call`,
          LOOP,
        );
      this.#step(frame, instruction);
    }
  }

  #step(frame: Frame, instruction: Instruction): void {
    switch (instruction.kind) {
      case 'nop':
        return;
      case 'drop':
        frame.pop();
        return;
      case 'const':
        frame.push(
          instruction.width === 32
            ? this.#domain.u32(instruction.value)
            : this.#domain.u64(instruction.value),
        );
        return;
      case 'local.get':
        frame.push(frame.local(instruction.index));
        return;
      case 'local.set':
      case 'local.tee': {
        const value = frame.pop();
        // Throws where there is none.
        frame.local(instruction.index);
        frame.locals[instruction.index] = value;
        if (instruction.kind === 'local.tee') frame.push(value);
        return;
      }
      case 'global.get':
        frame.push(this.#global(instruction.index));
        return;
      case 'global.set':
        this.#global(instruction.index);
        this.#instance.globals[instruction.index] = frame.pop();
        return;
      case 'numeric': {
        const { operation, width, isUnary } = instruction;
        const b = frame.pop();
        frame.push(
          isUnary ? this.#unary(operation, width, b) : this.#binary(operation, width, frame.pop(), b),
        );
        return;
      }
      case 'select': {
        const condition = this.#numeric.truth(frame.pop());
        const otherwise = frame.pop();
        frame.push(this.#choices.select(condition, frame.pop(), otherwise));
        return;
      }
      case 'load':
        frame.push(this.#load(frame, instruction));
        return;
      case 'store':
        this.#store(frame, instruction);
        return;
      case 'atomic':
        return this.#atomics.access(frame, instruction.access, instruction.offset);
      case 'fence':
        return this.#atomics.fence(this.#host?.access ?? null);
      case 'memory.size':
      case 'memory.grow':
      case 'memory.copy':
      case 'memory.fill':
        return this.#bulk.execute(frame, instruction.kind);
      case 'memory.init':
      case 'data.drop':
        return this.#bulk.segment(frame, instruction.kind, instruction.segment);
      case 'call':
        return this.#call(frame, instruction.index);
      case 'call_indirect':
        return this.#callIndirect(frame, instruction.type, instruction.table);
      case 'unreachable':
        this.#domain.unreachable(placeInWords(frame.name, frame.at));
        return;
      case 'unsupported':
        throw this.#faults.unsupported(`executes ${instruction.name}`, ONLY_INTEGERS);
      default:
        return this.#branch(frame, instruction);
    }
  }

  #branch(frame: Frame, instruction: Instruction): void {
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
      case 'br_table':
        frame.branch(
          this.#choices.target(this.#numeric.word(frame.pop(), 32), instruction.depths, instruction.fallback),
        );
        return;
      case 'return':
        frame.return();
        return;
      default:
        throw this.#faults.unsupported(`executes ${instruction.kind}`);
    }
  }

  #unary(operation: string, width: 32 | 64, a: Value): Value {
    const result = this.#numeric.unary(operation, width, a);
    if (operation === 'eqz') this.#comparisons?.noteZero(result, a);
    return result;
  }

  #binary(operation: string, width: 32 | 64, a: Value, b: Value): Value {
    const result = this.#numeric.binary(operation, width, a, b);
    this.#comparisons?.note(result, operation, a, b);
    return result;
  }

  #load(frame: Frame, { access, offset }: Extract<Instruction, { kind: 'load' | 'store' }>): Value {
    const place = this.#access.place(frame.pop(), offset);
    if (!(place instanceof HostPointer)) return this.#access.load(access, place);
    const [word] = this.#present(this.#host).access.read(place, [(8 * access.bytes) as 8]);
    return this.#access.widened(word, access.width, access.isSigned);
  }

  #store(frame: Frame, { access, offset }: Extract<Instruction, { kind: 'load' | 'store' }>): void {
    const value = frame.pop();
    const place = this.#access.place(frame.pop(), offset);
    if (!(place instanceof HostPointer)) return this.#access.store(access, place, value);
    const word = this.#access.narrowed(value, access.width, (8 * access.bytes) as 8);
    this.#present(this.#host).access.write(place, [word]);
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
    const index = this.#access.index(frame.pop());
    const target = this.#choices.element(index, table);
    const called = target === null ? null : this.#module.functionAt(target).signature;
    const isSame =
      called !== null &&
      called.params.join() === signature.params.join() &&
      called.results.join() === signature.results.join();
    if (target === null || !isSame) this.#trap('index out of bounds');
    this.#call(frame, target);
  }

  /** A decision at an instruction. Where it depends on the state, it is not made without end. */
  #decide(instruction: Instruction, value: Value): boolean {
    const condition = this.#numeric.truth(value);
    if (truthIn(condition) === undefined) this.#countDecision(instruction);
    if (this.#comparisons === null) return this.#domain.decide(condition);
    this.#deciding = this.#told(instruction, this.#comparisons.words(value, truthIn(condition) === true));
    try {
      return this.#domain.decide(condition);
    } finally {
      this.#deciding = null;
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
      throw this.#faults.limit(
        `it decides more than ${LIMITS.decisions} times in one place by what depends on the state`,
        LOOP,
      );
  }

  #global(index: number): Value {
    const value = this.#instance.globals[index];
    if (value === undefined) throw this.#faults.invalid(`there is no global variable ${index}`);
    return value;
  }

  #initial(type: ValueType): Value {
    if (type === 'i32') return this.#domain.u32(0);
    return type === 'i64' ? this.#domain.u64(0) : new Opaque(type);
  }

  #trap(kind: 'stack overflow' | 'index out of bounds'): never {
    this.#domain.trapIf(kind, true);
    throw this.#faults.invalid('it goes on after a trap');
  }

  #present<T>(part: T | null): T {
    if (part !== null) return part;
    throw this.#faults.unsupported(
      'uses guest memory in a call that has none',
      'Only operations of a queue have guest memory: not make, create, state, out and traits.',
    );
  }
}

function codeLineOf({ file, line }: SourceSpot): CodeLine {
  return { file: file.path, line, md5: file.md5 };
}

const ONLY_INTEGERS =
  'Only integers, control flow, memory and atomics are executed: compile without what uses it.';

const LOOP =
  'If a loop goes on for as long as the state says, bound it: prove one step of it by induction, or use check_range in place of a search of regions.';
