/** Writes line tables for tests, as compilers do. */

/** An unsigned number. */
function u(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...u(value >> 7)];
}

function s(value: number): number[] {
  return value >= -64 && value < 64 ? [value & 127] : [(value & 127) | 128, ...s(value >> 7)];
}

const word = (value: number, bytes: number): number[] =>
  Array.from({ length: bytes }, (_, i) => Math.floor(value / 256 ** i) % 256);

export const zeroEnded = (text: string): number[] => [...new TextEncoder().encode(text), 0];

/** Rows of code that lies together: from each address on, this line of this file. */
export interface LinesText {
  readonly rows: readonly (readonly [address: number, file: number, line: number])[];
  readonly end: number;
}

export interface UnitText {
  readonly version: 4 | 5;
  /** Folders, of version 5 that of the compiler first. */
  readonly folders: readonly string[];
  readonly files: readonly { readonly name: string; readonly folder: number; readonly md5?: string }[];
  readonly sequences: readonly LinesText[];
}

function program({ rows, end }: LinesText): number[] {
  let last = 1;
  const bytes = rows.flatMap(([address, file, line]) => {
    const row = [0, ...u(9), 2, ...word(address, 8), 4, ...u(file), 3, ...s(line - last), 1];
    last = line;
    return row;
  });
  return [...bytes, 0, ...u(9), 2, ...word(end, 8), 0, 1, 1];
}

function oldLists({ folders, files }: UnitText): number[] {
  const named = files.flatMap(({ name, folder }) => [...zeroEnded(name), ...u(folder), 0, 0]);
  return [...folders.flatMap(zeroEnded), 0, ...named, 0];
}

const [PATH, FOLDER, MD5] = [1, 2, 5];
const [TEXT, BYTE, DATA16] = [0x08, 0x0b, 0x1e];

function lists({ folders, files }: UnitText): number[] {
  const named = files.flatMap(({ name, folder, md5 = '' }) => [
    ...zeroEnded(name),
    folder,
    ...Buffer.from(md5.padStart(32, '0'), 'hex'),
  ]);
  return [
    ...[1, PATH, TEXT, ...u(folders.length), ...folders.flatMap(zeroEnded)],
    ...[3, PATH, TEXT, FOLDER, BYTE, MD5, DATA16, ...u(files.length), ...named],
  ];
}

/** The content of a section `.debug_line`. */
export function lineSection(units: readonly UnitText[]): Uint8Array {
  return Uint8Array.from(
    units.flatMap((unit) => {
      const rest = [
        ...[1, 1, 1, word(-5 + 256, 1), 14, 13].flat(),
        ...[0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1],
        ...(unit.version === 5 ? lists(unit) : oldLists(unit)),
      ];
      const content = [
        ...word(unit.version, 2),
        ...(unit.version === 5 ? [8, 0] : []),
        ...word(rest.length, 4),
        ...rest,
        ...unit.sequences.flatMap(program),
      ];
      return [...word(content.length, 4), ...content];
    }),
  );
}
