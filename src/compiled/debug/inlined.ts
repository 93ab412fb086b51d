import { readAbbreviations, readValue, type Abbreviation } from './abbreviations.ts';
import { DebugReader, readLength, UnreadableDebugInfo } from './debug-reader.ts';
import type { DebugFile } from './line-header.ts';
import type { Ranges } from './ranges.ts';
import { DebugUnit, readUnitHeader, type UnitHeader, type Values } from './unit.ts';

/** Code of a function that stands in another one, and the line that called it. */
export interface Inlined {
  readonly ranges: Ranges;
  readonly file: DebugFile;
  readonly line: number;
}

/** The files of each line table, by its offset in `.debug_line`. */
export type FilesOfTables = ReadonlyMap<number, ReadonlyMap<number, DebugFile>>;

/**
 * Calls that the compiler put the called code in place of, outer ones first: of units of DWARF 2 to 5. None where they cannot be read.
 * `custom`: custom sections by name.
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
      const header = readUnitHeader(unit, offset);
      if (header === null) continue;
      const known = readAbbreviations(abbreviations, header.abbreviations);
      found.push(...inlinedIn(unit, known, header, custom, files));
    }
    return found;
  } catch (error) {
    if (error instanceof UnreadableDebugInfo) return [];
    throw error;
  }
}

const UNIT = 0x11;
const INLINED = 0x1d;
const [TABLE, CALL_FILE, CALL_LINE] = [0x10, 0x58, 0x59];

function inlinedIn(
  reader: DebugReader,
  abbreviations: ReadonlyMap<number, Abbreviation>,
  header: UnitHeader,
  custom: ReadonlyMap<string, Uint8Array>,
  tables: FilesOfTables,
): readonly Inlined[] {
  const found: Inlined[] = [];
  let files: ReadonlyMap<number, DebugFile> = new Map();
  let unit = new DebugUnit(header, new Map(), custom);
  while (!reader.isAtEnd) {
    const code = reader.uleb();
    // The end of what stands within an entry: entries come in the order of the text, outer ones first.
    if (code === 0) continue;
    const abbreviation = abbreviations.get(code);
    if (abbreviation === undefined) throw new UnreadableDebugInfo(`an entry of kind ${code}`);
    const values: Values = new Map(
      abbreviation.attributes.map((attribute) => [
        attribute.name,
        { form: attribute.form, value: readValue(reader, attribute, header.sizes) },
      ]),
    );
    const numberOf = (name: number): number | undefined => values.get(name)?.value;
    if (abbreviation.tag === UNIT) {
      files = tables.get(numberOf(TABLE) ?? -1) ?? files;
      unit = new DebugUnit(header, values, custom);
    }
    if (abbreviation.tag !== INLINED) continue;
    const file = files.get(numberOf(CALL_FILE) ?? -1);
    if (file !== undefined)
      found.push({ ranges: unit.rangesOf(values), file, line: numberOf(CALL_LINE) ?? 0 });
  }
  return found;
}
