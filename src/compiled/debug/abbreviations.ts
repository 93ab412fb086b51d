import { DebugReader, UnreadableDebugInfo } from './debug-reader.ts';

/** An attribute of entries of one kind: how it is encoded, and its value where all of them have the same one. */
export interface Attribute {
  readonly name: number;
  readonly form: number;
  readonly implied: number;
}

/** What entries of one kind say: a tag, whether entries stand within them, and attributes. */
export interface Abbreviation {
  readonly tag: number;
  readonly hasChildren: boolean;
  readonly attributes: readonly Attribute[];
}

/** The abbreviations of a unit, by the number that its entries begin with. */
export function readAbbreviations(section: Uint8Array, offset: number): ReadonlyMap<number, Abbreviation> {
  const reader = new DebugReader(section, offset);
  const found = new Map<number, Abbreviation>();
  for (let code = reader.uleb(); code !== 0; code = reader.uleb()) {
    const [tag, hasChildren] = [reader.uleb(), reader.number(1) !== 0];
    const attributes: Attribute[] = [];
    for (;;) {
      const [name, form] = [reader.uleb(), reader.uleb()];
      if (name === 0 && form === 0) break;
      attributes.push({ name, form, implied: form === IMPLIED ? reader.sleb() : 0 });
    }
    found.set(code, { tag, hasChildren, attributes });
  }
  return found;
}

/** Sizes that a unit gives values. */
export interface Sizes {
  readonly address: number;
  readonly offset: number;
}

/** By form of a fixed size: its bytes. */
const FIXED: ReadonlyMap<number, number> = new Map([
  [0x05, 2],
  [0x06, 4],
  [0x07, 8],
  [0x0b, 1],
  [0x0c, 1],
  [0x11, 1],
  [0x12, 2],
  [0x13, 4],
  [0x14, 8],
  [0x1c, 4],
  [0x1e, 16],
  [0x20, 8],
  [0x24, 8],
  [0x25, 1],
  [0x26, 2],
  [0x27, 3],
  [0x28, 4],
  [0x29, 1],
  [0x2a, 2],
  [0x2b, 3],
  [0x2c, 4],
]);

/** By form of a block: the bytes of its length; 0 where that is encoded. */
const BLOCKS: ReadonlyMap<number, number> = new Map([
  [0x03, 2],
  [0x04, 4],
  [0x09, 0],
  [0x0a, 1],
  [0x18, 0],
]);

const ADDRESS = 0x01;
const TEXT = 0x08;
const SIGNED = 0x0d;
const PRESENT = 0x19;
const IMPLIED = 0x21;
const OFFSETS: readonly number[] = [0x0e, 0x10, 0x17, 0x1d, 0x1f];
const UNSIGNED: readonly number[] = [0x0f, 0x15, 0x1a, 0x1b, 0x22, 0x23];

/** Forms of an index into `.debug_addr`, and of one into the range lists of a unit. */
export const ADDRESS_INDICES: readonly number[] = [0x1b, 0x29, 0x2a, 0x2b, 0x2c];
export const RANGES_INDEX = 0x23;

/** A value of an entry, of DWARF 2 to 5; what is no number is 0. */
export function readValue(reader: DebugReader, { form, implied }: Attribute, sizes: Sizes): number {
  const fixed = FIXED.get(form);
  if (fixed !== undefined) return reader.number(fixed);
  if (form === IMPLIED) return implied;
  if (form === ADDRESS) return reader.number(sizes.address);
  if (OFFSETS.includes(form)) return reader.number(sizes.offset);
  if (UNSIGNED.includes(form)) return reader.uleb();
  if (form === SIGNED) return reader.sleb();
  if (form === PRESENT) return 1;
  const length = BLOCKS.get(form);
  if (length !== undefined) reader.bytes(length === 0 ? reader.uleb() : reader.number(length));
  else if (form === TEXT) reader.text();
  else throw new UnreadableDebugInfo(`a value of form 0x${form.toString(16)}`);
  return 0;
}
