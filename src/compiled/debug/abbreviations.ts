import { DebugReader, UnreadableDebugInfo } from './debug-reader.ts';

/** What entries of one kind say: a tag, whether entries stand within them, and attributes with how each is encoded. */
export interface Abbreviation {
  readonly tag: number;
  readonly hasChildren: boolean;
  readonly attributes: readonly (readonly [name: number, form: number])[];
}

/** The abbreviations of a unit, by the number that its entries begin with. */
export function readAbbreviations(section: Uint8Array, offset: number): ReadonlyMap<number, Abbreviation> {
  const reader = new DebugReader(section, offset);
  const found = new Map<number, Abbreviation>();
  for (let code = reader.uleb(); code !== 0; code = reader.uleb()) {
    const [tag, hasChildren] = [reader.uleb(), reader.number(1) !== 0];
    const attributes: (readonly [number, number])[] = [];
    for (;;) {
      const [name, form] = [reader.uleb(), reader.uleb()];
      if (name === 0 && form === 0) break;
      attributes.push([name, form]);
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
  [0x20, 8],
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
const OFFSETS: readonly number[] = [0x0e, 0x10, 0x17];
const UNSIGNED: readonly number[] = [0x0f, 0x15];

/** A value of an entry, of DWARF 2 to 4; what is no number is 0. */
export function readValue(reader: DebugReader, form: number, sizes: Sizes): number {
  const fixed = FIXED.get(form);
  if (fixed !== undefined) return reader.number(fixed);
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
