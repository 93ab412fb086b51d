import { asU64 } from '../../../domain/as-u64.ts';
import type { Domain } from '../../../domain/domain.ts';
import { MisuseError } from '../../../domain/misuse.ts';
import type { Bool, U64 } from '../../../domain/word.ts';
import {
  isBool,
  isWord,
  type BoolField,
  type Schema,
  type StateRecord,
  type WordField,
} from '../../../proof/state-schema.ts';

/** The fields that functions of the module are given and return one by one: all but tables, in the order of the schema. */
export function scalarsOf(
  fields: Schema,
): readonly (readonly [name: string, field: WordField | BoolField])[] {
  return Object.entries(fields).flatMap(([name, field]) =>
    field.kind === 'table' ? [] : [[name, field] as const],
  );
}

/** The fields of a state as arguments of 64 bits each, in the order of a schema. */
export function argumentsOf(domain: Domain, fields: Schema, state: StateRecord): readonly U64[] {
  return scalarsOf(fields).map(([name]) => {
    const value = state[name];
    if (isBool(value)) return ofBool(domain, value);
    if (isWord(value)) return asU64(value);
    throw new MisuseError(`the field '${name}' is missing`, 'Give it a value.');
  });
}

/** A truth value as a number of 64 bits. */
export function ofBool(domain: Domain, value: Bool): U64 {
  return domain.select(value, domain.u64(1), domain.u64(0));
}
