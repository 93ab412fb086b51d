import { DebugReader, readLength, UnreadableDebugInfo } from './debug-reader.ts';
import { readInlined, type Inlined } from './inlined.ts';
import { readLineHeader, type DebugFile, type TextSections } from './line-header.ts';
import { runLineProgram, type Row, type Sequence } from './line-program.ts';

/** A place in a source file. */
export interface SourceSpot {
  readonly file: DebugFile;
  /** Counted from 1. */
  readonly line: number;
}

/** The same, and the calls that it is inlined by, the innermost first. */
export interface SourcePlace extends SourceSpot {
  readonly callers: readonly SourceSpot[];
}

interface Lines extends Sequence {
  readonly files: ReadonlyMap<number, DebugFile>;
}

/** Which line each instruction of a module comes from, by its offset in the code section. */
export class LineTable {
  readonly #sequences: readonly Lines[];
  readonly #inlined: readonly Inlined[];

  constructor(sequences: readonly Lines[], inlined: readonly Inlined[]) {
    this.#sequences = sequences;
    this.#inlined = inlined;
  }

  /**
   * What the debug information of a module says, in DWARF 2 to 5; `null` where there is none, or none that can be read.
   * `custom`: its custom sections by name.
   */
  static of(custom: ReadonlyMap<string, Uint8Array>): LineTable | null {
    const lines = custom.get('.debug_line');
    if (lines === undefined) return null;
    const texts = { lineTexts: custom.get('.debug_line_str'), texts: custom.get('.debug_str') };
    try {
      const tables = new Map<number, ReadonlyMap<number, DebugFile>>();
      const sequences = readUnits(new DebugReader(lines), texts, tables);
      return new LineTable(sequences, readInlined(custom, tables));
    } catch (error) {
      if (error instanceof UnreadableDebugInfo) return null;
      throw error;
    }
  }

  /** The line of the instruction at an offset in the code section; `null` where there is none. */
  at(offset: number): SourcePlace | null {
    const found = this.#sequences.find(
      ({ rows, end }) => rows.length > 0 && (rows[0]?.address ?? end) <= offset && offset < end,
    );
    if (found === undefined) return null;
    const row = lineAt(found.rows, offset);
    const file = row === undefined ? undefined : found.files.get(row.file);
    return row === undefined || file === undefined
      ? null
      : { file, line: row.line, callers: this.#callers(offset) };
  }

  #callers(offset: number): readonly SourceSpot[] {
    const around = this.#inlined.filter(({ ranges }) =>
      ranges.some(([start, end]) => start <= offset && offset < end),
    );
    return around.reverse().filter(({ line }) => line > 0);
  }
}

/** What an instruction that comes from no line belongs to is what comes before it: compilers move code, and merge it. */
function lineAt(rows: readonly Row[], offset: number): Row | undefined {
  return rows.findLast(({ address, line }) => address <= offset && line > 0);
}

function readUnits(
  reader: DebugReader,
  texts: TextSections,
  tables: Map<number, ReadonlyMap<number, DebugFile>>,
): readonly Lines[] {
  const found: Lines[] = [];
  while (!reader.isAtEnd) {
    const start = reader.offset;
    const [length, offsetBytes] = readLength(reader);
    const unit = reader.part(length);
    const version = unit.number(2);
    if (version < 2 || version > 5) continue;
    const header = readLineHeader(unit, version, offsetBytes, texts);
    tables.set(start, header.files);
    for (const sequence of runLineProgram(unit, header))
      // The linker leaves those of functions that it dropped at 0, where no function begins, or at the end of all addresses.
      if ((sequence.rows[0]?.address ?? 0) > 0) found.push({ ...sequence, files: header.files });
  }
  return found;
}
