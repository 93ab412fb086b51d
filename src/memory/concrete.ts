import { engineClass } from '../domain/engine-part.ts';
import { concreteDomain, truthOf, valueOf } from '../domain/concrete.ts';
import { err, ok, type Result } from '../domain/result.ts';
import type { Width } from '../domain/width.ts';
import type { Bool, U64, U8, Word } from '../domain/word.ts';
import { SparseBytes, type ByteRun, type Checkpoint } from './concrete-bytes.ts';
import { encode, sizeOf, wordAt, wordsIn } from './concrete-words.ts';
import type { MemoryEvents } from './event-list.ts';
import type { FenceOrdering, LoadOrdering, StoreOrdering } from './event.ts';
import { FOREIGN_MEMORY, type InRegion, type MemoryError, type TransferEnd } from './guest-memory.ts';
import {
  OTHER_MEMORY,
  peekOffset,
  type AddressRange,
  type MemoryView,
  type ObservedMemory,
} from './observed-memory.ts';
import { checkRule, keepsRule, type End, type RegionRule } from './region-rule.ts';
import { RegionList, type Region } from './regions.ts';
import { completedOf, RunEvents } from './run-events.ts';
import type { Logic } from './selection.ts';

/** What snapshots of one memory have in common: its regions, and its bytes with their history. */
export interface Content {
  readonly regions: RegionList;
  readonly bytes: SparseBytes;
}

/** The content of a concrete memory at one moment. */
export class ConcreteSnapshot implements MemoryView {
  static {
    engineClass(this);
  }

  readonly #regions: RegionList;
  readonly #bytes: SparseBytes;
  readonly #checkpoint: Checkpoint;

  constructor({ regions, bytes }: Content) {
    this.#regions = regions;
    this.#bytes = bytes;
    this.#checkpoint = bytes.checkpoint();
  }

  peek(address: U64, offset = 0): U8 {
    return this.peekWord(address, 8, offset);
  }

  peekWord<W extends Width>(address: U64, width: W, offset = 0): Word<W> {
    return wordAt(valueOf(address) + peekOffset(offset), width, (at) =>
      this.#bytes.getAt(this.#checkpoint, at),
    );
  }

  /** Whether it is of the same memory as another one. */
  isOfMemoryOf(other: ConcreteSnapshot): boolean {
    return this.#bytes === other.#bytes;
  }

