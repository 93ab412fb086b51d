import { err, ok, type Result } from '../domain/result.ts';
import type { SymbolicDomain } from '../domain/symbolic.ts';
import type { Width } from '../domain/width.ts';
import type { Bool, U64, U8, Word } from '../domain/word.ts';
import type { BoolTerm, IntTerm, MemoryTerm } from '../term/term.ts';
import type { Terms } from '../term/terms.ts';
import type { Access, AccessLog, LoadOrdering, Ordering, StoreOrdering } from './access-log.ts';
import type { MemoryError } from './guest-memory.ts';
import { peekOffset, type MemoryView, type ObservedMemory } from './observed-memory.ts';

/**
 * Guest memory with any content and any number of regions, anywhere: the content is an array and the writes made to it,
 * the regions are facts stated of the addresses in play. An access decides only how it ends.
 */
export class SymbolicMemory implements ObservedMemory {
  readonly name: string;
  readonly #terms: Terms;
  readonly #domain: SymbolicDomain;
  readonly #log: Access[] = [];
  #content: MemoryTerm;

  constructor(terms: Terms, domain: SymbolicDomain, name: string) {
    this.name = name;
    this.#terms = terms;
    this.#domain = domain;
    this.#content = terms.memory(name);
  }

  get log(): AccessLog {
    return this.#log;
  }

  /** The present content, as a term. */
  get content(): MemoryTerm {
    return this.#content;
  }

  load<W extends Width>(address: U64, width: W, ordering: LoadOrdering): Result<Word<W>, MemoryError> {
    const failure = this.#unitFailure(address, width);
    if (failure !== undefined) return err(failure);
    const value = this.peekWord(address, width);
    this.#log.push({ kind: 'load', address, width, ordering, value });
    return ok(value);
  }

  store<W extends Width>(address: U64, value: Word<W>, ordering: StoreOrdering): Result<void, MemoryError> {
    const failure = this.#unitFailure(address, value.width);
    if (failure !== undefined) return err(failure);
    this.#put(this.#address(address), value);
    this.#log.push({ kind: 'store', address, width: value.width, ordering, value });
    return ok();
  }

  write(address: U64, words: readonly Word<Width>[]): Result<void, MemoryError> {
    const length = sizeOf(words.map(({ width }) => width));
    if (length === 0) return ok();
    const copied = this.#copy(address, length);
    if (!copied.ok) {
      if (copied.error.kind === 'PartialBuffer') {
        const { completed } = copied.error;
        this.#tear(this.#address(address), words, this.#domain.unwrap(64, completed));
        this.#log.push({ kind: 'write', address, values: words, completed });
      }
      return copied;
    }
    let at = this.#address(address);
    for (const word of words) {
      this.#put(at, word);
      at = this.#terms.offset(at, BigInt(word.width / 8));
    }
    this.#log.push({ kind: 'write', address, values: words, completed: this.#domain.u64(length) });
    return ok();
  }

  read<const Ws extends readonly Width[]>(
    address: U64,
    widths: Ws,
  ): Result<{ readonly [I in keyof Ws]: Word<Ws[I]> }, MemoryError> {
    const length = sizeOf(widths);
    let at = this.#address(address);
    const values = widths.map((width) => {
      const value = this.#loadWord(this.#content, at, width);
      at = this.#terms.offset(at, BigInt(width / 8));
      return value;
    });
    if (length > 0) {
      const copied = this.#copy(address, length);
      if (!copied.ok) {
        if (copied.error.kind === 'PartialBuffer')
          this.#log.push({ kind: 'read', address, values, completed: copied.error.completed });
        return copied;
      }
      this.#log.push({ kind: 'read', address, values, completed: this.#domain.u64(length) });
    }
    // `map` forgets that the array has one word for each width, in their order.
    return ok(values as { readonly [I in keyof Ws]: Word<Ws[I]> });
  }

  fence(ordering: Ordering): void {
    this.#log.push({ kind: 'fence', ordering });
  }

