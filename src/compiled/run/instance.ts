import type { Domain } from '../../domain/domain.ts';
import { constantOf } from '../../domain/word-facts.ts';
import type { Word } from '../../domain/word.ts';
import { CompiledError } from '../compiled-error.ts';
import type { CompiledModule } from '../decode/module.ts';
import type { Initial } from '../decode/types.ts';
import type { Faults } from './faults.ts';
import { LinearMemory, PAGE_BYTES } from './linear-memory.ts';
import { LIMITS } from './limits.ts';
import { Literals } from './literals.ts';
import { OwnArray, type ArrayRange } from './own-arrays.ts';
import { Opaque, type Value } from './value.ts';

/** Where data usually begins: below it lies what a null pointer with an offset points to. */
const NULL_PAGE = 1024;

/** What an instance of a module begins with, but for what depends on the domain. Made once for a module. */
interface Image {
  readonly bytes: Uint8Array;
  /** Addresses below it are no object's. */
  readonly lowest: number;
  readonly tables: readonly (readonly (number | null)[])[];
}

const images = new WeakMap<CompiledModule, Image>();

/** The state of one instance: variables, memory, tables. */
export class Instance {
  readonly module: CompiledModule;
  readonly memory: LinearMemory;
  readonly globals: Value[];
  readonly tables: readonly (readonly (number | null)[])[];
  readonly dropped = new Set<number>();
  /** Addresses below it are no object's. */
  readonly lowest: number;

  /** Arrays that are memories of their own. */
  readonly arrays: readonly OwnArray[];
  /** Where there are such arrays: what tells which one an address is in. */
  readonly literals: Literals | null;

  constructor(module: CompiledModule, domain: Domain, faults: Faults, arrays: readonly ArrayRange[] = []) {
    this.module = module;
    const image = imageOf(module);
    this.lowest = image.lowest;
    this.tables = image.tables;
    this.literals = arrays.length === 0 ? null : new Literals(arrays);
    this.arrays = arrays.map(
      (range) =>
        new OwnArray(domain, range, image.bytes.subarray(range.address, range.address + range.bytes)),
    );
    const pages = Number(module.memory?.min ?? 0n);
    this.memory = new LinearMemory(domain, faults, image.bytes, pages, this.literals);
    this.globals = [];
    for (const { type, initial } of module.globals) this.globals.push(this.#start(domain, type, initial));
  }

  #start(domain: Domain, type: string, initial: Initial): Value {
    if (initial.kind === 'global') return this.globals[initial.index] ?? new Opaque(type);
    if (initial.kind !== 'const' || (initial.type !== 'i32' && initial.type !== 'i64'))
      return new Opaque(type);
    const value = initial.type === 'i32' ? domain.u32(initial.value) : domain.u64(initial.value);
    this.literals?.mark(value);
    return value;
  }
}

/** The constant that a value is; `undefined` where it is none. */
export function knownNumber(value: Value): bigint | undefined {
  return 'checkedAdd' in value ? constantOf(value as Word<32 | 64>) : undefined;
}

function imageOf(module: CompiledModule): Image {
  const known = images.get(module);
  if (known !== undefined) return known;
  const image = { ...memoryImage(module), tables: tablesOf(module) };
  images.set(module, image);
  return image;
}

function memoryImage(module: CompiledModule): Pick<Image, 'bytes' | 'lowest'> {
  const pages = module.memory?.min ?? 0n;
  if (pages > BigInt(LIMITS.pages))
    throw new CompiledError(
      `${module.source}: it begins with ${pages} pages of memory, and the limit is ${LIMITS.pages}`,
      'Link it with a smaller memory, such as -Wl,-z,stack-size=65536.',
    );
  const size = Number(pages) * PAGE_BYTES;
  const placed = module.data.flatMap(({ offset, bytes }) =>
    offset === null ? [] : [{ start: numberOf(module, offset), bytes }],
  );
  const ends = placed.map(({ start, bytes }) => start + bytes.length);
  if (ends.some((end) => end > size))
    throw new CompiledError(`${module.source}: its data does not fit into its memory`, 'Link it again.');
  const image = new Uint8Array(Math.max(0, ...ends));
  for (const { start, bytes } of placed) image.set(bytes, start);
  return { bytes: image, lowest: Math.min(NULL_PAGE, ...placed.map(({ start }) => start)) };
}

function tablesOf(module: CompiledModule): Image['tables'] {
  const total = module.tables.reduce((sum, { min }) => sum + min, 0n);
  if (total > BigInt(LIMITS.elements))
    throw new CompiledError(
      `${module.source}: its tables have ${total} elements, and the limit is ${LIMITS.elements}`,
      'Link it again, with the functions of the queue alone.',
    );
  const tables = module.tables.map(({ min }) => new Array<number | null>(Number(min)).fill(null));
  for (const { table, offset, functions } of module.elements) {
    if (offset === null) continue;
    const start = numberOf(module, offset);
    const into = tables[table];
    if (into === undefined || start + functions.length > into.length)
      throw new CompiledError(`${module.source}: its functions do not fit into its table`, 'Link it again.');
    functions.forEach((index, i) => (into[start + i] = index));
  }
  return tables;
}

function numberOf(module: CompiledModule, initial: Initial): number {
  const constant = initial.kind === 'global' ? module.globals[initial.index]?.initial : initial;
  if (constant?.kind === 'const') return Number(constant.value);
  throw new CompiledError(`${module.source}: an offset of its data is no constant`, 'Link it as one module.');
}
