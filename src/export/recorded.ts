import type { Json, JsonObject } from '../conform/json.ts';

/** A case as recordings have it. */
export interface RecordedCase {
  readonly seed: number;
  readonly memory: { readonly regions: readonly JsonObject[]; readonly bytes: readonly JsonObject[] };
  readonly queue: JsonObject;
  readonly ops: readonly RecordedOp[];
}

/** One step of it; `result` and `state` are missing where the driver writes. */
export interface RecordedOp {
  readonly op: string;
  readonly args?: JsonObject;
  readonly result?: JsonObject;
  readonly state?: JsonObject;
  readonly writes?: Json;
}

/** A recorded case, and what recordings have no place for. */
export interface Recorded {
  readonly recorded: RecordedCase;
  /** How many of its steps come before the assertion breaks; `null` where it is kept. */
  readonly brokenAfter: number | null;
}

/** Runs of bytes, as `encodeRuns` makes them. */
export function runsOf(writes: Json | undefined): readonly JsonObject[] {
  return (writes ?? []) as readonly JsonObject[];
}

/** Bytes of a run, as "0x12, 0x34". */
export function byteList(hex: Json | undefined): string {
  const bytes = typeof hex === 'string' ? (hex.match(/../g) ?? []) : [];
  return bytes.map((byte) => `0x${byte}`).join(', ');
}
