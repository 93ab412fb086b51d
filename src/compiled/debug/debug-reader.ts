/** Debug information ends early, or has what this reader does not know: then there are no lines, which changes no verdict. */
export class UnreadableDebugInfo extends Error {
  override readonly name = 'UnreadableDebugInfo';
}

/** Reads DWARF, whose numbers have their least byte first. Throws `UnreadableDebugInfo` beyond the end. */
export class DebugReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  offset: number;

  constructor(bytes: Uint8Array, offset = 0) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.offset = offset;
  }

  get isAtEnd(): boolean {
    return this.offset >= this.#bytes.length;
  }

  /** A number of so many bytes: 1 to 4, 8 or 16. Those of 8 are offsets and addresses, which are small. */
  number(bytes: number): number {
    const at = this.#advance(bytes);
    switch (bytes) {
      case 1:
        return this.#view.getUint8(at);
      case 2:
        return this.#view.getUint16(at, true);
      case 3:
        return this.#view.getUint16(at, true) + 65536 * this.#view.getUint8(at + 2);
      case 4:
        return this.#view.getUint32(at, true);
      case 8:
        return Number(this.#view.getBigUint64(at, true));
      case 16:
        // No offset or address: a sum, of which no digit counts.
        return Number(this.#view.getBigUint64(at, true)) + Number(this.#view.getBigUint64(at + 8, true));
      default:
        throw new UnreadableDebugInfo(`a number of ${bytes} bytes`);
    }
  }

  /** A signed byte. */
  signedByte(): number {
    return this.#view.getInt8(this.#advance(1));
  }

  bytes(length: number): Uint8Array {
    const at = this.#advance(length);
    return this.#bytes.subarray(at, at + length);
  }

  uleb(): number {
    return Number(this.#leb().value);
  }

  sleb(): number {
    const { value, bits } = this.#leb();
    return Number(BigInt.asIntN(bits, value));
  }

  /** Up to a byte 0, which is skipped. */
  text(): string {
    const end = this.#bytes.indexOf(0, this.offset);
    if (end === -1) throw new UnreadableDebugInfo('a text without an end');
    const bytes = this.#bytes.subarray(this.offset, end);
    this.offset = end + 1;
    return new TextDecoder().decode(bytes);
  }

  /** The next bytes as a part of their own, which is skipped here. */
  part(length: number): DebugReader {
    return new DebugReader(this.bytes(length));
  }

  #leb(): { readonly value: bigint; readonly bits: number } {
    let value = 0n;
    for (let bits = 0; bits < 70; bits += 7) {
      const byte = this.number(1);
      value |= BigInt(byte & 0x7f) << BigInt(bits);
      if ((byte & 0x80) === 0) return { value, bits: bits + 7 };
    }
    throw new UnreadableDebugInfo('a number of more than 64 bits');
  }

  #advance(length: number): number {
    const at = this.offset;
    if (!(length >= 0 && length <= this.#bytes.length - at))
      throw new UnreadableDebugInfo('it ends too early');
    this.offset += length;
    return at;
  }
}

const IS_64 = 0xffffffff;

/** The length of a unit, and how many bytes its offsets have. */
export function readLength(reader: DebugReader): readonly [length: number, offsetBytes: number] {
  const short = reader.number(4);
  return short === IS_64 ? [reader.number(8), 8] : [short, 4];
}
