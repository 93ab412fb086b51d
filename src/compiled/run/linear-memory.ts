import type { Domain } from '../../domain/domain.ts';
import { constantOf } from '../../domain/word-facts.ts';
import type { U8, Word } from '../../domain/word.ts';
import type { Width } from '../../domain/width.ts';
import type { Faults } from './faults.ts';
import type { Literals } from './literals.ts';
import { HostPointer, isBool, LowBits, Opaque, type Value } from './value.ts';

export const PAGE_BYTES = 65536;

/** A value as it was stored, of so many bytes. What is no word is loaded whole or not at all. */
interface Piece {
  readonly value: Value | Word<Width>;
  readonly bytes: number;
}

interface Cell {
  readonly piece: Piece;
  readonly index: number;
}

/** The memory of an instance: bytes as it begins with them, and over them what was stored, at known addresses. */
export class LinearMemory {
  readonly #domain: Domain;
  readonly #faults: Faults;
  readonly #image: Uint8Array;
  readonly #literals: Literals | null;
  readonly #cells = new Map<number, Cell>();
  pages: number;

  /** `image`: the first bytes; those after it are 0. */
  constructor(
    domain: Domain,
    faults: Faults,
    image: Uint8Array,
    pages: number,
    literals: Literals | null = null,
  ) {
    this.#literals = literals;
    this.#domain = domain;
    this.#faults = faults;
    this.#image = image;
    this.pages = pages;
  }

  get size(): number {
    return this.pages * PAGE_BYTES;
  }

  /** Stores the low bytes of a word, or a value as it is. */
  store(address: number, value: Value | Word<Width>, bytes: number): void {
    const piece: Piece = { value, bytes };
    for (let index = 0; index < bytes; index += 1) this.#cells.set(address + index, { piece, index });
  }

  /** Copies bytes, as if by a buffer between; pieces stay whole. */
  move(to: number, from: number, bytes: number): void {
    const cells = Array.from(
      { length: bytes },
      (_, i) => this.#cells.get(from + i) ?? this.#cellOfImage(from + i),
    );
    cells.forEach((cell, i) => this.#cells.set(to + i, cell));
  }

  #cellOfImage(address: number): Cell {
    return { piece: { value: this.#domain.u8(this.#image[address] ?? 0), bytes: 1 }, index: 0 };
  }

  /** What was stored there as one piece; else `undefined`. */
  whole(address: number, bytes: number): Piece['value'] | undefined {
    const piece = this.#cells.get(address)?.piece;
    if (piece?.bytes !== bytes) return undefined;
    for (let index = 0; index < bytes; index += 1) {
      const cell = this.#cells.get(address + index);
      if (cell?.piece !== piece || cell.index !== index) return undefined;
    }
    return piece.value;
  }

  /** The little-endian word there, of whatever it was put together. */
  word<W extends Width>(address: number, width: W): Word<W> {
    const bytes = width / 8;
    const piece = this.#cells.get(address)?.piece;
    const part = piece === undefined ? undefined : this.#part(piece, address, width);
    if (part !== undefined) return part;
    const parts = Array.from({ length: bytes }, (_, i) => this.byte(address + i));
    const known = parts.map((part) => constantOf(part));
    if (known.every((byte) => byte !== undefined)) {
      const value = known.reduceRight((rest, byte) => rest * 256n + byte, 0n);
      const word = this.#domain.word(width, value);
      // What the module begins with is as constant as its code.
      if (this.#literals !== null && parts.every((_, i) => !this.#cells.has(address + i)))
        this.#literals.mark(word);
      return word;
    }
    // As many bytes as the width has.
    return joined(parts) as unknown as Word<W>;
  }

  byte(address: number): U8 {
    const cell = this.#cells.get(address);
    if (cell === undefined) return this.#domain.u8(this.#image[address] ?? 0);
    const word = this.#number(cell.piece);
    return word.width === 8 ? (word as U8) : word.byte(cell.index);
  }

  /** Bytes of a wider word that was stored as one piece. */
  #part<W extends Width>(piece: Piece, address: number, width: W): Word<W> | undefined {
    const first = this.#cells.get(address)?.index ?? 0;
    for (let i = 0; i < width / 8; i += 1) {
      const cell = this.#cells.get(address + i);
      if (cell?.piece !== piece || cell.index !== first + i) return undefined;
    }
    const word: Word<Width> = this.#number(piece);
    // Just compared.
    if (word.width === width) return word as unknown as Word<W>;
    // Wider than what is taken, as just seen.
    return (word as Word<64>).extract(8 * first, width as 8) as unknown as Word<W>;
  }

  /** A piece as a word of all its bytes. */
  #number({ value, bytes }: Piece): Word<Width> {
    const width = (8 * bytes) as Width;
    if (value instanceof HostPointer || value instanceof LowBits || value instanceof Opaque)
      throw this.#faults.unsupported('reads bytes of a host pointer as a number');
    if (isBool(value))
      return this.#domain.select(value, this.#domain.word(width, 1), this.#domain.word(width, 0));
    return value as Word<Width>;
  }
}

/** One word of its bytes, the lowest first. */
function joined(parts: readonly Word<Width>[]): Word<Width> {
  const [first] = parts;
  if (parts.length === 1 && first !== undefined) return first;
  const half = parts.length / 2;
  // Both are of one width, below 64.
  const [low, high] = [joined(parts.slice(0, half)), joined(parts.slice(half))] as Word<8>[];
  if (low === undefined || high === undefined) throw new RangeError('no bytes to join');
  return high.concat(low);
}
