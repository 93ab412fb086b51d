import { ADDRESS_INDICES, RANGES_INDEX, type Sizes } from './abbreviations.ts';
import { DebugReader } from './debug-reader.ts';
import { readList, readPairs, type Ranges } from './ranges.ts';

/** What a unit of debug information begins with. */
export interface UnitHeader {
  readonly version: number;
  /** Where its abbreviations are. */
  readonly abbreviations: number;
  readonly sizes: Sizes;
}

/** Units of DWARF 5 that describe code: whole ones, and parts. */
const OF_CODE: readonly number[] = [1, 3];

/** The header of a unit after its length; `null` for one that is of another version, or describes no code. */
export function readUnitHeader(reader: DebugReader, offset: number): UnitHeader | null {
  const version = reader.number(2);
  if (version < 2 || version > 5) return null;
  if (version < 5) {
    const abbreviations = reader.number(offset);
    return { version, abbreviations, sizes: { address: reader.number(1), offset } };
  }
  if (!OF_CODE.includes(reader.number(1))) return null;
  const sizes = { address: reader.number(1), offset };
  return { version, abbreviations: reader.number(offset), sizes };
}

/** The attributes of an entry, by name. */
export type Values = ReadonlyMap<number, { readonly form: number; readonly value: number }>;

const [LOW, HIGH, RANGES, ADDRESSES, LISTS] = [0x11, 0x12, 0x55, 0x73, 0x74];
/** The form of an end that is an address; any other is a distance, but for indices. */
const ADDRESS = 0x01;

/** A unit of debug information, as far as it says where code is. */
export class DebugUnit {
  readonly #header: UnitHeader;
  readonly #custom: ReadonlyMap<string, Uint8Array>;
  /** Where its addresses and its range lists begin, in DWARF 5. */
  readonly #addresses: number;
  readonly #lists: number;
  readonly #base: number;

  /** `values`: what its first entry says. `custom`: custom sections by name. */
  constructor(header: UnitHeader, values: Values, custom: ReadonlyMap<string, Uint8Array>) {
    this.#header = header;
    this.#custom = custom;
    this.#addresses = values.get(ADDRESSES)?.value ?? 0;
    this.#lists = values.get(LISTS)?.value ?? 0;
    this.#base = this.#address(values, LOW) ?? 0;
  }

  /** Where the code of an entry is. */
  rangesOf(values: Values): Ranges {
    const [low, high] = [this.#address(values, LOW), this.#address(values, HIGH)];
    if (low !== undefined && high !== undefined) {
      const form = values.get(HIGH)?.form ?? ADDRESS;
      return [[low, form === ADDRESS || ADDRESS_INDICES.includes(form) ? high : low + high]];
    }
    const list = values.get(RANGES);
    const section = this.#custom.get(this.#header.version < 5 ? '.debug_ranges' : '.debug_rnglists');
    if (list === undefined || section === undefined) return [];
    const { version, sizes } = this.#header;
    if (version < 5) return readPairs(new DebugReader(section, list.value), sizes, this.#base);
    return readList(new DebugReader(section, this.#listAt(section, list)), sizes, this.#base, (index) =>
      this.#indexed(index),
    );
  }

  /** Where a range list begins: an index counts the offsets that stand before all lists of the unit. */
  #listAt(section: Uint8Array, { form, value }: { readonly form: number; readonly value: number }): number {
    if (form !== RANGES_INDEX) return value;
    const { offset } = this.#header.sizes;
    return this.#lists + new DebugReader(section, this.#lists + value * offset).number(offset);
  }

  /** An address, or whatever else stands there; `undefined` where nothing does. */
  #address(values: Values, name: number): number | undefined {
    const found = values.get(name);
    if (found === undefined) return undefined;
    return ADDRESS_INDICES.includes(found.form) ? this.#indexed(found.value) : found.value;
  }

  #indexed(index: number): number {
    const { address } = this.#header.sizes;
    const section = this.#custom.get('.debug_addr') ?? new Uint8Array();
    return new DebugReader(section, this.#addresses + index * address).number(address);
  }
}
