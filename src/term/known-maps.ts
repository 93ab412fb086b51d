import { pow2 } from './range.ts';
import type { BoolTerm, IntTerm, Layout, Mapped } from './term.ts';
import type { Terms } from './terms.ts';

/** The end of the last mapped byte: the last address itself is none. */
const LAST_END = pow2(64) - 1n;

/**
 * What every region map says besides of addresses that are known to be mapped: as many bytes as are known to follow one in its
 * extent or region lie below the end of all addresses.
 */
export class KnownMaps {
  readonly #terms: Terms;
  readonly #mapped = new Set<BoolTerm>();
  /** By what it takes that they are mapped: numbers of bytes, the address's own included. */
  readonly #following = new Map<BoolTerm, { readonly address: IntTerm; readonly bytes: IntTerm }[]>();

  constructor(terms: Terms) {
    this.#terms = terms;
  }

  /** One condition more is known. The answer is what else is at most 0, then. */
  add(literal: BoolTerm): readonly IntTerm[] {
    if (literal.kind === 'mapped') return this.#addMapped(literal);
    if (literal.kind !== 'le') return [];
    const t = this.#terms;
    const { arg } = literal;
    const facts = arg.kind === 'sum' ? arg.terms.filter(([c]) => c === -1n) : [];
    return facts.flatMap(([, fact]) => (isAfter(fact) ? this.#addBytes(fact, t.add(arg, fact)) : []));
  }

  #addMapped(mapped: Mapped): readonly IntTerm[] {
    this.#mapped.add(mapped);
    const { address } = mapped;
    const following = this.#following.get(mapped) ?? [];
    return [{ address, bytes: this.#terms.const(1n) }, ...following].map((each) => this.#beyondEnd(each));
  }

  /** At least so many bytes follow an address, if it is mapped. */
  #addBytes({ layout, address }: Layout, bytes: IntTerm): readonly IntTerm[] {
    const mapped = this.#terms.mapped(layout, address);
    const following = { address, bytes };
    if (this.#mapped.has(mapped)) return [this.#beyondEnd(following)];
    this.#following.set(mapped, [...(this.#following.get(mapped) ?? []), following]);
    return [];
  }

  #beyondEnd({ address, bytes }: { address: IntTerm; bytes: IntTerm }): IntTerm {
    return this.#terms.offset(this.#terms.add(address, bytes), -LAST_END);
  }
}

function isAfter(term: IntTerm): term is Layout {
  return term.kind === 'layout' && (term.fact === 'extent-after' || term.fact === 'region-after');
}
