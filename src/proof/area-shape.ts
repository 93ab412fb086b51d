import { asU64 } from '../domain/as-u64.ts';
import type { Width } from '../domain/width.ts';
import type { U64, Word } from '../domain/word.ts';
import type { AreaKind, LayoutField } from './layout.ts';

/** A field of an area, a slot or a record. */
export interface FieldSpec {
  /** As the specification names it; empty for the only field of a slot. */
  readonly name: string;
  readonly bytes: 1 | 2 | 4 | 8;
  /** Whether it is an address, to be shown in hexadecimal. */
  readonly isAddress?: true;
  /** Names of its bits, by value. */
  readonly bits?: Readonly<Record<string, number>>;
}

/** What an area consists of: fields, then slots, then fields, with no gaps. */
export interface AreaSpec {
  /** "request ring". */
  readonly name: string;
  /** How it is drawn; `ring` where the last slot is followed by the first. */
  readonly kind: AreaKind;
  /** Stands before the names of fields where the area is not said otherwise: "inbox ". None by default. */
  readonly prefix?: string;
  /** The modelled side writes it. */
  readonly isWritten?: true;
  /** Fields before the slots. */
  readonly head?: readonly FieldSpec[];
  /** `name` is what one slot is called: "ring" for "ring[3].id". */
  readonly slots?: { readonly name: string; readonly fields: readonly FieldSpec[] };
  /** Fields after the last slot. */
  readonly tail?: readonly FieldSpec[];
}

/**
 * What an area of guest memory consists of, wherever it lies and however many slots it has: the one description that
 * properties, pictures and whatever else needs offsets take them from.
 */
export class AreaShape {
  readonly spec: AreaSpec;
  /** Bytes before the first slot. */
  readonly headBytes: number;
  /** Bytes of a slot; 0 where there are none. */
  readonly slotBytes: number;
  /** Bytes after the last slot. */
  readonly tailBytes: number;

  constructor(spec: AreaSpec) {
    this.spec = spec;
    this.headBytes = bytesOf(spec.head);
    this.slotBytes = bytesOf(spec.slots?.fields);
    this.tailBytes = bytesOf(spec.tail);
  }

  /** Bytes with so many slots. */
  bytes(count: number): number {
    return this.headBytes + count * this.slotBytes + this.tailBytes;
  }

  /** The same, of a number of the domain. */
  length(count: Word<Width>): U64 {
    return this.slotOffset(count).add(this.tailBytes);
  }

  /** From the start of the area to a slot; to what follows the last one if `slot` is how many there are. */
  slotOffset(slot: Word<Width>): U64 {
    return asU64(slot).mul(this.slotBytes).add(this.headBytes);
  }

  /** From the start of the area to a field before the slots. Throws a `RangeError` where it has no such field. */
  headOffset(name: string): number {
    return offsetIn(this.spec.head, name, this.spec.name);
  }

  /** From the start of a slot to one of its fields. Throws as `headOffset` does. */
  fieldOffset(name: string): number {
    return offsetIn(this.spec.slots?.fields, name, `a slot of the ${this.spec.name}`);
  }

  /** From the start of the area to a field after so many slots. Throws as `headOffset` does. */
  tailOffset(name: string, count: Word<Width>): U64 {
    return this.slotOffset(count).add(offsetIn(this.spec.tail, name, this.spec.name));
  }
}

/** Fields one after the other, from an offset on. */
export function fieldsFrom(offset: number, specs: readonly FieldSpec[] = []): readonly LayoutField[] {
  let next = offset;
  return specs.map(({ bytes, ...rest }) => {
    const field = { ...rest, offset: next, length: bytes };
    next += bytes;
    return field;
  });
}

function bytesOf(fields: readonly FieldSpec[] = []): number {
  return fields.reduce((sum, { bytes }) => sum + bytes, 0);
}

function offsetIn(fields: readonly FieldSpec[] = [], name: string, of: string): number {
  const found = fieldsFrom(0, fields).find((field) => field.name === name);
  if (found !== undefined) return found.offset;
  const names = fields.map((field) => field.name).join(', ');
  throw new RangeError(`${of} has no field '${name}'; it has ${names || 'none there'}`);
}
