import { concreteDomain } from '../domain/concrete.ts';
import type { Bool, U16, U32, U64 } from '../domain/word.ts';
import type { RecordedFields } from './adapter.ts';
import { booleanOf, integerOf, listOf, nameOf, u64Of, type JsonObject } from './json.ts';

/** Fields of a JSON object as concrete words. A missing or ill-typed one is a `RecordingError`. */
export class JsonFields implements RecordedFields {
  readonly #json: JsonObject;
  readonly #what: string;

  /** `what` names the object in errors: "args", "queue". */
  constructor(json: JsonObject, what: string) {
    this.#json = json;
    this.#what = what;
  }

  u16(name: string): U16 {
    return concreteDomain.u16(integerOf(this.#json[name], this.#path(name), 0, 2 ** 16 - 1));
  }

  u32(name: string): U32 {
    return concreteDomain.u32(integerOf(this.#json[name], this.#path(name), 0, 2 ** 32 - 1));
  }

  u64(name: string): U64 {
    return concreteDomain.u64(u64Of(this.#json[name], this.#path(name)));
  }

  bool(name: string): Bool {
    return concreteDomain.bool(booleanOf(this.#json[name], this.#path(name)));
  }

  u32OrNull(name: string): U32 | null {
    return this.#json[name] === null ? null : this.u32(name);
  }

  name<const N extends string>(name: string, known: readonly N[]): N {
    return nameOf(this.#json[name], this.#path(name), known);
  }

  names<const N extends string>(name: string, known: readonly N[]): readonly N[] {
    const path = this.#path(name);
    return listOf(this.#json[name], path).map((each, i) => nameOf(each, `${path}[${i}]`, known));
  }

  #path(name: string): string {
    return `${this.#what}.${name}`;
  }
}
