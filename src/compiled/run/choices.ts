import type { Domain } from '../../domain/domain.ts';
import { constantOf } from '../../domain/word-facts.ts';
import type { Bool, U64, Word } from '../../domain/word.ts';
import type { Literals } from './literals.ts';
import type { Numeric } from './numeric.ts';
import { HostPointer, isBool, isWord, type Num, type Value } from './value.ts';

/** Choices that depend on the state: between values, which are merged where they can be, and between places in the code. */
export class Choices {
  readonly #domain: Domain;
  readonly #numeric: Numeric;
  readonly #literals: Literals | null;

  constructor(domain: Domain, numeric: Numeric, literals: Literals | null) {
    this.#literals = literals;
    this.#domain = domain;
    this.#numeric = numeric;
  }

  select(condition: Bool, whenTrue: Value, whenFalse: Value): Value {
    if (this.#literals?.areApart(whenTrue, whenFalse) === true)
      return this.#domain.decide(condition) ? whenTrue : whenFalse;
    const chosen = this.#select(condition, whenTrue, whenFalse);
    this.#literals?.chosen(whenTrue, whenFalse, chosen);
    return chosen;
  }

  #select(condition: Bool, whenTrue: Value, whenFalse: Value): Value {
    if (isBool(whenTrue) && isBool(whenFalse))
      return condition.and(whenTrue).or(condition.not().and(whenFalse));
    const width = isWord(whenTrue) ? whenTrue.width : isWord(whenFalse) ? whenFalse.width : null;
    if (width !== null && isScalar(whenTrue) && isScalar(whenFalse)) {
      return width === 32
        ? this.#domain.select(condition, this.#numeric.word(whenTrue, 32), this.#numeric.word(whenFalse, 32))
        : this.#domain.select(condition, this.#numeric.word(whenTrue, 64), this.#numeric.word(whenFalse, 64));
    }
    if (
      whenTrue instanceof HostPointer &&
      whenFalse instanceof HostPointer &&
      whenTrue.anchor === whenFalse.anchor
    )
      return new HostPointer(
        whenTrue.anchor,
        this.#domain.select(condition, whenTrue.offset, whenFalse.offset),
      );
    return this.#domain.decide(condition) ? whenTrue : whenFalse;
  }

  /** Where a jump by an index goes: a path for each place, however many indices go there. */
  target(index: Word<32>, depths: readonly number[], fallback: number): number {
    const known = constantOf(index);
    if (known !== undefined) return depths[Number(known)] ?? fallback;
    const places = [...new Set(depths)].filter((depth) => depth !== fallback);
    const found = places.find((place) => this.#domain.decide(this.#isOneOf(index, depths, place)));
    return found ?? fallback;
  }

  /** The element of a table at an index, a path for each. Beyond its end the host traps. */
  element<T>(index: U64, table: readonly (T | null)[]): T | null {
    this.#domain.trapIf('index out of bounds', index.ge(table.length));
    const known = constantOf(index);
    if (known !== undefined) return table[Number(known)] ?? null;
    const elements = [...new Set(table)];
    const last = elements.at(-1) ?? null;
    const found = elements
      .slice(0, -1)
      .find((element) => this.#domain.decide(this.#isOneOf(index, table, element)));
    return found === undefined ? last : found;
  }

  #isOneOf<T>(index: Word<32> | U64, list: readonly T[], wanted: T): Bool {
    const word: Word<32 | 64> = index as Word<32 | 64>;
    const indices = list.flatMap((item, i) => (item === wanted ? [i] : []));
    return this.#domain.bool(false).or(...indices.map((i) => word.eq(i)));
  }
}

function isScalar(value: Value): value is Num | Bool {
  return isWord(value) || isBool(value);
}
