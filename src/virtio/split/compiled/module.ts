import { decodeModule, Machine, type CompiledModule } from '../../../compiled/index.ts';
import { folderOfCode } from '../../../domain/code-folders.ts';
import type { Domain } from '../../../domain/domain.ts';
import { MisuseError } from '../../../domain/misuse.ts';
import { refused } from '../../../domain/refuse.ts';
import type { Width } from '../../../domain/width.ts';
import type { Bool, U32, U64, Word } from '../../../domain/word.ts';
import type { GuestMemory } from '../../../memory/guest-memory.ts';
import type { BoolField, Schema, StateRecord, WordField } from '../../../proof/state-schema.ts';
import { asEntries } from '../../../domain/table-bytes.ts';
import type { OwnTable } from './tables.ts';
import { isBool, isTable, isWord } from '../../../proof/state-schema.ts';

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
  readonly #machine: Machine;
  readonly #tables: readonly OwnTable[];

  constructor(module: CompiledModule, domain: Domain, tables: readonly OwnTable[] = []) {
    this.domain = domain;
    this.#tables = tables;
    this.#machine = new Machine(
      module,
      domain,
      tables.map(({ range }) => range),
    );
  }

  /** Puts the tables of a state in; `inUse` says how many entries of each can be accessed. */
  putTables(state: StateRecord): void {
    this.#tables.forEach(({ name, range }, i) => {
      const table = state[name];
      if (!isTable(table))
        throw new MisuseError(`the table '${name}' is missing`, 'Give the state the table.');
      const length = this.#tables[i]?.field.count;
      const inUse =
        typeof length === 'number' ? this.domain.u64(range.bytes) : table.length.mul(table.width / 8);
      this.#machine.putArray(i, table, inUse);
    });
  }

  /** The tables of the state that it is in. */
  tables(): StateRecord {
    return Object.fromEntries(
      this.#tables.map(({ name, range, field }, i) => [
        name,
        asEntries(this.#machine.array(i), field.width, range.bytes / (field.width / 8)),
      ]),
    );
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

/** The fields that functions of the module are given and return one by one: all but tables, in the order of the schema. */
export function scalarsOf(
  fields: Schema,
): readonly (readonly [name: string, field: WordField | BoolField])[] {
  return Object.entries(fields).flatMap(([name, field]) =>
    field.kind === 'table' ? [] : [[name, field] as const],
  );
}

/** The fields of a state as arguments of 64 bits each, in the order of a schema. */
export function argumentsOf(domain: Domain, fields: Schema, state: StateRecord): readonly U64[] {
  return scalarsOf(fields).map(([name]) => {
    const value = state[name];
    if (isBool(value)) return ofBool(domain, value);
    if (isWord(value)) return ofWord(value);
    throw new MisuseError(`the field '${name}' is missing`, 'Give it a value.');
  });
}

/** A truth value as a number of 64 bits. */
export function ofBool(domain: Domain, value: Bool): U64 {
  return domain.select(value, domain.u64(1), domain.u64(0));
}

function ofWord(word: Word<8 | 16 | 32 | 64>): U64 {
  // A word of 64 bits cannot be extended, which the type of the width alone does not say.
  return word.width === 64 ? (word as U64) : (word as Word<8 | 16 | 32>).zeroExtend(64);
}

/** What signatures exclude, which were checked when the module was loaded. */
function unexpected(name: string, wanted: string): TypeError {
  return new TypeError(`the export '${name}' does not return ${wanted}`);
}
