import { truthOf, valueOf } from '../domain/concrete.ts';
import type { Result } from '../domain/result.ts';
import type { Width } from '../domain/width.ts';
import type { Word } from '../domain/word.ts';
import type { ByteRun } from '../memory/concrete-bytes.ts';
import type { MemoryError } from '../memory/guest-memory.ts';
import type { Recordable, RecordableError } from './adapter.ts';
import type { Json, JsonObject } from './json.ts';
import type { RunJson } from './recording-shape.ts';

/** A value of a model as recordings write it. */
export function encodeValue(value: Recordable): Json {
  if (value === null || typeof value !== 'object') return value;
  if ('width' in value) return encodeWord(value);
  if ('record' in value) return encodeRecord(value.record);
  if ('iff' in value) return truthOf(value);
  return value.map(encodeValue);
}

export function encodeRecord(record: Readonly<Record<string, Recordable>>): JsonObject {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, encodeValue(value)]));
}

/** An outcome as recordings write it: `{"ok": value}` or `{"err": kind, …}`. */
export function encodeResult(result: Result<Recordable, RecordableError>): JsonObject {
  if (result.ok) return { ok: encodeValue(result.value) };
  const { kind, cause } = result.error;
  return cause === undefined ? { err: kind } : { err: kind, ...encodeCause(cause) };
}

/** Changed bytes as recordings write them. */
export function encodeRuns(runs: readonly ByteRun[]): readonly (RunJson & JsonObject)[] {
  return runs.map(({ address, bytes }) => ({ addr: hex(address), hex: Buffer.from(bytes).toString('hex') }));
}

function encodeCause(cause: MemoryError): JsonObject {
  switch (cause.kind) {
    case 'InvalidGuestAddress':
      return { cause: cause.kind, addr: hex(valueOf(cause.address)) };
    case 'InvalidBackendAddress':
      return { cause: cause.kind };
    case 'PartialBuffer': {
      const expected = typeof cause.expected === 'number' ? cause.expected : Number(valueOf(cause.expected));
      return { cause: cause.kind, expected, completed: Number(valueOf(cause.completed)) };
    }
  }
}

function encodeWord(word: Word<Width>): Json {
  return word.width === 64 ? hex(valueOf(word)) : Number(valueOf(word));
}

function hex(value: bigint): string {
  return `0x${value.toString(16)}`;
}
