import { readInitial } from './expression.ts';
import { NO_NAMES, readProducers, readNames, type Names } from './names.ts';
import type { Reader } from './reader.ts';
import { readData, readElements } from './segments.ts';
import type { DataSegment, ElementSegment, GlobalType, Import, Initial, Limits, Signature } from './types.ts';
import { NO_PROPOSALS, readLimits, readValueType } from './value-types.ts';

/** What the sections of a module say, as they stand there. */
export interface Sections {
  types: readonly Signature[];
  imports: readonly Import[];
  importedMemories: readonly Limits[];
  /** Types of the module's own functions, by index of the type. */
  functions: readonly number[];
  tables: readonly Limits[];
  memories: readonly Limits[];
  globals: readonly (GlobalType & { readonly initial: Initial })[];
  exports: readonly { readonly name: string; readonly kind: number; readonly index: number }[];
  start: number | null;
  elements: readonly ElementSegment[];
  bodies: readonly Reader[];
  /** Where the content of the code section begins in the file, from where debug information counts. */
  codeStart: number;
  data: readonly DataSegment[];
  names: Names;
  producers: readonly string[];
  /** Sections that are not of the format itself, by name. */
  custom: Map<string, Uint8Array>;
}

export const NO_SECTIONS = (): Sections => ({
  ...{ types: [], imports: [], importedMemories: [], functions: [], tables: [], memories: [], globals: [] },
  ...{
    exports: [],
    start: null,
    elements: [],
    bodies: [],
    codeStart: 0,
    data: [],
    names: NO_NAMES,
    producers: [],
    custom: new Map(),
  },
});

/** Reads one section into what is known so far. */
export function readSection(id: number, reader: Reader, into: Sections): void {
  switch (id) {
    case 0:
      return readCustom(reader, into);
    case 1:
      into.types = reader.list(() => readSignature(reader));
      return;
    case 2:
      into.imports = reader.list(() => readImport(reader, into));
      return;
    case 3:
      into.functions = reader.list(() => reader.u32());
      return;
    case 4:
      into.tables = reader.list(() => readTable(reader));
      return;
    case 5:
      into.memories = reader.list(() => readLimits(reader));
      return;
    case 6:
      into.globals = reader.list(() => ({ ...readGlobalType(reader), initial: readInitial(reader) }));
      return;
    case 7:
      into.exports = reader.list(() => ({ name: reader.text(), kind: reader.byte(), index: reader.u32() }));
      return;
    case 8:
      into.start = reader.u32();
      return;
    case 9:
      into.elements = reader.list(() => readElements(reader));
      return;
    case 10:
      into.codeStart = reader.offset;
      into.bodies = reader.list(() => reader.part(reader.u32()));
      return;
    case 11:
      into.data = reader.list(() => readData(reader));
      return;
    // How many data segments there are, and tags of exceptions, which no instruction that is executed uses.
    case 12:
    case 13:
      return;
    default:
      throw reader.fault(`a section of an unknown kind: ${id}`);
  }
}

function readCustom(reader: Reader, into: Sections): void {
  const name = reader.text();
  const rest = reader.bytes(reader.end - reader.offset);
  into.custom.set(name, rest);
  if (name !== 'name' && name !== 'producers') return;
  reader.offset -= rest.length;
  if (name === 'name') into.names = readNames(reader);
  else into.producers = readProducers(reader);
}

function readSignature(reader: Reader): Signature {
  const form = reader.byte();
  if (form !== 0x60)
    throw reader.fault(`unsupported: a type of form 0x${form.toString(16)}, not of functions`, NO_PROPOSALS);
  const types = (): Signature['params'] => reader.list(() => readValueType(reader));
  return { params: types(), results: types() };
}

function readGlobalType(reader: Reader): GlobalType {
  return { type: readValueType(reader), isMutable: reader.byte() === 1 };
}

function readTable(reader: Reader): Limits {
  readValueType(reader);
  return readLimits(reader);
}

function readImport(reader: Reader, into: Sections): Import {
  const [module, name, kind] = [reader.text(), reader.text(), reader.byte()];
  switch (kind) {
    case 0: {
      const signature = into.types[reader.u32()];
      if (signature === undefined) throw reader.fault(`the import '${name}' has a type that does not exist`);
      return { module, name, kind: 'function', signature };
    }
    case 1:
      readTable(reader);
      return { module, name, kind: 'table', signature: null };
    case 2:
      into.importedMemories = [...into.importedMemories, readLimits(reader)];
      return { module, name, kind: 'memory', signature: null };
    case 3:
      readGlobalType(reader);
      return { module, name, kind: 'global', signature: null };
    case 4:
      reader.byte();
      reader.u32();
      return { module, name, kind: 'tag', signature: null };
    default:
      throw reader.fault(`the import '${name}' is of an unknown kind: ${kind}`);
  }
}
