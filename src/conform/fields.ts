import { concreteDomain } from '../domain/concrete.ts';
import type { Bool, U16, U32, U64 } from '../domain/word.ts';
import type { Shape } from '../shape/shape.ts';
import { listOf } from '../shape/structures.ts';
import { BOOLEAN, oneOf, U16 as U16_SHAPE, U32 as U32_SHAPE, U64_HEX } from '../shape/values.ts';
import type { RecordedFields } from './adapter.ts';
import type { JsonObject } from './json.ts';
import { shaped } from './shape.ts';

/** Fields of a JSON object as concrete words. A missing or ill-typed one is a `RecordingError`. */
export class JsonFields implements RecordedFields {
  readonly #json: JsonObject;
  readonly #what: string;

  /** `what` names the object in errors: "args", "queue". */
  constructor(json: JsonObject, what: string) {
    this.#json = json;
    this.#what = what;
  }

  has(name: string): boolean {
    return this.#own(name) !== undefined;
  }

  u16(name: string): U16 {
    return concreteDomain.u16(this.#value(name, U16_SHAPE));
  }

  u32(name: string): U32 {
    return concreteDomain.u32(this.#value(name, U32_SHAPE));
  }

  u64(name: string): U64 {
    return concreteDomain.u64(BigInt(this.#value(name, U64_HEX)));
  }

  bool(name: string): Bool {
    return concreteDomain.bool(this.#value(name, BOOLEAN));
  }

  u32OrNull(name: string): U32 | null {
    return this.#own(name) === null ? null : this.u32(name);
  }

  name<const N extends string>(name: string, known: readonly N[]): N {
    return this.#value(name, oneOf(known));
  }

  names<const N extends string>(name: string, known: readonly N[]): readonly N[] {
    return this.#value(name, listOf(oneOf(known)));
  }

  #value<T>(name: string, shape: Shape<T>): T {
    return shaped(shape, this.#own(name), `${this.#what}.${name}`);
  }

  /** A field of the object itself: names come from code, but what an object inherits is no field. */
  #own(name: string): JsonObject[string] | undefined {
    return Object.hasOwn(this.#json, name) ? this.#json[name] : undefined;
  }
}
