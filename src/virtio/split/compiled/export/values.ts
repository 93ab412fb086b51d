import { isFields } from '../../../../conform/json.ts';
import { ALL_ZERO, MORE_ENTRIES } from '../../../../context/plain.ts';
import type { JsonValue } from '../../../../proof/counterexample.ts';
import { WriteError } from '../../../../proof/write-error.ts';
import type { CompiledFace } from '../../interface.ts';

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

/** What an array of the queue holds: the words that are not 0, by index. */
export interface TableValues {
  /** Its number, as `table` takes it. */
  readonly table: number;
  readonly name: string;
  readonly bytes: number;
  /** Bytes of a word. */
  readonly word: number;
  readonly entries: readonly (readonly [index: bigint, value: bigint])[];
}

/** The tables of a state. Throws a `WriteError` where one is missing, or has more entries than the counterexample shows. */
export function tablesOf(state: Fields, tables: CompiledFace['tables']): readonly TableValues[] {
  return tables.map(({ name, bytes, width }, table) => {
    const value = state[name] ?? null;
    if (value !== ALL_ZERO && !isFields(value))
      throw new WriteError(`the counterexample does not say what the table '${name}' holds`);
    const shown = Object.entries(value === ALL_ZERO ? {} : value);
    if (shown.some(([index]) => index === MORE_ENTRIES))
      throw new WriteError(
        `the counterexample does not show all entries of the table '${name}'; write it as vitest`,
      );
    const entries = shown.map(
      ([index, entry]) => [BigInt(index.slice(1, -1)), numberOf(entry, `${name}${index}`)] as const,
    );
    return { table, name, bytes, word: width / 8, entries };
  });
}