  /** The bytes that were written since, as they were: one at each address, mapped or not. */
  overwritten(): readonly ByteRun[] {
    return this.#bytes
      .writtenSince(this.#checkpoint)
      .map((address) => ({ address, bytes: Uint8Array.of(this.#bytes.getAt(this.#checkpoint, address)) }));
  }

  /** The mapped addresses at which two contents of one memory differ, whichever is the older one: ascending. */
  differences(other: ConcreteSnapshot): readonly bigint[] {
    const [mine, others] = [this.#checkpoint, other.#checkpoint];
    return this.#bytes
      .writtenSince(mine.writes < others.writes ? mine : others)
      .filter((at) => this.#regions.find(at) !== undefined)
      .filter((at) => this.#bytes.getAt(mine, at) !== this.#bytes.getAt(others, at));
  }
}

/** How an event list makes Booleans of the concrete domain. */
export const CONCRETE_LOGIC: Logic = { bool: (value) => concreteDomain.bool(value), known: truthOf };

/**
 * Guest memory as bytes in a list of regions, over the concrete domain. All bytes start as 0. It behaves as
 * `GuestMemoryMmap` of rust-vmm's vm-memory does without dirty tracking, errors included. Bytes outside of all regions can
 * be peeked at, as in `SymbolicMemory`: no access reads or changes them.
 */
export class ConcreteMemory implements ObservedMemory {
  static {
    engineClass(this);
  }

  readonly #regions: RegionList;
  readonly #bytes = new SparseBytes();
  readonly #name: string;
  readonly #events: RunEvents;
  readonly #contentOf: (name: string) => ReadonlyMap<bigint, number>;
  #restricted: { readonly rule: RegionRule; readonly assume: (holds: boolean) => void } | null = null;

  /**
   * `contentOf` returns what `havoc` writes, by its name: bytes other than 0 by address. `run` is the event list that events
   * are added to, under the name of the memory. Throws a `RangeError` where the regions are not sorted, overlap, are empty,
   * or hold the last address.
   */
  constructor(
    regions: Iterable<Region>,
    contentOf: (name: string) => ReadonlyMap<bigint, number> = () => new Map(),
    run = new RunEvents(CONCRETE_LOGIC),
    name = 'memory',
  ) {
    this.#regions = new RegionList(regions);
    this.#contentOf = contentOf;
    this.#events = run;
    this.#name = name;
  }

  /** As of a symbolic memory: `assume` is given whether what is around an address is as the rule says. */
  restrict(rule: RegionRule, assume: (holds: boolean) => void): void {
    checkRule(rule);
    this.#restricted = { rule, assume };
  }

  get regions(): readonly Region[] {
    return this.#regions.regions;
  }

  get events(): MemoryEvents {
    return this.#events.in(this.#name);
  }

  /** What a snapshot is made of. */
  protected get content(): Content {
    return { regions: this.#regions, bytes: this.#bytes };
  }

  load<W extends Width>(
    address: U64,
    width: W,
    ordering: LoadOrdering,
    known?: InRegion,
  ): Result<Word<W>, MemoryError> {
    const about = { kind: 'load', memory: this.#name, address, width, ordering } as const;
    const failure = this.#unitFailure(address, width, known);
    checkKnown(known, failure);
    if (failure !== undefined) {
      this.#events.record({ ...about, value: null, failure });
      return err(failure);
    }
    const value = wordAt(valueOf(address), width, (at) => this.#bytes.get(at));
    this.#events.record({ ...about, value, failure: null });
    return ok(value);
  }

  store<W extends Width>(
    address: U64,
    value: Word<W>,
    ordering: StoreOrdering,
    known?: InRegion,
  ): Result<void, MemoryError> {
    const failure = this.#unitFailure(address, value.width, known);
    checkKnown(known, failure);
    const about = {
      kind: 'store',
      memory: this.#name,
      address,
      width: value.width,
      ordering,
      value,
    } as const;
    this.#events.record({ ...about, failure: failure ?? null });
    if (failure !== undefined) return err(failure);
    this.#bytes.setRun(valueOf(address), encode([value]));
    return ok();
  }

  write(address: U64, words: readonly Word<Width>[], known?: InRegion): Result<void, MemoryError> {
    const bytes = encode(words);
    if (known === undefined && bytes.length > 0) this.#asks(valueOf(address), 'extent-after');
    const completed = this.#mappedFrom(address, bytes.length);
    checkKnown(known, copyFailure(address, bytes.length, completed));
    if (completed > 0) this.#bytes.setRun(valueOf(address), bytes.subarray(0, completed));
    const failure = copyFailure(address, bytes.length, completed);
    this.#recordCopy('write', address, concreteDomain.u64(bytes.length), words, failure);
    return failure === undefined ? ok() : err(failure);
  }

  read<const Ws extends readonly Width[]>(
    address: U64,
    widths: Ws,
    known?: InRegion,
  ): Result<{ readonly [I in keyof Ws]: Word<Ws[I]> }, MemoryError> {
    const length = sizeOf(widths);
    if (known === undefined && length > 0) this.#asks(valueOf(address), 'extent-after');
    const completed = this.#mappedFrom(address, length);
    checkKnown(known, copyFailure(address, length, completed));
    const values = wordsIn(this.#bytes.getRun(valueOf(address), length), widths);
    const failure = copyFailure(address, length, completed);
    this.#recordCopy('read', address, concreteDomain.u64(length), values, failure);
    if (failure !== undefined) return err(failure);
    // `map` forgets that the array has one word for each width, in their order.
    return ok(values as { readonly [I in keyof Ws]: Word<Ws[I]> });
  }

  transfer(from: TransferEnd, to: TransferEnd, length: U64): Result<void, MemoryError> {
    const wanted = valueOf(length);
    if (wanted === 0n) return ok();
    const [source, target] = [this.#own(from), this.#own(to)];
    const [first, start] = [valueOf(from.address), valueOf(to.address)];
    if (target.#regions.find(start) !== undefined && source.#regions.find(first) !== undefined) {
      source.#asks(first, 'extent-after');
      target.#asks(start, 'extent-after');
    }
    const readable = source.#regions.mappedFrom(first, wanted);
    const completed = target.#regions.mappedFrom(start, readable);
    const record = (failure?: MemoryError): void => {
      source.#recordCopy('read', from.address, length, [], failure);
      target.#recordCopy('write', to.address, length, [], failure);
    };
    if (completed === 0n) {
      const address = readable === 0n ? from.address : to.address;
      record({ kind: 'InvalidGuestAddress', address });
      return err({ kind: 'InvalidGuestAddress', address });
    }
    const copied = [...source.#bytes.nonZero(first, first + completed)];
    target.#bytes.replace(
      start,
      start + completed,
      new Map(copied.map(([at, byte]) => [at - first + start, byte])),
    );
    const done = concreteDomain.u64(completed);
    const failure: MemoryError | undefined =
      completed === wanted ? undefined : { kind: 'PartialBuffer', expected: length, completed: done };
    record(failure);
    return failure === undefined ? ok() : err(failure);
  }

  fence(ordering: FenceOrdering): void {
    this.#events.record({ kind: 'fence', ordering });
  }

  checkRange(address: U64, length: U64): Bool {
    const wanted = valueOf(length);
    this.#asks(valueOf(address), 'extent-after');
    return concreteDomain.bool(this.#regions.mappedFrom(valueOf(address), wanted) === wanted);
  }

  checkSlice(address: U64, length: U64): Bool {
    const at = valueOf(address);
    this.#asks(at, 'region-before', 'region-after');
    const region = this.#regions.find(at);
    return concreteDomain.bool(region !== undefined && at + valueOf(length) <= region.base + region.size);
  }

  regionBefore(address: U64): U64 {
    const at = valueOf(address);
    this.#asks(at, 'region-before');
    const region = this.#regions.find(at);
    return concreteDomain.u64(region === undefined ? 0n : at - region.base);
  }

  regionAfter(address: U64): U64 {
    const at = valueOf(address);
    this.#asks(at, 'region-after');
    const region = this.#regions.find(at);
    return concreteDomain.u64(region === undefined ? 0n : region.base + region.size - at);
  }

  peek(address: U64, offset = 0): U8 {
    return this.peekWord(address, 8, offset);
  }

  peekWord<W extends Width>(address: U64, width: W, offset = 0): Word<W> {
    return wordAt(valueOf(address) + peekOffset(offset), width, (at) => this.#bytes.get(at));
  }

  /**
   * Sets bytes from outside, as the driver would between two operations; no event. Throws a `RangeError`
   * and changes nothing where one of them is not mapped.
   */
  setBytes(address: bigint, bytes: Uint8Array): void {
    const length = BigInt(bytes.length);
    const mapped = this.#regions.mappedFrom(address, length);
    if (mapped < length) throw new RangeError(`no region holds address 0x${(address + mapped).toString(16)}`);
    this.#bytes.setRun(address, bytes);
  }

  /** Gives bytes a value to begin with, mapped or not; no event. For a memory that nothing was done to yet. */
  fill(bytes: ReadonlyMap<bigint, number>): void {
    for (const [address, byte] of bytes) this.#bytes.setRun(address, Uint8Array.of(byte));
  }

  /** Bytes as they stand, unmapped ones too; not an event. */
  getBytes(address: bigint, length: number): Uint8Array {
    return this.#bytes.getRun(address, length);
  }

  /** Marks the present content, for `changesSince` and `rollback`. */
  checkpoint(): Checkpoint {
    return this.#bytes.checkpoint();
  }

  /**
   * The bytes that differ from the content at the checkpoint, with their present values: maximal runs in address
   * order, cut at the borders of regions (also where regions touch).
   */
  changesSince(checkpoint: Checkpoint): ByteRun[] {
    return this.#bytes.changesSince(checkpoint, this.#regions);
  }

  /** Makes the content again what it was at the checkpoint; the event list stays. Later checkpoints become void. */
  rollback(checkpoint: Checkpoint): void {
    this.#bytes.rollback(checkpoint);
  }

  /**
   * Makes the content again what it was in a snapshot; the event list and all snapshots stay. Throws a `TypeError` for one of
   * another memory.
   */
  rewind(to: MemoryView): void {
    if (!(to instanceof ConcreteSnapshot) || !to.isOfMemoryOf(this.snapshot()))
      throw new TypeError(OTHER_MEMORY);
    for (const { address, bytes } of to.overwritten()) this.#bytes.setRun(address, bytes);
  }

  havoc(name: string, ranges: readonly AddressRange[]): void {
    const content = this.#contentOf(name);
    this.#events.record({ kind: 'other-side', memory: this.#name, name, ranges });
    for (const { start, length } of ranges) {
      const first = valueOf(start);
      this.#bytes.replace(first, first + concreteDomain.unwrap(64, length), content);
    }
  }

  snapshot(): ConcreteSnapshot {
    return new ConcreteSnapshot(this.content);
  }

  accessible(address: U64, width: Width): Bool {
    return concreteDomain.bool(this.#unitFailure(address, width) === undefined);
  }

  contiguous(address: U64): U64 {
    this.#asks(valueOf(address), 'extent-after');
    return concreteDomain.u64(this.#regions.mappedFrom(valueOf(address), 1n << 64n));
  }

  /** Looks whether what is around an address, if it is mapped, ends as it is assumed to. */
  #asks(address: bigint, ...ends: readonly End[]): void {
    if (this.#restricted === null) return;
    const { rule, assume } = this.#restricted;
    for (const end of ends) assume(keepsRule(this.#regions, address, end, rule));
  }

  #own({ memory = this }: TransferEnd): ConcreteMemory {
    if (memory instanceof ConcreteMemory) return memory;
    throw new TypeError(FOREIGN_MEMORY);
  }

  /** Records a copy; of no bytes, nothing happened. */
  #recordCopy(
    kind: 'read' | 'write',
    address: U64,
    length: U64,
    values: readonly Word<Width>[],
    failure?: MemoryError,
  ): void {
    if (valueOf(length) === 0n) return;
    const completed = completedOf(failure ?? null, length, concreteDomain.u64(0));
    const about = { kind, memory: this.#name, address, length, values };
    this.#events.record({ ...about, completed, failure: failure ?? null });
  }

  #mappedFrom(address: U64, length: number): number {
    return Number(this.#regions.mappedFrom(valueOf(address), BigInt(length)));
  }

  /** Why a word of this width cannot be accessed as one unit; `undefined` where it can. */
  #unitFailure(address: U64, width: Width, known?: InRegion): MemoryError | undefined {
    const at = valueOf(address);
    if (known === undefined) this.#asks(at, 'region-before', 'region-after');
    const region = this.#regions.find(at);
    if (region === undefined) return { kind: 'InvalidGuestAddress', address };
    const length = BigInt(width / 8);
    const offset = at - region.base;
    const fits = offset % length === 0n && offset + length <= region.size;
    return fits ? undefined : { kind: 'InvalidBackendAddress' };
  }
}

/** What the checker has claimed of an access has to be so: on numbers it is looked at again. */
function checkKnown(known: InRegion | undefined, failure: MemoryError | undefined): void {
  if (known === undefined || failure === undefined) return;
  throw new Error(`an access that was claimed to lie in one region fails: ${failure.kind}`);
}

/** Why a plain copy of `expected` bytes got only `completed` of them done; `undefined` where it did them all. */
function copyFailure(address: U64, expected: number, completed: number): MemoryError | undefined {
  if (completed === expected) return undefined;
  if (completed === 0) return { kind: 'InvalidGuestAddress', address };
  return { kind: 'PartialBuffer', expected, completed: concreteDomain.u64(completed) };
}
