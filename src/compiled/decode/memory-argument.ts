import type { Reader } from './reader.ts';

const HAS_INDEX = 0x40;

/** Alignment, which says nothing of what happens, maybe the memory, and the offset. */
export function readMemoryArgument(reader: Reader): { readonly index: number; readonly offset: bigint } {
  const flags = reader.u32();
  const index = (flags & HAS_INDEX) === 0 ? 0 : reader.u32();
  return { index, offset: reader.u64() };
}
