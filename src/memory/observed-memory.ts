import type { Bool, Operand, U64, U8, Word } from '../domain/word.ts';
import type { Width } from '../domain/width.ts';
import type { MemoryEvents } from './event-list.ts';
import type { GuestMemory } from './guest-memory.ts';

/** The content of guest memory at one moment, for properties to speak about; looking at it is no access. */
export interface MemoryView {
  /**
   * The byte `offset` bytes after an address. Addresses do not wrap here: 2^64 is an address that no region holds. A byte
   * that no region holds has any value, always the same one but where `havoc` covers it; counterexamples name the line that
   * reads it.
   */
  peek(address: U64, offset?: number): U8;
  /** The little-endian word `offset` bytes after an address. */
  peekWord<W extends Width>(address: U64, width: W, offset?: number): Word<W>;
}

/** Addresses from `start` on. */
export interface AddressRange {
  readonly start: U64;
  /** Number of bytes. */
  readonly length: Operand<64>;
}

/** Guest memory as a proof sees it: what models access, and what properties may ask besides. */
export interface ObservedMemory extends GuestMemory, MemoryView {
  /** Its part of the event list of the run. */
  readonly events: MemoryEvents;
  /**
   * What the other side wrote meanwhile: every byte in these ranges takes any value, all others stay. In the event list it
   * is an event of the other side, and no write of this one. The new bytes are an input, shown in counterexamples as `memory/name`; each
   * name once for a memory.
   */
  havoc(name: string, ranges: readonly AddressRange[]): void;
  /** The content as it is now: it stays so when the memory is written. */
  snapshot(): MemoryView;
  /** Whether a word of this width can be loaded and stored there as one unit. */
  accessible(address: U64, width: Width): Bool;
  /** Number of mapped bytes from an address to the next hole; 0 where the address is unmapped. */
  contiguous(address: U64): U64;
}

/** Why two contents cannot be compared. */
export const OTHER_MEMORY = 'compare two contents of one memory: snapshots, or the memory as it is now';

/** An offset to look at. Throws a `RangeError` where it points in front of its address. */
export function peekOffset(offset: number): bigint {
  if (!Number.isSafeInteger(offset) || offset < 0)
    throw new RangeError(`${offset} is not an offset in bytes: expected a whole number from 0`);
  return BigInt(offset);
}

/** The name of what the other side writes to a memory: no memory has a name like it. */
export function contentName(memory: string, name: string): string {
  return `${memory}/${name}`;
}

/** The name of what a table of a part's state begins with: of `queue.cookies`, `queue/cookies`. */
export function tableName(field: string): string {
  const dot = field.lastIndexOf('.');
  return contentName(field.slice(0, dot), field.slice(dot + 1));
}

/** The memory that a content is written to; of a memory's name, itself. */
export function memoryOf(content: string): string {
  return content.split('/', 1)[0] ?? content;
}
