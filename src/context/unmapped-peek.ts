import { engineClass } from '../domain/engine-part.ts';
import { valueOf } from '../domain/concrete.ts';
import type { Width } from '../domain/width.ts';
import type { U64, U8, Word } from '../domain/word.ts';
import type { ByteRun } from '../memory/concrete-bytes.ts';
import { encode } from '../memory/concrete-words.ts';
import { ConcreteSnapshot, type Content } from '../memory/concrete.ts';
import { peekOffset } from '../memory/observed-memory.ts';
import type { RegionList } from '../memory/regions.ts';
import { hex } from './plain.ts';
import { readFrom } from './read-values.ts';

/** Called when a property looks at bytes that no region holds, with an error made where `peek` or `peekWord` was called. */
export type OnUnmappedPeek = (bytes: readonly ByteRun[], at: Error) => void;

/** A snapshot that reports reads of bytes that no region holds. */
export class TracedSnapshot extends ConcreteSnapshot {
  static {
    engineClass(this);
  }

  /** Name of the memory. */
  readonly memory: string;
  readonly #regions: RegionList;
  readonly #onUnmapped: OnUnmappedPeek;

  constructor(content: Content, onUnmapped: OnUnmappedPeek, memory: string) {
    super(content);
    this.memory = memory;
    this.#regions = content.regions;
    this.#onUnmapped = onUnmapped;
  }

  override peek(address: U64, offset = 0): U8 {
    const value = super.peekWord(address, 8, offset);
    const unmapped = unmappedBytes(this.#regions, address, offset, value);
    if (unmapped.length > 0) this.#onUnmapped(unmapped, new Error());
    return readFrom(value, this.memory, valueOf(address) + peekOffset(offset), 1);
  }

  override peekWord<W extends Width>(address: U64, width: W, offset = 0): Word<W> {
    const value = super.peekWord(address, width, offset);
    const unmapped = unmappedBytes(this.#regions, address, offset, value);
    if (unmapped.length > 0) this.#onUnmapped(unmapped, new Error());
    return readFrom(value, this.memory, valueOf(address) + peekOffset(offset), width / 8);
  }
}

/** Those bytes of a word that was looked at which no region holds: consecutive ones together. */
export function unmappedBytes(
  regions: RegionList,
  address: U64,
  offset: number,
  value: Word<Width>,
): readonly ByteRun[] {
  const start = valueOf(address) + peekOffset(offset);
  const length = BigInt(value.width / 8);
  if (regions.mappedFrom(start, length) === length) return [];
  const runs: { address: bigint; bytes: number[] }[] = [];
  encode([value]).forEach((byte, i) => {
    const at = start + BigInt(i);
    if (regions.find(at) !== undefined) return;
    const last = runs.at(-1);
    if (last !== undefined && last.address + BigInt(last.bytes.length) === at) last.bytes.push(byte);
    else runs.push({ address: at, bytes: [byte] });
  });
  return runs.map((run) => ({ address: run.address, bytes: Uint8Array.from(run.bytes) }));
}

/** "the property reads byte 0x1002 of 'memory', which is in no region (here 4d)". */
export function unmappedPeekInWords(memory: string, { address, bytes }: ByteRun): string {
  const content = Buffer.from(bytes).toString('hex');
  const last = address + BigInt(bytes.length - 1);
  const read = address === last ? `byte ${hex(address)}` : `bytes ${hex(address)} to ${hex(last)}`;
  const where = address === last ? 'which is in no region' : 'which are in no region';
  return `the property reads ${read} of '${memory}', ${where} (here ${content})`;
}
