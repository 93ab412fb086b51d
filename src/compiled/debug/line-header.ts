import { isRooted } from '../../text/source-name.ts';
import { DebugReader, UnreadableDebugInfo } from './debug-reader.ts';

/** A source file, as the compiler was given it. */
export interface DebugFile {
  /** A path from the folder that the compiler ran in, with forward slashes, or an absolute one. */
  readonly path: string;
  /** Of its content when it was compiled, in hexadecimal; `null` where the compiler says none. */
  readonly md5: string | null;
}

/** How the lines of one unit are encoded, and which files they are of. */
export interface LineHeader {
  readonly minInstructionLength: number;
  readonly lineBase: number;
  readonly lineRange: number;
  readonly opcodeBase: number;
  /** Numbers of arguments of the opcodes 1, 2, …, which is how unknown ones are skipped. */
  readonly argumentCounts: readonly number[];
  /** By the number that a line program calls each. */
  readonly files: ReadonlyMap<number, DebugFile>;
}

/** Sections that texts of line tables are in. */
export interface TextSections {
  readonly lineTexts: Uint8Array | undefined;
  readonly texts: Uint8Array | undefined;
}

/** Reads the header of a line table, whose version was read; the reader is at the line program then. */
export function readLineHeader(
  reader: DebugReader,
  version: number,
  offsetBytes: number,
  sections: TextSections,
): LineHeader {
  // Sizes of addresses and of segment selectors.
  if (version >= 5) reader.bytes(2);
  const length = reader.number(offsetBytes);
  const rest = reader.part(length);
  const minInstructionLength = rest.number(1);
  // How many operations an instruction may have, which matters to other machines alone.
  if (version >= 4) rest.number(1);
  // Whether rows begin as statements, of which debuggers make use.
  rest.number(1);
  const lineBase = rest.signedByte();
  const lineRange = rest.number(1);
  const opcodeBase = rest.number(1);
  if (lineRange === 0 || opcodeBase === 0) throw new UnreadableDebugInfo('an empty range of lines');
  const argumentCounts = Array.from({ length: opcodeBase - 1 }, () => rest.number(1));
  const files = version >= 5 ? readFiles(rest, offsetBytes, sections) : readOldFiles(rest);
  return { minInstructionLength, lineBase, lineRange, opcodeBase, argumentCounts, files };
}

/** Up to version 4: both lists end with an empty name, files count from 1, and folder 0 is the compiler's own, which has no name. */
function readOldFiles(reader: DebugReader): ReadonlyMap<number, DebugFile> {
  const folders = [''];
  for (let name = reader.text(); name !== ''; name = reader.text()) folders.push(name);
  const files = new Map<number, DebugFile>();
  for (let name = reader.text(); name !== ''; name = reader.text()) {
    const folder = folders[reader.uleb()] ?? '';
    // Time of the last change and length, which nothing says.
    reader.uleb();
    reader.uleb();
    files.set(files.size + 1, { path: joined(folder, name), md5: null });
  }
  return files;
}

/** What an entry of a list says: its kind, by the numbers of the format, and how it is encoded. */
type Format = readonly (readonly [kind: number, form: number])[];

const PATH = 1;
const FOLDER = 2;
const MD5 = 5;

/** From version 5 on: lists say themselves what they hold; files and folders count from 0, which is the compiler's own folder. */
function readFiles(
  reader: DebugReader,
  offsetBytes: number,
  sections: TextSections,
): ReadonlyMap<number, DebugFile> {
  const entries = (): readonly ReadonlyMap<number, string | number>[] => {
    const format: Format = Array.from({ length: reader.number(1) }, () => [reader.uleb(), reader.uleb()]);
    return Array.from({ length: counted(reader.uleb()) }, () => {
      return new Map(format.map(([kind, form]) => [kind, readForm(reader, form, offsetBytes, sections)]));
    });
  };
  const folders = entries().map((entry) => String(entry.get(PATH) ?? ''));
  const own = folders[0] ?? '';
  const files = entries().map((entry): DebugFile => {
    const folder = folders[Number(entry.get(FOLDER) ?? 0)] ?? '';
    const md5 = entry.get(MD5);
    const path = joined(joined(own, folder), String(entry.get(PATH) ?? ''));
    return { path: within(own, path), md5: md5 === undefined ? null : String(md5) };
  });
  return new Map(files.entries());
}

/** More files than any unit has. */
const MOST_FILES = 100_000;

function counted(count: number): number {
  if (count > MOST_FILES) throw new UnreadableDebugInfo(`${count} files`);
  return count;
}

function readForm(
  reader: DebugReader,
  form: number,
  offsetBytes: number,
  { lineTexts, texts }: TextSections,
): string | number {
  switch (form) {
    case 0x08:
      return reader.text();
    case 0x1f:
      return textAt(lineTexts, reader.number(offsetBytes));
    case 0x0e:
      return textAt(texts, reader.number(offsetBytes));
    case 0x0b:
      return reader.number(1);
    case 0x05:
      return reader.number(2);
    case 0x06:
      return reader.number(4);
    case 0x07:
      return reader.number(8);
    case 0x0f:
      return reader.uleb();
    case 0x1e:
      return Buffer.from(reader.bytes(16)).toString('hex');
    case 0x09:
      reader.bytes(reader.uleb());
      return 0;
    default:
      throw new UnreadableDebugInfo(`a value of form 0x${form.toString(16)}`);
  }
}

function textAt(section: Uint8Array | undefined, offset: number): string {
  return section === undefined ? '' : new DebugReader(section, offset).text();
}

/** A path in a folder; either may be absolute. */
function joined(folder: string, path: string): string {
  const plain = path.replaceAll('\\', '/');
  return folder === '' || isRooted(plain)
    ? plain
    : `${folder.replaceAll('\\', '/').replace(/\/$/, '')}/${plain}`;
}

/** A path as it is from a folder, where it is in it. */
function within(folder: string, path: string): string {
  const start = `${folder.replaceAll('\\', '/').replace(/\/$/, '')}/`;
  return folder !== '' && path.startsWith(start) ? path.slice(start.length) : path;
}
