import { CompiledError } from '../compiled-error.ts';

/** Reads the binary format, from one offset to another. Every fault is a `CompiledError` that names the file and the offset. */
export class Reader {
  readonly #bytes: Uint8Array;
  readonly #source: string;
  readonly end: number;
  offset: number;

  constructor(bytes: Uint8Array, source: string, offset = 0, end = bytes.length) {
    this.#bytes = bytes;
    this.#source = source;
    this.offset = offset;
    this.end = end;
  }

  get isAtEnd(): boolean {
    return this.offset >= this.end;
  }

  byte(): number {
    const value = this.offset < this.end ? this.#bytes[this.offset] : undefined;
    if (value === undefined) throw this.fault('the file ends too early');
    this.offset += 1;
    return value;
  }

  bytes(length: number): Uint8Array {
    if (length > this.end - this.offset) throw this.fault('the file ends too early');
    this.offset += length;
    return this.#bytes.subarray(this.offset - length, this.offset);
  }

  /** An unsigned number of 32 bits. */
  u32(): number {
    return Number(this.#leb(32, false));
  }

  /** A signed number of 32 bits, as the unsigned one with the same bits. */
  s32(): bigint {
    return BigInt.asUintN(32, this.#leb(32, true));
  }

  /** A signed number of 33 bits: a type of a block. */
  s33(): bigint {
    return this.#leb(33, true);
  }

  /** A signed number of 64 bits, as the unsigned one with the same bits. */
  s64(): bigint {
    return BigInt.asUintN(64, this.#leb(64, true));
  }

  u64(): bigint {
    return this.#leb(64, false);
  }

  text(): string {
    const bytes = this.bytes(this.u32());
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      throw this.fault('a name is not UTF-8');
    }
  }

  /** A list with its length in front. */
  list<T>(item: (index: number) => T): T[] {
    const count = this.u32();
    // Each item takes a byte or more: a length that cannot be is no reason to ask for memory.
    if (count > this.end - this.offset) throw this.fault('the file ends too early');
    return Array.from({ length: count }, (_, index) => item(index));
  }

  /** A part of the file, which is skipped here. */
  part(length: number): Reader {
    const start = this.offset;
    this.bytes(length);
    return new Reader(this.#bytes, this.#source, start, start + length);
  }

  fault(what: string, hint = BROKEN_FILE): CompiledError {
    return new CompiledError(`${this.#source}: ${what}, at offset 0x${this.offset.toString(16)}`, hint);
  }

  #leb(bits: number, isSigned: boolean): bigint {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      if (shift >= BigInt(bits)) throw this.fault(`a number has more than ${bits} bits`);
      const byte = BigInt(this.byte());
      value |= (byte & 0x7fn) << shift;
      if ((byte & 0x80n) !== 0n) continue;
      const signed = isSigned && (byte & 0x40n) !== 0n ? value - (1n << (shift + 7n)) : value;
      const isInRange = isSigned
        ? BigInt.asIntN(bits, signed) === signed
        : BigInt.asUintN(bits, signed) === signed;
      if (!isInRange) throw this.fault(`a number has more than ${bits} bits`);
      return signed;
    }
  }
}

const BROKEN_FILE = 'Check that it is a whole WebAssembly file, as the linker wrote it.';
