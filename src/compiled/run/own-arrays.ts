import type { Domain } from '../../domain/domain.ts';
import type { Table } from '../../domain/table.ts';
import { asEntries, withFilled, withWordAt, wordAt } from '../../domain/table-bytes.ts';
import type { Width } from '../../domain/width.ts';
import type { Operand, U64, U8, Word } from '../../domain/word.ts';

/** An array in the memory of a module that is state as a whole: its index may depend on the state. */
export interface ArrayRange {
  /** In lower case with underscores. */
  readonly name: string;
  readonly address: number;
  readonly bytes: number;
}

/** Bytes of an instance that are a memory of their own: an access stays in it, or traps. */
export class OwnArray {
  readonly range: ArrayRange;
  /** Its bytes up to here may be accessed. */
  inUse: U64;
  readonly #domain: Domain;
  readonly #image: Uint8Array;
  #content: Table<8> | null = null;

  /** `image`: what it begins with; 0 after that. */
  constructor(domain: Domain, range: ArrayRange, image: Uint8Array) {
    this.#domain = domain;
    this.range = range;
    this.#image = image;
    this.inUse = domain.u64(range.bytes);
  }

  /** Whether an address is one of its bytes. */
  holds(address: bigint): boolean {
    const { address: start, bytes } = this.range;
    return address >= start && address < start + bytes;
  }

  /** Traps where bytes from an offset on are not all within bounds. */
  check(offset: U64, bytes: Operand<64>): void {
    const isBeyond = offset.ge(this.range.bytes).or(offset.add(bytes).gt(this.inUse));
    this.#domain.trapIf('index out of bounds', isBeyond);
  }

  /** The same of a copy or fill: what is not in use may be written, too. */
  checkAll(offset: U64, length: U64): void {
    const { bytes } = this.range;
    const isBeyond = offset.gt(bytes).or(length.gt(bytes), offset.add(length).gt(bytes));
    this.#domain.trapIf('index out of bounds', isBeyond);
  }

  load<W extends Width>(offset: U64, width: W): Word<W> {
    return wordAt(this.content, offset, width);
  }

  store(offset: U64, word: Word<Width>): void {
    this.#content = withWordAt(this.content, offset, word);
  }

  fill(first: U64, length: U64, byte: U8): void {
    this.#content = withFilled(this.content, first, length, byte);
  }

  get content(): Table<8> {
    return (this.#content ??= this.#initial());
  }

  put(table: Table<Width>): void {
    this.#content = asEntries(table, 8, this.range.bytes);
  }

  #initial(): Table<8> {
    let table = this.#domain.table(8, this.range.bytes, 0);
    this.#image.forEach((byte, at) => {
      if (byte !== 0) table = table.set(at, byte);
    });
    return table;
  }
}

/** A place in an array: so many bytes after its start, within bounds or not. */
export class ArrayPlace {
  readonly array: OwnArray;
  readonly offset: U64;
  /** Whether the code names the place by constants alone: what begins there may be a structure that the array is a part of. */
  readonly isFixed: boolean;

  constructor(array: OwnArray, offset: U64, isFixed = false) {
    this.array = array;
    this.offset = offset;
    this.isFixed = isFixed;
  }
}
