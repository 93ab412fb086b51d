import type { Domain } from '../../domain/domain.ts';
import { engineClass } from '../../domain/engine-part.ts';
import type { Width } from '../../domain/width.ts';
import type { U16, Word } from '../../domain/word.ts';
import type { ProofContext } from '../../proof/context.ts';
import { hostOf } from '../../proof/run-host.ts';
import { u16, u32, u64, u8 } from '../../proof/state-schema.ts';
import { noteEntry } from './notes.ts';

/** The side tables that a driver keeps in private memory: the width of an entry, by name. Each has one for each descriptor. */
export type TableSpec = Readonly<Record<string, Width>>;

/** Side tables at one moment. */
export type TableViews<T extends TableSpec> = { readonly [K in keyof T]: TableView<T[K]> };

/** Side tables, for operations to read and write. */
export type Tables<T extends TableSpec> = { readonly [K in keyof T]: Table<T[K]> };

/** The entries of a table at one moment; of an index beyond the last one, any value. */
export interface TableView<W extends Width = Width> {
  at(index: U16): Word<W>;
}

/** Called before an operation reads or writes an entry: it is in bounds, which traps otherwise. */
export type OnEntry = (index: U16, access: 'read' | 'write') => void;

/**
 * An array in private memory, of which the device sees nothing. An operation that reads or writes an entry beyond the last one
 * traps: 'index out of bounds'.
 */
export class Table<W extends Width = Width> {
  static {
    engineClass(this);
  }

  readonly #domain: Domain;
  readonly #onEntry: OnEntry;
  #now: TableView<W>;

  constructor(domain: Domain, first: TableView<W>, onEntry: OnEntry) {
    this.#domain = domain;
    this.#now = first;
    this.#onEntry = onEntry;
  }

  at(index: U16): Word<W> {
    this.#onEntry(index, 'read');
    return this.#now.at(index);
  }

  put(index: U16, value: Word<W>): void {
    this.#onEntry(index, 'write');
    const [domain, before] = [this.#domain, this.#now];
    // Older entries are read in any case, so that reads count alike in every run.
    this.#now = { at: (i) => domain.select(i.eq(index), value, before.at(i)) };
  }

  /** Writes every entry, as a loop over all of them does. */
  fill(value: (index: U16) => Word<W>): void {
    this.#now = { at: value };
  }

  /** The entries as they are now: they stay so when the table is written. */
  get view(): TableView<W> {
    return this.#now;
  }
}

/**
 * Tables with any entries, for one run of a body. An entry is an input; two reads of one index have the same value. The n-th read of a
 * table is of the same name in every run on a path, whatever the index is then: `private.order.3`.
 */
export function anyTables<T extends TableSpec>(p: ProofContext, spec: T): TableViews<T> {
  const views = Object.entries(spec).map(([name, width]): [string, TableView] => {
    const entries: { readonly index: U16; readonly value: Word<Width> }[] = [];
    let reads = 0;
    const at = (index: U16): Word<Width> => {
      reads += 1;
      const known = entries.find((entry) => isSameWord(entry.index, index));
      const value = known?.value ?? hostOf(p).stateWord(`private.${name}.${reads}`, FIELDS[width], UNPROBED);
      const number: unknown = Reflect.get(index, 'value');
      if (typeof number === 'bigint') {
        // A run on numbers sees which entries are known. Stories tell which entry it is.
        if (known === undefined) {
          entries.push({ index, value });
          noteEntry(p, name, number, value);
        }
        return value;
      }
      // Of a known entry, too: without rewriting it is not seen to be known, and each run has to assume as often.
      for (const entry of entries) p.assume(entry.index.eq(index).implies(entry.value.eq(value)));
      entries.push({ index, value });
      return value;
    };
    return [name, { at }];
  });
  // Each name has a table of its own width.
  return Object.fromEntries(views) as TableViews<T>;
}

/** Entries take the values that the books allow, and these need not be all. */
const UNPROBED = { isProbed: false, field: 'own' } as const;

const FIELDS = { 8: u8(), 16: u16(), 32: u32(), 64: u64() } as const;

/** Whether two words are made of the same number or term: then they are the same in every state. */
function isSameWord(a: U16, b: U16): boolean {
  return Reflect.get(a, 'value') === Reflect.get(b, 'value');
}

/** Tables that begin with these entries. */
export function tablesFrom<T extends TableSpec>(
  domain: Domain,
  first: TableViews<T>,
  onEntry: OnEntry,
): Tables<T> {
  const tables = Object.entries<TableView>(first).map(([name, view]): [string, Table] => [
    name,
    new Table(domain, view, onEntry),
  ]);
  // As above.
  return Object.fromEntries(tables) as Tables<T>;
}

/** All tables as they are now. */
export function viewsOf<T extends TableSpec>(tables: Tables<T>): TableViews<T> {
  const views = Object.entries<Table>(tables).map(([name, table]): [string, TableView] => [name, table.view]);
  // As above.
  return Object.fromEntries(views) as TableViews<T>;
}
