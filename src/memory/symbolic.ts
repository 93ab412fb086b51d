import { engineClass } from '../domain/engine-part.ts';
import { err, ok, type Result } from '../domain/result.ts';
import type { SymbolicDomain } from '../domain/symbolic.ts';
import type { Width } from '../domain/width.ts';
import type { Bool, U64, U8, Word } from '../domain/word.ts';
import type { BoolTerm, IntTerm, MemoryTerm } from '../term/term.ts';
import type { Terms } from '../term/terms.ts';
import type { MemoryEvents } from './event-list.ts';
import type { FenceOrdering, LoadOrdering, StoreOrdering } from './event.ts';
import { FOREIGN_MEMORY, type InRegion, type MemoryError, type TransferEnd } from './guest-memory.ts';
import {
  contentName,
  OTHER_MEMORY,
  type AddressRange,
  type MemoryView,
  type ObservedMemory,
} from './observed-memory.ts';
import { checkRule, type End, type RegionRule } from './region-rule.ts';
import { completedOf, RunEvents } from './run-events.ts';
import type { Logic } from './selection.ts';
import { SymbolicSnapshot } from './symbolic-snapshot.ts';

/**
 * Guest memory with any content and any number of regions, anywhere: the content is an array and the writes made to it,
 * the regions are facts stated of the addresses in play. An access decides only how it ends.
 */
export class SymbolicMemory implements ObservedMemory {
  static {
    engineClass(this);
  }

  readonly name: string;
  readonly #terms: Terms;
  readonly #domain: SymbolicDomain;
  readonly #events: RunEvents;
  readonly #declare: (content: string) => void;
  #content: MemoryTerm;
  #restricted: { readonly rule: RegionRule; readonly assume: (condition: Bool) => void } | null = null;

  /**
   * `declare` is called with the full name of each content that the other side writes; it throws where the name is taken.
   * `run` is the event list that events are added to.
   */
  constructor(
    terms: Terms,
    domain: SymbolicDomain,
    name: string,
    declare: (content: string) => void = () => {},
    run = new RunEvents(symbolicLogic(domain)),
  ) {
    this.name = name;
    this.#events = run;
    this.#declare = declare;
    this.#terms = terms;
    this.#domain = domain;
    this.#content = terms.memory(name);
  }

  get events(): MemoryEvents {
    return this.#events.in(this.name);
  }

  /**
   * From here on regions are as a rule says, which is assumed of those around each address whose surroundings are asked for. Throws a
   * `RangeError` for a rule of no map.
   */
  restrict(rule: RegionRule, assume: (condition: Bool) => void): void {
    checkRule(rule);
    this.#restricted = { rule, assume };
  }

  /** The present content, as a term. */
  get content(): MemoryTerm {
    return this.#content;
  }

  load<W extends Width>(
    address: U64,
    width: W,
    ordering: LoadOrdering,
    known?: InRegion,
  ): Result<Word<W>, MemoryError> {
    const about = { kind: 'load', memory: this.name, address, width, ordering } as const;
    const failure = known === undefined ? this.#unitFailure(address, width) : undefined;
    if (failure !== undefined) {
      this.#events.record({ ...about, value: null, failure });
      return err(failure);
    }
    const value = this.peekWord(address, width);
    this.#events.record({ ...about, value, failure: null });
    return ok(value);
  }

  store<W extends Width>(
    address: U64,
    value: Word<W>,
    ordering: StoreOrdering,
    known?: InRegion,
  ): Result<void, MemoryError> {
    const about = { kind: 'store', memory: this.name, address, width: value.width, ordering, value } as const;
    const failure = known === undefined ? this.#unitFailure(address, value.width) : undefined;
    this.#events.record({ ...about, failure: failure ?? null });
    if (failure !== undefined) return err(failure);
    this.#put(this.#address(address), value);
    return ok();
  }

  write(address: U64, words: readonly Word<Width>[], known?: InRegion): Result<void, MemoryError> {
    const length = sizeOf(words.map(({ width }) => width));
    if (length === 0) return ok();
    const copied = known === undefined ? this.#copy(address, length) : ok();
    this.#recordCopy('write', address, this.#domain.u64(length), words, copied);
    if (!copied.ok) {
      if (copied.error.kind === 'PartialBuffer')
        this.#tear(this.#address(address), words, this.#domain.unwrap(64, copied.error.completed));
      return copied;
    }
    let at = this.#address(address);
    for (const word of words) {
      this.#put(at, word);
      at = this.#terms.offset(at, BigInt(word.width / 8));
    }
    return ok();
  }

