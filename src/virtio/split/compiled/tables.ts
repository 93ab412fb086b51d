import { CompiledError, type ArrayRange, type CompiledModule } from '../../../compiled/index.ts';
import { concreteDomain, valueOf } from '../../../domain/concrete.ts';
import { MOST_TABLE_BYTES } from '../../../domain/table.ts';
import type { Width } from '../../../domain/width.ts';
import type { Schema, TableField } from '../../../proof/state-schema.ts';
import { Instance } from './module.ts';

/** An array of a compiled queue that is a part of its state. */
export interface OwnTable {
  /** Of the field of the state. */
  readonly name: string;
  readonly range: ArrayRange;
  readonly field: TableField;
}

/** What `table_shape` is asked. */
const SHAPE = { name: 0, entry: 1, count: 2, field: 3 } as const;

/** More tables than any queue has. */
const MOST_TABLES = 16;

/**
 * The arrays that a module says are state, with `table` and `table_shape`. `fields`: the other fields of its queue. Throws a `CompiledError` for
 * what cannot be one.
 */
export function tablesOf(module: CompiledModule, fields: Schema): readonly OwnTable[] {
  if (!module.exports.has('table')) return [];
  const tables: OwnTable[] = [];
  const asked = new Asked(module);
  for (let i = 0; asked.shape(i, SHAPE.entry) !== 0n; i += 1) {
    if (i === MOST_TABLES)
      throw refused(
        module,
        `table_shape(${i}, 1) is not 0, and a queue has at most ${MOST_TABLES} tables`,
        'Return 0 for the bytes of an entry after the last table.',
      );
    tables.push(tableAt(asked, i, fields, tables));
  }
  return tables;
}

/** The fields of a queue with those of its tables. Throws a `CompiledError` where the model declares a table otherwise than the module. */
export function withTables(
  { source }: CompiledModule,
  own: Schema,
  tables: readonly OwnTable[],
): Readonly<Record<string, TableField>> {
  for (const [name, field] of Object.entries(own)) {
    if (field.kind !== 'table') continue;
    const told = tables.find((table) => table.name === name)?.field;
    if (told?.width === field.width && told.count === field.count && told.words === field.words) continue;
    throw new CompiledError(
      `${source}: the model declares '${name}' as ${inWords(field)}, and the module ${told === undefined ? 'has no table of this name' : `as ${inWords(told)}`}`,
      'Declare it as the module does, or leave it out of queueFields: tables of the module are fields of themselves. In C, RINGPROOF_TABLES names them.',
    );
  }
  return Object.fromEntries(tables.map(({ name, field }) => [name, field]));
}

function tableAt(asked: Asked, i: number, fields: Schema, others: readonly OwnTable[]): OwnTable {
  const { module } = asked;
  const name = asked.name(i);
  const fault = (what: string, hint: string): CompiledError =>
    refused(module, `the table '${name}' ${what}`, hint);
  const camel = name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  if (!/^[a-z][a-z0-9_]*$/.test(name))
    throw refused(
      module,
      `table ${i} has the name '${name}'`,
      'Let table_shape(i, 0) return the address of a constant string: lower-case letters, digits and underscores.',
    );
  if (camel in fields || others.some((other) => other.name === camel))
    throw fault('has the name of another field', 'Give each table a name of its own.');
  const [entry, count, of] = [SHAPE.entry, SHAPE.count, SHAPE.field].map((what) => asked.shape(i, what));
  const [address, bytes] = [asked.address(i), (entry ?? 0n) * (count ?? 0n)];
  if (
    entry === undefined ||
    count === undefined ||
    of === undefined ||
    count < 1n ||
    bytes > BigInt(MOST_TABLE_BYTES)
  )
    throw fault(
      `takes ${bytes} bytes: ${count ?? 0n} entries of ${entry ?? 0n}`,
      `Give it 1 entry or more, and at most ${MOST_TABLE_BYTES} bytes: for the greatest queue that you mean to check.`,
    );
  if (address === 0n) throw fault('is at address 0 before a queue was created', STATIC);
  const size = (module.memory?.min ?? 0n) * 65536n;
  if (address + bytes > size)
    throw fault(`ends at ${address + bytes}, beyond the memory of ${size} bytes`, STATIC);
  const overlapping = others.find(
    ({ range }) => BigInt(range.address) < address + bytes && address < BigInt(range.address + range.bytes),
  );
  if (overlapping !== undefined)
    throw fault(`has bytes in common with '${overlapping.range.name}'`, 'Tell each array once.');
  const width = ([64, 32, 16, 8] as const).find((one) => (8n * entry) % BigInt(one) === 0n) ?? 8;
  return {
    name: camel,
    range: { name, address: Number(address), bytes: Number(bytes), entry: Number(entry) },
    field: fieldOf(width, Number(entry), of === 0n ? Number(count) : sizeField(fault, fields, of, count)),
  };
}

function fieldOf(width: Width, entry: number, count: number | string): TableField {
  const words = entry / (width / 8);
  return { kind: 'table', width, count, ...(words > 1 && { words }) };
}

/** The field of the queue that says how many entries are in use. */
function sizeField(
  fault: (what: string, hint: string) => CompiledError,
  fields: Schema,
  number: bigint,
  count: bigint,
): string {
  const words = Object.entries(fields).filter(([, { kind }]) => kind !== 'table');
  const [name, field] = words[Number(number) - 1] ?? [];
  if (name !== undefined && field?.kind === 'word') {
    if (field.max <= count) return name;
    throw fault(
      `has ${count} entries, and '${name}', which says how many are in use, is up to ${field.max}`,
      'Give it an entry for each, or let table_shape(i, 3) return 0: then all entries are in use, and an index beyond them is out of bounds.',
    );
  }
  throw fault(
    `has as many entries as the field ${number - 1n} of the queue says, which is ${name === undefined ? 'none' : `'${name}', no number`}`,
    'Let table_shape(i, 3) return 0 where all entries are in use, else the number of a field in the order of create, plus 1: 1 for max_size, 2 for size.',
  );
}

const STATIC = 'Keep it in a static array, which has an address before anything was called.';

function refused({ source }: CompiledModule, what: string, hint: string): CompiledError {
  return new CompiledError(`${source}: ${what}`, hint);
}

function inWords({ width, count, words = 1 }: TableField): string {
  return `table(u${width}(), ${typeof count === 'number' ? count : `'${count}'`}${words > 1 ? `, ${words}` : ''})`;
}

/** What an instance says of its tables before anything else is called. */
class Asked {
  readonly module: CompiledModule;
  readonly #instance: Instance;

  constructor(module: CompiledModule) {
    this.module = module;
    this.#instance = new Instance(module, concreteDomain);
  }

  address(i: number): bigint {
    return valueOf(this.#instance.value('table', i));
  }

  shape(i: number, what: number): bigint {
    return valueOf(this.#instance.value('table_shape', i, what));
  }

  name(i: number): string {
    return this.#instance.text(this.shape(i, SHAPE.name));
  }
}
