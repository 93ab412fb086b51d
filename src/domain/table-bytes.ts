import { CarrierTable } from './carrier-table.ts';
import { misplaced } from './misuse.ts';
import type { Table } from './table.ts';
import type { Width } from './width.ts';
import type { Operand, U64, U8, Word } from './word.ts';

/**
 * Bytes of a table, for parts of the checker that execute code: it accesses parts of entries, too. Offsets are in bytes from its
 * start; whether they are within bounds the caller has to see to.
 */

/** The little-endian word at an offset. */
export function wordAt<W extends Width>(table: Table<8>, offset: U64, width: W): Word<W> {
  const { domain, value } = carried(table);
  const place = { index: domain.unwrap(64, offset), stride: 1, offset: 0 };
  return domain.wrap(width, domain.carrier.tables.load(value, place, width / 8));
}

/** The table with a word at an offset. */
export function withWordAt(table: Table<8>, offset: U64, word: Word<Width>): Table<8> {
  const { domain, value } = carried(table);
  const place = { index: domain.unwrap(64, offset), stride: 1, offset: 0 };
  const stored = domain.unwrap(word.width, word);
  return domain.wrapTable(8, table.length, domain.carrier.tables.store(value, place, stored, word.width / 8));
}

/** The table with one byte in a range. */
export function withFilled(table: Table<8>, first: U64, length: U64, byte: U8): Table<8> {
  const { domain, value } = carried(table);
  const [start, count] = [domain.unwrap(64, first), domain.unwrap(64, length)];
  const filled = domain.carrier.tables.fill(value, start, count, 1, domain.unwrap(8, byte));
  return domain.wrapTable(8, table.length, filled);
}

/** The same bytes as entries of another width: so many of them. */
export function asEntries<W extends Width>(table: Table<Width>, width: W, length: Operand<64>): Table<W> {
  const { domain, value } = carried(table);
  return domain.wrapTable(width, typeof length === 'object' ? length : domain.u64(length), value);
}

function carried(table: Table<Width>) {
  if (!(table instanceof CarrierTable)) throw misplaced('a table', table);
  // The domain is the table's own, so what it is made of is that domain's; entries have some width.
  return table as CarrierTable<unknown, unknown, Width>;
}
