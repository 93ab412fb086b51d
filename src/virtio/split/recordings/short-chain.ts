import * as v from 'valibot';
import { encodeValue } from '../../../conform/encode.ts';
import type { Json, JsonObject } from '../../../conform/json.ts';
import { concreteDomain as domain } from '../../../domain/concrete.ts';
import { hasShape } from '../../../shape/check.ts';
import { schemaOf, type Shape } from '../../../shape/shape.ts';
import { listOf, object, optional } from '../../../shape/structures.ts';
import { TEXT, U16, U32, U64_HEX } from '../../../shape/values.ts';
import { chainOf } from './recorded-chain.ts';

/** A descriptor: addr, len, flags, next. */
const DESCRIPTOR: Shape<readonly [string, number, number, number]> = v.strictTuple([
  schemaOf(U64_HEX),
  schemaOf(U32),
  ...[schemaOf(U16), schemaOf(U16)],
] as const);

/** A chain of which all descriptors are recorded, and nothing that follows from them. */
const SHORT_CHAIN = object({ head_index: U16, descs: listOf(DESCRIPTOR), error: optional(TEXT) });

/** A result in which each chain has what follows from its descriptors: how many, their length, which are to be written. */
export function wholeResult(result: JsonObject): JsonObject {
  const { ok } = result;
  return ok === undefined ? result : { ...result, ok: Array.isArray(ok) ? ok.map(whole) : whole(ok) };
}

function whole(value: Json): Json {
  if (!hasShape(SHORT_CHAIN, value)) return value;
  const { head_index, descs, error } = value;
  const words = descs.map(([addr, len, flags, next]) => ({
    ...{ addr: domain.u64(BigInt(addr)), len: domain.u32(len) },
    ...{ flags: domain.u16(flags), next: domain.u16(next) },
  }));
  return encodeValue(chainOf(domain.u16(head_index), words, error));
}
