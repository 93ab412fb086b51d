import { engineClass } from '../domain/engine-part.ts';
import type { SymbolicDomain } from '../domain/symbolic.ts';
import type { Width } from '../domain/width.ts';
import type { Bool, U64, U8, Word } from '../domain/word.ts';
import { isOverlaid } from '../term/overlay.ts';
import type { MemoryTerm } from '../term/term.ts';
import type { Terms } from '../term/terms.ts';
import { peekOffset, type MemoryView } from './observed-memory.ts';

/** The content of a symbolic memory at one moment. */
export class SymbolicSnapshot implements MemoryView {
  static {
    engineClass(this);
  }

  readonly #terms: Terms;
  readonly #domain: SymbolicDomain;
  readonly #layout: string;
  readonly #content: MemoryTerm;

  constructor(terms: Terms, domain: SymbolicDomain, layout: string, content: MemoryTerm) {
    this.#terms = terms;
    this.#domain = domain;
    this.#layout = layout;
    this.#content = content;
  }

  peek(address: U64, offset = 0): U8 {
    return this.peekWord(address, 8, offset);
  }

  peekWord<W extends Width>(address: U64, width: W, offset = 0): Word<W> {
    const at = this.#terms.offset(this.#domain.unwrap(64, address), peekOffset(offset));
    return this.#domain.wrap(width, this.#terms.load(this.#content, at, width / 8));
  }

  /** The content, as a term. */
  get content(): MemoryTerm {
    return this.#content;
  }

  /** Whether it is of the same memory as another one. */
  isOfMemoryOf(other: SymbolicSnapshot): boolean {
    return this.#domain === other.#domain && this.#layout === other.#layout;
  }

  /**
   * Whether the byte at an address counts where contents are compared: stores reach mapped bytes alone, but what the other side
   * else wrote is said of whole ranges, holes included.
   */
  counts(address: U64): Bool {
    if (!isOverlaid(this.#content)) return this.#domain.bool(true);
    return this.#domain.wrapBool(this.#terms.mapped(this.#layout, this.#domain.unwrap(64, address)));
  }
}
