import { asU64 } from './as-u64.ts';
import { engineClass } from './engine-part.ts';
import type { CarrierDomain } from './carrier-domain.ts';
import { CarrierWord } from './carrier-word.ts';
import { DomainValue } from './domain-value.ts';
import { misplaced, MisuseError } from './misuse.ts';
import type { Table } from './table.ts';
import type { Content, Place } from './table-carrier.ts';
import type { Width } from './width.ts';
import type { Bool, Operand, U64, Word } from './word.ts';

/** A table over a carrier. */
export class CarrierTable<V, B, W extends Width> extends DomainValue implements Table<W> {
  static {
    engineClass(this);
  }

  override readonly domain: CarrierDomain<V, B>;
  readonly width: W;
  readonly length: U64;
  readonly value: Content;

  constructor(domain: CarrierDomain<V, B>, width: W, length: U64, value: Content) {
    super();
    this.domain = domain;
    this.width = width;
    this.length = length;
    this.value = value;
  }

  get(index: Operand<Width>): Word<W> {
    const at = this.#wide(index);
    this.domain.trapIf('index out of bounds', at.ge(this.length));
    return this.peek(at);
  }

  set(index: Operand<Width>, value: Operand<W>): Table<W> {
    const at = this.#wide(index);
    this.domain.trapIf('index out of bounds', at.ge(this.length));
    const { carrier } = this.domain;
    const word = this.domain.unwrap(this.width, value);
    return this.with(carrier.tables.store(this.value, this.#place(at), word, this.width / 8));
  }

  peek(index: Operand<Width>): Word<W> {
    const { carrier } = this.domain;
    const loaded = carrier.tables.load(this.value, this.#place(this.#wide(index)), this.width / 8);
    return this.domain.wrap(this.width, loaded);
  }

  fill(value: Operand<W>): Table<W> {
    return this.domain.table(this.width, this.length, value);
  }

  resized(length: Operand<64>, value: Operand<W>): Table<W> {
    const { carrier } = this.domain;
    const after = this.domain.table(this.width, length, value);
    const isLonger = after.length.gt(this.length);
    const added = this.domain.select(isLonger, after.length.sub(this.length), this.domain.u64(0));
    const content = carrier.tables.fill(
      this.value,
      this.domain.unwrap(64, this.length),
      this.domain.unwrap(64, added),
      this.width / 8,
      carrier.tables.load(contentOf(this.domain, after, this.width), this.#place(this.domain.u64(0)), 1),
    );
    return this.domain.wrapTable(this.width, after.length, content);
  }

  eq(other: Table<W>): Bool {
    const { carrier } = this.domain;
    const [content, length] = [
      contentOf(this.domain, other, this.width),
      this.domain.unwrap(64, this.length),
    ];
    const same = carrier.tables.isSame(this.value, content, length, this.width / 8);
    return this.length.eq(other.length).and(this.domain.wrapBool(same));
  }

  /** The same with other bytes. */
  with(content: Content): CarrierTable<V, B, W> {
    return new CarrierTable(this.domain, this.width, this.length, content);
  }

  #wide(index: Operand<Width>): U64 {
    if (typeof index !== 'object') return this.domain.u64(index);
    if (!(index instanceof CarrierWord)) throw misplaced('a word', index);
    return asU64(index);
  }

  #place(index: U64): Place<V> {
    return { index: this.domain.unwrap(64, index), stride: this.width / 8, offset: 0 };
  }
}

/** The bytes of a table of a domain. Throws a `MisuseError` for any other, and for entries of another width. */
export function contentOf<V, B>(domain: CarrierDomain<V, B>, table: unknown, width: number): Content {
  if (!(table instanceof CarrierTable)) throw misplaced('a table', table);
  if (table.domain !== domain)
    throw new MisuseError(
      'a table of another run was used in this run',
      'Make tables with domain.table, or take them from the state.',
    );
  if (Number(table.width) !== width)
    throw new MisuseError(
      `expected a table of ${width}-bit words, got one of ${Number(table.width)} bits`,
      'Compare tables of one width.',
    );
  return table.value;
}

/** Whether a value is a table of some domain. */
export function isTable(value: unknown): value is Table<Width> {
  return value instanceof CarrierTable;
}
