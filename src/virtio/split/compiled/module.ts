import { CompiledError, decodeModule, Machine, type CompiledModule } from '../../../compiled/index.ts';
import { asU64 } from '../../../domain/as-u64.ts';
import { folderOfCode } from '../../../domain/code-folders.ts';
import type { Domain } from '../../../domain/domain.ts';
import { MisuseError } from '../../../domain/misuse.ts';
import { refused } from '../../../domain/refuse.ts';
import { constantOf } from '../../../domain/word-facts.ts';
import type { Width } from '../../../domain/width.ts';
import type { Bool, U32, U64, Word } from '../../../domain/word.ts';
import type { GuestMemory } from '../../../memory/guest-memory.ts';
import { asEntries } from '../../../domain/table-bytes.ts';
import { isTable, isWord, type Schema, type StateRecord } from '../../../proof/state-schema.ts';
import { scalarsOf } from './fields.ts';
import type { OwnTable } from './tables.ts';

/** A WebAssembly module as `import queue from './queue.wasm'` gives it. */
export interface WasmFile {
  /** How the file is named in messages. */
  readonly path: string;
  /** Its bytes, in base64. */
  readonly base64: string;
}

/** A compiled module, ready to be run. */
export function moduleOf(file: WasmFile): CompiledModule {
  const { path, base64 } = file;
  return decodeModule(Uint8Array.from(Buffer.from(base64, 'base64')), path, folderOfCode(file));
}

/** One instance of a compiled module: it lives for one operation. */
export class Instance {
  readonly domain: Domain;
  readonly #module: CompiledModule;
  readonly #machine: Machine;
  readonly #tables: readonly OwnTable[];

  constructor(module: CompiledModule, domain: Domain, tables: readonly OwnTable[] = []) {
    this.domain = domain;
    this.#module = module;
    this.#tables = tables;
    this.#machine = new Machine(
      module,
      domain,
      tables.map(({ range }) => range),
    );
  }

  /** An instance for a walk, which has no tables: what it finds in them, and puts there, would be lost. */
  static ofWalk(module: CompiledModule, domain: Domain, tables: readonly OwnTable[]): Instance {
    const instance = new Instance(module, domain, tables);
    instance.#machine.closeArrays(
      'in a walk',
      'Keep what a step needs in fields of the walk: further arguments of walk_create, and walkFields of the model.',
    );
    return instance;
  }

  /** Puts the tables of a state in. Of each, so many entries can be accessed as the state says. */
  putTables(state: StateRecord): void {
    this.checkPlaces();
    this.#tables.forEach(({ name }, i) => {
      const table = state[name];
      if (!isTable(table))
        throw new MisuseError(`the table '${name}' is missing`, 'Give the state the table.');
      this.#machine.putArray(i, table);
    });
    this.useTables(state);
  }

  /** Says how many entries of each table are in use; `null` before a call that makes the state which says it. */
  useTables(state: StateRecord | null): void {
    this.#tables.forEach(({ range, field: { count } }, i) => {
      if (typeof count === 'number') return;
      const inUse = state?.[count];
      this.#machine.useArray(i, isWord(inUse) ? asU64(inUse).mul(range.entry) : null);
    });
  }

  /** The tables of the state that it is in, with all entries that there are. */
  tables(): StateRecord {
    this.checkPlaces();
    return Object.fromEntries(
      this.#tables.map(({ name, range, field }, i) => [
        name,
        asEntries(this.#machine.array(i), field.width, range.bytes / (field.width / 8)),
      ]),
    );
  }

  /** Throws a `CompiledError` where a table is somewhere else by now: what is put there would be lost. */
  checkPlaces(): void {
    this.#tables.forEach(({ range }, i) => {
      const now = this.value('table', i);
      if (this.domain.decide(now.eq(range.address))) return;
      const where = constantOf(now) ?? 'another place';
      throw refused(
        this.domain,
        new CompiledError(
          `${this.#module.source}: the table '${range.name}' is at ${range.address} at first, and at ${where} later`,
          'Keep it in a static array, which has one address from the beginning.',
        ),
      );
    });
  }

  /** The text that begins at an address, up to a byte 0. */
  text(address: bigint): string {
    return this.#machine.text(address);
  }

  /** Calls a function that returns a result code. */
  code(name: string, args: readonly (U32 | U64)[], memory: GuestMemory | null = null): U32 {
    const result = this.#machine.call(name, args, memory);
    if (result?.width === 32) return result;
    throw unexpected(name, 'a code of 32 bits');
  }

  /** Calls a function that puts a state in. */
  create(name: string, args: readonly U64[]): void {
    this.#machine.exchange(name, args);
  }

  /** Calls a function that returns nothing. */
  run(name: string): void {
    this.#machine.call(name, [], null);
  }

  /** The values that a function has for 0, 1, … as the fields of a schema, in its order. */
  read(name: string, fields: Schema): StateRecord {
    return Object.fromEntries(
      scalarsOf(fields).map(([field, schema], i): [string, Word<Width> | Bool] => {
        if (schema.kind === 'bool') return [field, this.narrow(name, i, 1).ne(0)];
        const value = this.narrow(name, i, schema.width);
        return [field, schema.width === 64 ? value : value.truncate(schema.width)];
      }),
    );
  }

  /**
   * The same, of at most so many bits. A greater one is an error: cut to its width, it would be what the queue does not keep.
   */
  narrow(name: string, index: number, bits: number): U64 {
    const value = this.value(name, index);
    if (bits === 64 || this.domain.decide(value.le(2n ** BigInt(bits) - 1n))) return value;
    throw refused(
      this.domain,
      new MisuseError(
        `${name}(${index}) returned a value of more than ${bits === 1 ? 'one bit' : `${bits} bits`}`,
        'Return the field as your queue keeps it, and keep it in a type of that width: what is above is lost between operations.',
      ),
    );
  }

  /** The value that a function has for an index, or for two. */
  value(name: string, ...indices: readonly number[]): U64 {
    const value = this.#machine.exchange(
      name,
      indices.map((index) => this.domain.u32(index)),
    );
    if (value?.width === 64) return value;
    throw unexpected(name, 'a value of 64 bits');
  }
}

/** What signatures exclude, which were checked when the module was loaded. */
function unexpected(name: string, wanted: string): TypeError {
  return new TypeError(`the export '${name}' does not return ${wanted}`);
}
