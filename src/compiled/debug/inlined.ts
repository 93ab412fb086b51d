import { readAbbreviations, readValue, type Abbreviation, type Sizes } from './abbreviations.ts';
import { DebugReader, readLength, UnreadableDebugInfo } from './debug-reader.ts';
import type { DebugFile } from './line-header.ts';

/** Code of a function that stands in another one, and the line that called it. */
export interface Inlined {
  /** From the first address up to, and without, the second one. */
  readonly ranges: readonly (readonly [start: number, end: number])[];
  readonly file: DebugFile;
  readonly line: number;
}

/** The files of each line table, by its offset in `.debug_line`. */
export type FilesOfTables = ReadonlyMap<number, ReadonlyMap<number, DebugFile>>;

/**
 * Calls that the compiler put the called code in place of, outer ones first: of units of DWARF 2 to 4, which is what compilers write
 * for WebAssembly unless they are asked for another version. None where they cannot be read.
 */
export function readInlined(
  custom: ReadonlyMap<string, Uint8Array>,
  files: FilesOfTables,
): readonly Inlined[] {
  const [info, abbreviations] = [custom.get('.debug_info'), custom.get('.debug_abbrev')];
  if (info === undefined || abbreviations === undefined) return [];
  try {
    const reader = new DebugReader(info);
    const found: Inlined[] = [];
    while (!reader.isAtEnd) {
      const [length, offset] = readLength(reader);
      const unit = reader.part(length);
      const version = unit.number(2);
      if (version < 2 || version > 4) continue;
      const known = readAbbreviations(abbreviations, unit.number(offset));
      const sizes = { address: unit.number(1), offset };
      found.push(...inlinedIn(unit, known, sizes, custom.get('.debug_ranges'), files));
    }
    return found;
  } catch (error) {
    if (error instanceof UnreadableDebugInfo) return [];
    throw error;
  }
}

const UNIT = 0x11;
const INLINED = 0x1d;
const [TABLE, LOW, HIGH, RANGES, CALL_FILE, CALL_LINE] = [0x10, 0x11, 0x12, 0x55, 0x58, 0x59];
/** The form of an end that is an address; any other is a distance. */
const ADDRESS = 0x01;

function inlinedIn(
  reader: DebugReader,
  abbreviations: ReadonlyMap<number, Abbreviation>,
  sizes: Sizes,
  rangeLists: Uint8Array | undefined,
  tables: FilesOfTables,
): readonly Inlined[] {
  const found: Inlined[] = [];
  let files: ReadonlyMap<number, DebugFile> = new Map();
  let base = 0;
  while (!reader.isAtEnd) {
    const code = reader.uleb();
    // The end of what stands within an entry: entries come in the order of the text, outer ones first.
    if (code === 0) continue;
    const abbreviation = abbreviations.get(code);
    if (abbreviation === undefined) throw new UnreadableDebugInfo(`an entry of kind ${code}`);
    const values = new Map<number, number>();
    let isDistance = false;
    for (const [name, form] of abbreviation.attributes) {
      values.set(name, readValue(reader, form, sizes));
      if (name === HIGH) isDistance = form !== ADDRESS;
    }
    const low = values.get(LOW);
    if (abbreviation.tag === UNIT) {
      files = tables.get(values.get(TABLE) ?? -1) ?? files;
      base = low ?? 0;
    }
    if (abbreviation.tag !== INLINED) continue;
    const file = files.get(values.get(CALL_FILE) ?? -1);
    const high = values.get(HIGH);
    const list = values.get(RANGES);
    const ranges =
      low !== undefined && high !== undefined
        ? [[low, isDistance ? low + high : high] as const]
        : list === undefined || rangeLists === undefined
          ? []
          : readRanges(new DebugReader(rangeLists, list), sizes, base);
    if (file !== undefined) found.push({ ranges, file, line: values.get(CALL_LINE) ?? 0 });
  }
  return found;
}

/** Pairs of addresses, from that of the unit; two zeros end them, and a first one that is the greatest gives another start. */
function readRanges(reader: DebugReader, { address }: Sizes, unit: number): Inlined['ranges'] {
  const ranges: (readonly [number, number])[] = [];
  const greatest = Number(2n ** BigInt(8 * address) - 1n);
  let base = unit;
  for (;;) {
    const [start, end] = [reader.number(address), reader.number(address)];
    if (start === 0 && end === 0) return ranges;
    if (start === greatest) base = end;
    else ranges.push([base + start, base + end]);
  }
}
