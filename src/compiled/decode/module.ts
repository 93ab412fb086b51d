import { createHash } from 'node:crypto';
import { CompiledError } from '../compiled-error.ts';
import { LineTable, type SourcePlace } from '../debug/line-table.ts';
import { readCode } from './code.ts';
import type { Code } from './instruction.ts';
import { Reader } from './reader.ts';
import { NO_SECTIONS, readSection, type Sections } from './sections.ts';
import type {
  DataSegment,
  ElementSegment,
  FunctionBody,
  GlobalType,
  Import,
  Initial,
  Limits,
  Signature,
} from './types.ts';

/** A compiled module, decoded. It never changes; machines run it. */
export class CompiledModule {
  /** What messages call it: the path of its file. */
  readonly source: string;
  /** The folder that its file is in, for reports alone; `null` where that is not known. */
  readonly folder: string | null;
  /** Of its bytes: SHA-256, in hexadecimal. */
  readonly hash: string;
  /** The functions that it exports. */
  readonly exports: ReadonlyMap<string, Signature>;
  /** Whether addresses have 64 bits. */
  readonly memoryIs64: boolean;
  readonly imports: readonly Import[];
  readonly types: readonly Signature[];
  readonly memory: Limits | null;
  readonly tables: readonly Limits[];
  readonly globals: readonly (GlobalType & { readonly initial: Initial; readonly name: string | null })[];
  readonly data: readonly DataSegment[];
  readonly elements: readonly ElementSegment[];
  /** Index of the function that an instance begins with. */
  readonly start: number | null;
  /** Custom sections by name, such as `.debug_line`. */
  readonly custom: ReadonlyMap<string, Uint8Array>;
  /** Languages and compilers that it names, such as C11 and clang; empty where it names none. */
  readonly producers: readonly string[];
  /** Imported functions come first. */
  readonly functions: readonly FunctionBody[];
  readonly importedFunctions: readonly Import[];
  readonly #bytes: Uint8Array;
  readonly #indices: ReadonlyMap<string, number>;
  readonly #code = new Map<number, Code>();
  readonly #codeStart: number;
  /** `undefined` until it is asked for. */
  #lines: LineTable | null | undefined;

  constructor(bytes: Uint8Array, source: string, folder: string | null = null) {
    this.#bytes = bytes;
    this.source = source;
    this.folder = folder;
    this.hash = createHash('sha256').update(bytes).digest('hex');
    const sections = readSections(new Reader(bytes, source));
    this.imports = sections.imports;
    this.importedFunctions = sections.imports.filter(({ kind }) => kind === 'function');
    this.types = sections.types;
    this.memory = sections.memories[0] ?? sections.importedMemories[0] ?? null;
    this.memoryIs64 = this.memory?.is64 ?? false;
    this.tables = sections.tables;
    this.data = sections.data;
    this.elements = sections.elements;
    this.start = sections.start;
    this.custom = sections.custom;
    this.producers = sections.producers;
    this.#codeStart = sections.codeStart;
    const importedGlobals = sections.imports.filter(({ kind }) => kind === 'global').length;
    this.globals = sections.globals.map((global, i) => ({
      ...global,
      name: sections.names.globals.get(importedGlobals + i) ?? null,
    }));
    if (importedGlobals > 0) throw this.#fault('it imports a global variable', NOT_RELOCATABLE);
    this.functions = this.#functionsOf(sections);
    const exported = sections.exports.filter(({ kind }) => kind === 0);
    this.#indices = new Map(exported.map(({ name, index }) => [name, index]));
    this.exports = new Map(exported.map(({ name, index }) => [name, this.functionAt(index).signature]));
  }

  functionAt(index: number): FunctionBody {
    const body = this.functions[index];
    if (body === undefined) throw this.#fault(`there is no function ${index}`, BROKEN);
    return body;
  }

  /** Index of an exported function; `undefined` where there is none of that name. */
  exported(name: string): number | undefined {
    return this.#indices.get(name);
  }

  /** What a function is called where it is recorded that it was entered. */
  placeOf(index: number): string {
    return `${this.hash}#${index}`;
  }

  /** The code of a function that is not imported. Throws a `CompiledError` where it cannot be read. */
  code(index: number): Code {
    const known = this.#code.get(index);
    if (known !== undefined) return known;
    const { name, signature, start, end } = this.functionAt(index);
    const reader = new Reader(this.#bytes, `${this.source}, in ${name}`, start, end);
    const code = readCode(reader, this.types, signature.results.length);
    this.#code.set(index, code);
    return code;
  }

  /** The line of the source that an instruction comes from; `null` without debug information. `at`: its offset in the body. */
  lineOf(index: number, at: number): SourcePlace | null {
    if (this.#lines === undefined) this.#lines = LineTable.of(this.custom);
    return this.#lines?.at(this.functionAt(index).start - this.#codeStart + at) ?? null;
  }

  #functionsOf({ functions, bodies, names, exports, types }: Sections): readonly FunctionBody[] {
    if (functions.length !== bodies.length)
      throw this.#fault(`it declares ${functions.length} functions and has ${bodies.length}`, BROKEN);
    const imported = this.importedFunctions.length;
    const exportNames = new Map(
      exports.filter(({ kind }) => kind === 0).map(({ name, index }) => [index, name]),
    );
    const nameOf = (index: number): string =>
      names.functions.get(index) ?? exportNames.get(index) ?? `function ${index}`;
    const own = bodies.map(({ offset, end }, i) => {
      const signature = types[functions[i] ?? types.length];
      if (signature === undefined) throw this.#fault(`${nameOf(imported + i)} has no type`, BROKEN);
      return { name: nameOf(imported + i), signature, start: offset, end };
    });
    const others = this.importedFunctions.map(({ module, name, signature }) => ({
      name: `${module}.${name}`,
      // Imports of functions have one.
      signature: signature ?? { params: [], results: [] },
      ...{ start: 0, end: 0 },
    }));
    return [...others, ...own];
  }

  #fault(what: string, hint: string): CompiledError {
    return new CompiledError(`${this.source}: ${what}`, hint);
  }
}

const BROKEN = 'Check that it is a whole WebAssembly file, as the linker wrote it.';
const NOT_RELOCATABLE =
  'Link it as a module of its own, not as a shared library: without -shared and --import-memory.';

const MAGIC_BYTES = 4;
const VERSION = 1;
/** Kinds of sections that say nothing of use here: custom ones, the number of data segments, tags. */
const SKIPPED: ReadonlySet<number> = new Set([0, 12, 13]);

function readSections(reader: Reader): Sections {
  reader.bytes(MAGIC_BYTES);
  const version = reader.bytes(4);
  if (version[0] !== VERSION || version.some((byte, i) => i > 0 && byte !== 0))
    throw reader.fault(
      'it is not a module of version 1 of WebAssembly',
      'Give a module, not a component or an object of another version.',
    );
  const sections = NO_SECTIONS();
  while (!reader.isAtEnd) {
    const id = reader.byte();
    const part = reader.part(reader.u32());
    readSection(id, part, sections);
    if (!part.isAtEnd && !SKIPPED.has(id))
      throw part.fault(`a section of kind ${id} goes on after its content`);
  }
  return sections;
}
