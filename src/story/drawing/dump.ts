import type { Layout } from '../../proof/layout.ts';
import type { Counterexample } from '../../proof/counterexample.ts';
import { namesIn } from '../hex-dump.ts';
import { MemoryImage } from '../memory-image.ts';
import type { Frame } from './frames.ts';

/** Eight bytes of a memory that something is to be seen of. */
export interface DumpRow {
  /** Of the first byte. */
  readonly address: bigint;
  /** "inbox flags, idx": the fields that lie there. */
  readonly names: string;
}

/** Bytes in a row. */
export const ROW_BYTES = 8;

const MOST_ROWS = 64;
/** Of longer accesses only the first bytes are shown. */
const LONGEST = 64;

/** A memory as rows of bytes: those that are touched, or are not 0 from the start, in the order of addresses. */
export interface Dump {
  readonly rows: readonly DumpRow[];
  /** Rows that there is no room for. */
  readonly left: number;
}

/** The bytes of a memory that a story is about. */
export function dumpOf(
  memory: Counterexample['memory'][number],
  frames: readonly Frame[],
  layout: Layout | null,
): Dump {
  const touched = frames.flatMap(({ marks }) => marks).filter((mark) => mark.memory === memory.name);
  const stretches = [
    ...new MemoryImage(memory)
      .mappedRuns(memory.bytes)
      .map(({ addr, hex }) => ({ address: addr, length: hex.length / 2 })),
    ...touched,
  ];
  const bytes = BigInt(ROW_BYTES);
  const numbers = new Set<bigint>();
  for (const { address, length } of stretches) {
    const [first, count] = [BigInt(address), BigInt(Math.min(length, LONGEST))];
    for (let row = first / bytes; row * bytes < first + count; row++) numbers.add(row);
  }
  const inOrder = [...numbers].sort((a, b) => (a < b ? -1 : 1));
  const shown = inOrder.slice(0, MOST_ROWS).map((row) => row * bytes);
  return {
    rows: shown.map((address) => ({ address, names: namesIn(address, layout) })),
    left: inOrder.length - shown.length,
  };
}
