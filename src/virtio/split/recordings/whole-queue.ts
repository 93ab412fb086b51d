import type { RecordedFields } from '../../../conform/adapter.ts';
import { JsonFields } from '../../../conform/fields.ts';
import type { JsonObject } from '../../../conform/json.ts';
import type { Bool, U16, U32, U64 } from '../../../domain/word.ts';

/** Values of fields that every queue has and a case can leave out. */
const DEFAULTS = { ready: true, event_idx: false, next_avail: 0, next_used: 0, num_added: 0 };

const LEFT_OUT = new JsonFields({ ...DEFAULTS, added_all: false, in_order: false }, 'queue');

/** A recorded queue with all fields that every queue has. */
export function wholeQueue(queue: JsonObject): JsonObject {
  return { max_size: queue['size'] ?? null, ...DEFAULTS, ...queue };
}

/** By field that a case can leave out: the field whose value it then has. */
const SAME: Readonly<Record<string, string>> = { max_size: 'size', seen_avail: 'next_avail' };

/** The fields of a recorded queue; those that the case leaves out have the values that the format gives them. */
export class WholeQueue implements RecordedFields {
  readonly #given: RecordedFields;

  constructor(given: RecordedFields) {
    this.#given = given;
  }

  has(name: string): boolean {
    return this.#given.has(name) || LEFT_OUT.has(name) || Object.hasOwn(SAME, name);
  }

  u16(name: string): U16 {
    return this.#of(name, (fields, of) => fields.u16(of));
  }

  u32(name: string): U32 {
    return this.#of(name, (fields, of) => fields.u32(of));
  }

  u64(name: string): U64 {
    return this.#of(name, (fields, of) => fields.u64(of));
  }

  bool(name: string): Bool {
    return this.#of(name, (fields, of) => fields.bool(of));
  }

  u32OrNull(name: string): U32 | null {
    return this.#given.u32OrNull(name);
  }

  name<const N extends string>(name: string, known: readonly N[]): N {
    return this.#given.name(name, known);
  }

  names<const N extends string>(name: string, known: readonly N[]): readonly N[] {
    return this.#given.names(name, known);
  }

  #of<T>(name: string, read: (fields: RecordedFields, name: string) => T): T {
    if (this.#given.has(name)) return read(this.#given, name);
    if (LEFT_OUT.has(name)) return read(LEFT_OUT, name);
    const same = Object.hasOwn(SAME, name) ? SAME[name] : undefined;
    return same === undefined ? read(this.#given, name) : this.#of(same, read);
  }
}
