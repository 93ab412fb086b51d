import { asU64 } from '../domain/as-u64.ts';
import type { Domain } from '../domain/domain.ts';
import { MisuseError } from '../domain/misuse.ts';
import { asEntries } from '../domain/table-bytes.ts';
import type { Bool, U64 } from '../domain/word.ts';
import { DeclarationError } from './declaration-error.ts';
import { isTable, isWord, type Schema, type StateRecord, type TableField } from './state-schema.ts';

/** More bytes than any table has whose length is a field of the state: what is computed of lengths stays well below 2^64. */
const MOST_COUNTED_BYTES = 1n << 32n;

/** Throws a `DeclarationError` for a table whose number of entries is no field of the same state, or may be out of all proportion. */
export function checkCounts(fields: Schema): void {
  for (const [name, field] of Object.entries(fields)) {
    if (field.kind !== 'table' || typeof field.count === 'number') continue;
    const { count, width, words = 1 } = field;
    const counting = Object.hasOwn(fields, count) ? fields[count] : undefined;
    if (counting?.kind !== 'word')
      throw new DeclarationError(
        `the table '${name}' has as many entries as '${count}' says, which is no word of the same state: name a field that is one, or give a number, as in table(u64(), 256)`,
      );
    const bytes = (counting.max * BigInt(words * width)) / 8n;
    if (bytes > MOST_COUNTED_BYTES)
      throw new DeclarationError(
        `the table '${name}' has as many entries as '${count}' says, up to ${bytes} bytes, and the limit is ${MOST_COUNTED_BYTES}: declare the greatest value of '${count}', as in u32({ max: 65535 })`,
      );
  }
}

/** A record in which each table has as many entries as its field says. */
export function withLengths(fields: Schema, record: StateRecord): StateRecord {
  if (!Object.values(fields).some(({ kind }) => kind === 'table')) return record;
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => {
      const field = fields[name];
      if (field?.kind !== 'table' || !isTable(value)) return [name, value];
      return [name, asEntries(value, field.width, lengthOf(name, field, record))];
    }),
  );
}

/** Whether each table has as many entries as its field says. */
export function haveLengths(domain: Domain, fields: Schema, record: StateRecord): Bool {
  const same = Object.entries(fields).flatMap(([name, field]) => {
    const value = record[name];
    return field.kind === 'table' && isTable(value) ? [value.length.eq(lengthOf(name, field, record))] : [];
  });
  return domain.bool(true).and(...same);
}

/** How many entries a table has in a state. */
function lengthOf(name: string, { count, words = 1 }: TableField, record: StateRecord): U64 | number {
  if (typeof count === 'number') return count * words;
  const length = record[count];
  if (!isWord(length))
    throw new MisuseError(
      `the table '${name}' is counted by '${count}', which is missing`,
      'Give it a value.',
    );
  return words === 1 ? asU64(length) : asU64(length).mul(words);
}
