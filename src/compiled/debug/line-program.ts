import type { DebugReader } from './debug-reader.ts';
import type { LineHeader } from './line-header.ts';

/** From this address on, up to the next row, code comes from this place. */
export interface Row {
  readonly address: number;
  /** By its number in the header. */
  readonly file: number;
  /** Counted from 1; 0 where code comes from no line. */
  readonly line: number;
  /** Counted from 1; 0 where it is not known. */
  readonly column: number;
}

/** Rows of code that lies together, in the order of addresses, up to `end`. */
export interface Sequence {
  readonly rows: readonly Row[];
  readonly end: number;
}

interface State extends Row {
  address: number;
  file: number;
  line: number;
  column: number;
}

const START = (): State => ({ address: 0, file: 1, line: 1, column: 0 });

/** Runs a line program: numbers that say, in few bytes, how rows differ from the row before. */
export function runLineProgram(reader: DebugReader, header: LineHeader): readonly Sequence[] {
  const { minInstructionLength, lineBase, lineRange, opcodeBase, argumentCounts } = header;
  const sequences: Sequence[] = [];
  let state = START();
  let rows: Row[] = [];
  const special = (opcode: number): number =>
    minInstructionLength * Math.floor((opcode - opcodeBase) / lineRange);

  const extended = (): void => {
    const length = reader.uleb();
    if (length === 0) return;
    const part = reader.part(length);
    switch (part.number(1)) {
      case 1:
        sequences.push({ rows, end: state.address });
        rows = [];
        state = START();
        return;
      case 2:
        state.address = part.number(length - 1);
        return;
      default:
        return;
    }
  };

  while (!reader.isAtEnd) {
    const opcode = reader.number(1);
    if (opcode >= opcodeBase) {
      state.address += special(opcode);
      state.line += lineBase + ((opcode - opcodeBase) % lineRange);
      rows.push({ ...state });
      continue;
    }
    switch (opcode) {
      case 0:
        extended();
        break;
      case 1:
        rows.push({ ...state });
        break;
      case 2:
        state.address += minInstructionLength * reader.uleb();
        break;
      case 3:
        state.line += reader.sleb();
        break;
      case 4:
        state.file = reader.uleb();
        break;
      case 5:
        state.column = reader.uleb();
        break;
      case 8:
        state.address += special(255);
        break;
      case 9:
        state.address += reader.number(2);
        break;
      default:
        for (let i = 0; i < (argumentCounts[opcode - 1] ?? 0); i++) reader.uleb();
    }
  }
  return sequences;
}