  checkRange(address: U64, length: U64): Bool {
    const t = this.#terms;
    const [a, n] = [this.#address(address), this.#address(length)];
    return this.#domain.wrapBool(t.or(t.eq(n, t.zero), t.and(this.#mapped(a), t.le(n, this.#runAfter(a)))));
  }

  accessible(address: U64, width: Width): Bool {
    const a = this.#address(address);
    return this.#domain.wrapBool(this.#terms.and(this.#mapped(a), this.#isUnit(a, width / 8)));
  }

  contiguous(address: U64): U64 {
    const t = this.#terms;
    const a = this.#address(address);
    return this.#domain.wrap(64, t.ite(this.#mapped(a), this.#runAfter(a), t.zero));
  }

  peek(address: U64, offset = 0): U8 {
    return this.peekWord(address, 8, offset);
  }

  peekWord<W extends Width>(address: U64, width: W, offset = 0): Word<W> {
    return this.#peekAt(this.#content, address, width, offset);
  }

  snapshot(): MemoryView {
    const content = this.#content;
    return {
      peek: (address, offset = 0) => this.#peekAt(content, address, 8, offset),
      peekWord: (address, width, offset = 0) => this.#peekAt(content, address, width, offset),
    };
  }

  #peekAt<W extends Width>(content: MemoryTerm, address: U64, width: W, offset: number): Word<W> {
    return this.#loadWord(content, this.#terms.offset(this.#address(address), peekOffset(offset)), width);
  }

  #loadWord<W extends Width>(content: MemoryTerm, address: IntTerm, width: W): Word<W> {
    return this.#domain.wrap(width, this.#terms.load(content, address, width / 8));
  }

  /** Why an access as one unit fails, decided here; `undefined` where it does not. */
  #unitFailure(address: U64, width: Width): MemoryError | undefined {
    const a = this.#address(address);
    if (!this.#decide(this.#mapped(a))) return { kind: 'InvalidGuestAddress', address };
    return this.#decide(this.#isUnit(a, width / 8)) ? undefined : { kind: 'InvalidBackendAddress' };
  }

  /** Whether `length` bytes can be copied, decided here. */
  #copy(address: U64, length: number): Result<void, MemoryError> {
    const t = this.#terms;
    const a = this.#address(address);
    if (!this.#decide(this.#mapped(a))) return err({ kind: 'InvalidGuestAddress', address });
    const mapped = this.#runAfter(a);
    if (this.#decide(t.le(t.const(BigInt(length)), mapped))) return ok();
    return err({ kind: 'PartialBuffer', expected: length, completed: this.#domain.wrap(64, mapped) });
  }

  /** Within its region, and at a multiple of its size from the region's base. */
  #isUnit(address: IntTerm, bytes: number): BoolTerm {
    const t = this.#terms;
    const fits = t.le(t.const(BigInt(bytes)), t.layout('region-after', this.name, address));
    if (bytes === 1) return fits;
    return t.and(fits, t.isZero(t.wrap(Math.log2(bytes), t.layout('region-before', this.name, address))));
  }

  /**
   * Writes the bytes below `completed`: each byte of the copy is a choice between the new and the old one, so that a
   * copy is torn in one step wherever the hole begins. The first is always new and the last never: neither is a tear.
   */
  #tear(address: IntTerm, words: readonly Word<Width>[], completed: IntTerm): void {
    const t = this.#terms;
    const before = this.#content;
    const bytes = words.flatMap((word) => {
      const value = this.#domain.unwrap(word.width, word);
      return Array.from({ length: word.width / 8 }, (_, i) => t.byte(value, i));
    });
    bytes.slice(0, -1).forEach((byte, i) => {
      const at = t.offset(address, BigInt(i));
      const done = t.lt(t.const(BigInt(i)), completed);
      const torn = i === 0 ? byte : t.ite(done, byte, t.load(before, at, 1));
      this.#content = t.store(this.#content, at, torn, 1);
    });
  }

  #put(address: IntTerm, word: Word<Width>): void {
    this.#content = this.#terms.store(
      this.#content,
      address,
      this.#domain.unwrap(word.width, word),
      word.width / 8,
    );
  }

  #address(address: U64): IntTerm {
    return this.#domain.unwrap(64, address);
  }

  #mapped(address: IntTerm): BoolTerm {
    return this.#terms.mapped(this.name, address);
  }

  #runAfter(address: IntTerm): IntTerm {
    return this.#terms.layout('run-after', this.name, address);
  }

  #decide(condition: BoolTerm): boolean {
    return this.#domain.decide(this.#domain.wrapBool(condition));
  }
}

function sizeOf(widths: readonly Width[]): number {
  return widths.reduce((total, width) => total + width / 8, 0);
}
