import type { Domain } from '../../domain/domain.ts';
import type { Table } from '../../domain/table.ts';
import { asEntries, withFilled, withWordAt, wordAt } from '../../domain/table-bytes.ts';
import type { Width } from '../../domain/width.ts';
import type { Bool, U64, U8, Word } from '../../domain/word.ts';

/** An array in the memory of a module that is state as a whole: its index may depend on the state. */
export interface ArrayRange {
  /** In lower case with underscores. */
  readonly name: string;
  readonly address: number;
  readonly bytes: number;
  /** Bytes of one entry. */
  readonly entry: number;
}

/** Bytes of an instance that are a memory of their own: an access stays in it, or traps. */
export class OwnArray {
  readonly range: ArrayRange;
  readonly #domain: Domain;
  readonly #image: Uint8Array;
  #content: Table<8> | null = null;
  /** Its bytes up to here may be accessed; `null` as long as that is not known. */
  #inUse: U64 | null;
  /** Where accesses ended, as long as it is not known. */
  readonly #ends: U64[] = [];
  /** What an access throws; `null` where it has none to throw. */
  #closed: (() => Error) | null = null;

  /** `image`: what it begins with; 0 after that. */
  constructor(domain: Domain, range: ArrayRange, image: Uint8Array) {
    this.#domain = domain;
    this.range = range;
    this.#image = image;
    this.#inUse = domain.u64(range.bytes);
  }

  /** Every access throws from here on. */
  close(fault: () => Error): void {
    this.#closed = fault;
  }

  /**
   * So many bytes of it are in use from here on, at first all; `null`: that is said later. Traps then where there was an access beyond them.
   */
  use(bytes: U64 | null): void {
    this.#inUse = bytes;
    if (bytes !== null && this.#ends.length > 0)
      this.#trap(this.#domain.bool(false).or(...this.#ends.splice(0).map((end) => end.gt(bytes))));
  }

  /** Whether an address is one of its bytes. */
  holds(address: bigint): boolean {
    const { address: start, bytes } = this.range;
    return address >= start && address < start + bytes;
  }

  /** Traps where bytes from an offset on are not all within bounds. */
  check(offset: U64, bytes: number): void {
    const { bytes: all } = this.range;
    const end = offset.add(bytes);
    this.#checkEnd(end, offset.ge(all).or(end.gt(all)));
  }

  /** The same of a copy or fill, which may be of no bytes. */
  checkAll(offset: U64, length: U64): void {
    const { bytes: all } = this.range;
    const end = this.#domain.select(length.eq(0), length, offset.add(length));
    this.#checkEnd(end, offset.gt(all).or(length.gt(all), end.gt(all)));
  }

  /**
   * The same of bytes that the code names by constants alone. Those up to its end may be accessed whatever is in use: the array is
   * copied or cleared as a whole, or with a structure that it is a part of.
   */
  checkFixed(offset: number, bytes: number): void {
    if (offset + bytes !== this.range.bytes) this.checkAll(this.#domain.u64(offset), this.#domain.u64(bytes));
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
    if (this.#closed !== null) throw this.#closed();
    return (this.#content ??= this.#initial());
  }

  put(table: Table<Width>): void {
    this.#content = asEntries(table, 8, this.range.bytes);
  }

  /** What is in use may be more than there is, in a state that an operation has to refuse. */
  #checkEnd(end: U64, isOutside: Bool): void {
    if (this.#closed !== null) throw this.#closed();
    if (this.#inUse === null) this.#ends.push(end);
    this.#trap(this.#inUse === null ? isOutside : isOutside.or(end.gt(this.#inUse)));
  }

  #trap(condition: Bool): void {
    this.#domain.trapIf('index out of bounds', condition);
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
