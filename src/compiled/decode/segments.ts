import { readInitial } from './expression.ts';
import type { Reader } from './reader.ts';
import type { DataSegment, ElementSegment } from './types.ts';
import { readValueType } from './value-types.ts';

const PASSIVE = 1;

export function readData(reader: Reader): DataSegment {
  const kind = reader.u32();
  if (kind > 2) throw reader.fault(`data of an unknown kind: ${kind}`);
  if (kind === 2 && reader.u32() !== 0) throw reader.fault('data of another memory than the first');
  const offset = kind === PASSIVE ? null : readInitial(reader);
  return { offset, bytes: reader.bytes(reader.u32()) };
}

/** The kinds of element segments are three bits: not active or declared, with a table or declared, of expressions. */
export function readElements(reader: Reader): ElementSegment {
  const kind = reader.u32();
  if (kind > 7) throw reader.fault(`elements of an unknown kind: ${kind}`);
  const [isInactive, hasMore, isOfExpressions] = [(kind & 1) !== 0, (kind & 2) !== 0, (kind & 4) !== 0];
  const table = !isInactive && hasMore ? reader.u32() : 0;
  const offset = isInactive ? null : readInitial(reader);
  if (isInactive || hasMore) {
    if (isOfExpressions) readValueType(reader);
    else reader.byte();
  }
  const functions = reader.list(() => {
    if (!isOfExpressions) return reader.u32();
    const initial = readInitial(reader);
    return initial.kind === 'function' ? initial.index : null;
  });
  return { table, offset, functions };
}
