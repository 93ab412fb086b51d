import type { JsonValue } from '../../../../proof/counterexample.ts';
import { WriteError } from '../../../../proof/write-error.ts';

/** A state, as steps of counterexamples have it. */
export type Fields = Readonly<Record<string, JsonValue>>;

/** A field, with what it holds as a number. */
export interface NamedValue {
  readonly name: string;
  readonly value: bigint;
}

/** A number or a truth value of a step. Throws a `WriteError` for anything else. */
export function numberOf(value: JsonValue | undefined, of: string): bigint {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'number') return BigInt(value);
  if (typeof value === 'string' && /^(0x[0-9a-f]+|\d+)$/.test(value)) return BigInt(value);
  throw new WriteError(`${of} is not a number in the counterexample`);
}

/** The fields of a state, in this order. Throws a `WriteError` where one is missing. */
export function fieldsOf(state: Fields, names: readonly string[]): readonly NamedValue[] {
  return names.map((name) => ({ name, value: numberOf(state[name], name) }));
}