  read<const Ws extends readonly Width[]>(
    address: U64,
    widths: Ws,
    known?: InRegion,
  ): Result<{ readonly [I in keyof Ws]: Word<Ws[I]> }, MemoryError> {
    const length = sizeOf(widths);
    let at = this.#address(address);
    const values = widths.map((width) => {
      const value = this.#domain.wrap(width, this.#terms.load(this.#content, at, width / 8));
      at = this.#terms.offset(at, BigInt(width / 8));
      return value;
    });
    if (length > 0) {
      const copied = known === undefined ? this.#copy(address, length) : ok();
      this.#recordCopy('read', address, this.#domain.u64(length), values, copied);
      if (!copied.ok) return copied;
    }
    // `map` forgets that the array has one word for each width, in their order.
    return ok(values as { readonly [I in keyof Ws]: Word<Ws[I]> });
  }

  transfer(from: TransferEnd, to: TransferEnd, length: U64): Result<void, MemoryError> {
    const t = this.#terms;
    const [source, target, wanted] = [this.#own(from), this.#own(to), this.#address(length)];
    if (this.#decide(t.eq(wanted, t.zero))) return ok();
    const [first, start] = [this.#address(from.address), this.#address(to.address)];
    const readable = source.#mapped(first);
    const record = (moved: Result<void, MemoryError>): Result<void, MemoryError> => {
      source.#recordCopy('read', from.address, length, [], moved);
      target.#recordCopy('write', to.address, length, [], moved);
      return moved;
    };
    if (!this.#decide(t.and(readable, target.#mapped(start)))) {
      const address = this.#domain.wrap(64, t.ite(readable, start, first));
      return record(err({ kind: 'InvalidGuestAddress', address }));
    }
    source.#asks(first, 'extent-after');
    target.#asks(start, 'extent-after');
    const [there, here] = [source.#extentAfter(first), target.#extentAfter(start)];
    const all = this.#decide(t.and(t.le(wanted, there), t.le(wanted, here)));
    const done = all ? wanted : t.ite(t.le(there, here), there, here);
    target.#content = t.overlay(target.#content, start, done, source.#content, first);
    const completed = this.#domain.wrap(64, done);
    return record(all ? ok() : err({ kind: 'PartialBuffer', expected: length, completed }));
  }

  fence(ordering: FenceOrdering): void {
    this.#events.record({ kind: 'fence', ordering });
  }

  checkRange(address: U64, length: U64): Bool {
    const t = this.#terms;
    const [a, n] = [this.#address(address), this.#address(length)];
    this.#asks(a, 'extent-after');
    return this.#domain.wrapBool(
      t.or(t.eq(n, t.zero), t.and(this.#mapped(a), t.le(n, this.#extentAfter(a)))),
    );
  }

  checkSlice(address: U64, length: U64): Bool {
    const t = this.#terms;
    const [a, n] = [this.#address(address), this.#address(length)];
    // What is in the slice is then known to be aligned in its region, too.
    this.#asks(a, 'region-before', 'region-after');
    return this.#domain.wrapBool(t.and(this.#mapped(a), t.le(n, t.layout('region-after', this.name, a))));
  }

  regionBefore(address: U64): U64 {
    return this.#regionFact('region-before', address);
  }

  regionAfter(address: U64): U64 {
    return this.#regionFact('region-after', address);
  }

  accessible(address: U64, width: Width): Bool {
    const a = this.#address(address);
    this.#asks(a, 'region-before', 'region-after');
    return this.#domain.wrapBool(this.#terms.and(this.#mapped(a), this.#isUnit(a, width / 8)));
  }

  contiguous(address: U64): U64 {
    const t = this.#terms;
    const a = this.#address(address);
    this.#asks(a, 'extent-after');
    return this.#domain.wrap(64, t.ite(this.#mapped(a), this.#extentAfter(a), t.zero));
  }

  peek(address: U64, offset = 0): U8 {
    return this.peekWord(address, 8, offset);
  }

  peekWord<W extends Width>(address: U64, width: W, offset = 0): Word<W> {
    return this.snapshot().peekWord(address, width, offset);
  }

  havoc(name: string, ranges: readonly AddressRange[]): void {
    const content = contentName(this.name, name);
    this.#declare(content);
    this.#events.record({ kind: 'other-side', memory: this.name, name, ranges });
    const t = this.#terms;
    const other = t.memory(content);
    for (const { start, length } of ranges) {
      const first = this.#address(start);
      this.#content = t.overlay(this.#content, first, this.#domain.unwrap(64, length), other, first);
    }
  }

  /** Makes the content again what it was in a snapshot; the event list stays. Throws a `TypeError` for one of another memory. */
  rewind(to: MemoryView): void {
    if (!(to instanceof SymbolicSnapshot) || !to.isOfMemoryOf(this.snapshot()))
      throw new TypeError(OTHER_MEMORY);
    this.#content = to.content;
  }

  snapshot(): SymbolicSnapshot {
    return new SymbolicSnapshot(this.#terms, this.#domain, this.name, this.#content);
  }

  #regionFact(fact: 'region-before' | 'region-after', address: U64): U64 {
    const t = this.#terms;
    const a = this.#address(address);
    this.#asks(a, fact);
    return this.#domain.wrap(64, t.ite(this.#mapped(a), t.layout(fact, this.name, a), t.zero));
  }

  #recordCopy(
    kind: 'read' | 'write',
    address: U64,
    length: U64,
    values: readonly Word<Width>[],
    copied: Result<void, MemoryError>,
  ): void {
    const failure = copied.ok ? null : copied.error;
    const completed = completedOf(failure, length, this.#domain.u64(0));
    this.#events.record({ kind, memory: this.name, address, length, values, completed, failure });
  }

  /** Why an access as one unit fails, decided here; `undefined` where it does not. */
  #unitFailure(address: U64, width: Width): MemoryError | undefined {
    const a = this.#address(address);
    if (!this.#decide(this.#mapped(a))) return { kind: 'InvalidGuestAddress', address };
    this.#asks(a, 'region-before', 'region-after');
    return this.#decide(this.#isUnit(a, width / 8)) ? undefined : { kind: 'InvalidBackendAddress' };
  }

  /** Whether `length` bytes can be copied, decided here. */
  #copy(address: U64, length: number): Result<void, MemoryError> {
    const t = this.#terms;
    const a = this.#address(address);
    if (!this.#decide(this.#mapped(a))) return err({ kind: 'InvalidGuestAddress', address });
    this.#asks(a, 'extent-after');
    const mapped = this.#extentAfter(a);
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

  #own({ memory = this }: TransferEnd): SymbolicMemory {
    if (memory instanceof SymbolicMemory && memory.#domain === this.#domain) return memory;
    throw new TypeError(FOREIGN_MEMORY);
  }

  #mapped(address: IntTerm): BoolTerm {
    return this.#terms.mapped(this.name, address);
  }

  #extentAfter(address: IntTerm): IntTerm {
    return this.#terms.layout('extent-after', this.name, address);
  }

  /** Assumes what is known of the ends of what is around an address, if it is mapped. */
  #asks(address: IntTerm, ...ends: readonly End[]): void {
    if (this.#restricted === null) return;
    const { rule, assume } = this.#restricted;
    const t = this.#terms;
    const isMultiple = (at: IntTerm): BoolTerm => t.isZero(t.wrap(Math.log2(Number(rule.multipleOf)), at));
    for (const end of ends) {
      const distance = t.layout(end, this.name, address);
      const at = end === 'region-before' ? t.sub(address, distance) : t.add(address, distance);
      const isLast = end === 'region-before' ? t.false : t.eq(at, t.const(2n ** 64n - 1n));
      const holds = t.implies(this.#mapped(address), t.or(isMultiple(at), isLast));
      assume(this.#domain.wrapBool(holds));
    }
  }

  #decide(condition: BoolTerm): boolean {
    return this.#domain.decide(this.#domain.wrapBool(condition));
  }
}

/** How an event list makes Booleans of a symbolic domain. */
export function symbolicLogic(domain: SymbolicDomain): Logic {
  return {
    bool: (value) => domain.bool(value),
    known: (condition) => {
      const term = domain.unwrapBool(condition);
      return term.kind === 'truth' ? term.value : undefined;
    },
  };
}

function sizeOf(widths: readonly Width[]): number {
  return widths.reduce((total, width) => total + width / 8, 0);
}
