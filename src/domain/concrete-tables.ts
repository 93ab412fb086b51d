import type { Content, Place, TableCarrier } from './table-carrier.ts';

/** Bytes as numbers: one value everywhere, but for those that are listed. */
class Bytes implements Content {
  readonly isTableContent = true;
  readonly elsewhere: number;
  readonly listed: ReadonlyMap<number, number>;

  constructor(elsewhere: number, listed: ReadonlyMap<number, number>) {
    this.elsewhere = elsewhere;
    this.listed = listed;
  }

  at(address: number): number {
    return this.listed.get(address) ?? this.elsewhere;
  }

  with(changes: Iterable<readonly [address: number, byte: number]>): Bytes {
    const listed = new Map(this.listed);
    for (const [address, byte] of changes) {
      if (byte === this.elsewhere) listed.delete(address);
      else listed.set(address, byte);
    }
    return new Bytes(this.elsewhere, listed);
  }
}

export const concreteTables: TableCarrier<bigint, boolean> = {
  filled: (byte) => new Bytes(Number(byte), new Map()),
  load: (content, place, bytes) => {
    const [start, all] = [addressOf(place), bytesOf(content)];
    let value = 0n;
    for (let i = bytes - 1; i >= 0; i -= 1) value = (value << 8n) | BigInt(all.at(start + i));
    return value;
  },
  store: (content, place, value, bytes) => {
    const start = addressOf(place);
    return bytesOf(content).with(
      Array.from({ length: bytes }, (_, i) => [start + i, Number((value >> BigInt(8 * i)) & 255n)] as const),
    );
  },
  fill: (content, first, length, stride, byte) => {
    const [start, count] = [Number(first) * stride, Number(length) * stride];
    return bytesOf(content).with(Array.from({ length: count }, (_, i) => [start + i, Number(byte)] as const));
  },
  isSame: (a, b, length, stride) => {
    const [left, right, end] = [bytesOf(a), bytesOf(b), Number(length) * stride];
    const listed = new Set([...left.listed.keys(), ...right.listed.keys()].filter((at) => at < end));
    if ([...listed].some((at) => left.at(at) !== right.at(at))) return false;
    return left.elsewhere === right.elsewhere || listed.size === end;
  },
};

/** A content of these bytes, 0 where none is given. */
export function tableOfBytes(bytes: ReadonlyMap<bigint, number>): Content {
  return new Bytes(0, new Map()).with([...bytes].map(([at, byte]) => [Number(at), byte] as const));
}

/** The bytes of a content below an address that are not 0, ascending; not more than `most`. */
export function bytesBelow(
  content: Content,
  end: bigint,
  most: number,
): readonly (readonly [number, number])[] {
  const { listed, elsewhere } = bytesOf(content);
  if (elsewhere === 0)
    return [...listed]
      .filter(([at]) => at < end)
      .sort(([a], [b]) => a - b)
      .slice(0, most);
  const found: (readonly [number, number])[] = [];
  for (let at = 0; at < end && found.length < most; at += 1) {
    const byte = listed.get(at) ?? elsewhere;
    if (byte !== 0) found.push([at, byte]);
  }
  return found;
}

function addressOf({ index, stride, offset }: Place<bigint>): number {
  return Number(index) * stride + offset;
}

function bytesOf(content: Content): Bytes {
  if (content instanceof Bytes) return content;
  throw new TypeError('a table of another domain');
}
