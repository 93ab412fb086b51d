import { engineClass } from '../domain/engine-part.ts';
import { concreteDomain, valueOf } from '../domain/concrete.ts';
import { err, ok, type Result } from '../domain/result.ts';
import type { Width } from '../domain/width.ts';
import type { Bool, U64, U8, Word } from '../domain/word.ts';
import type { Access, AccessLog, LoadOrdering, Ordering, StoreOrdering } from './access-log.ts';
import { SparseBytes, type ByteRun, type Checkpoint } from './concrete-bytes.ts';
import { encode, sizeOf, wordAt, wordsIn } from './concrete-words.ts';
import { FOREIGN_MEMORY, type MemoryError, type TransferEnd } from './guest-memory.ts';
import { peekOffset, type AddressRange, type MemoryView, type ObservedMemory } from './observed-memory.ts';
import { RegionList, type Region } from './regions.ts';

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

  /** The mapped addresses at which two contents of one memory differ, whichever is the older one: ascending. */
  differences(other: ConcreteSnapshot): readonly bigint[] {
    const [mine, others] = [this.#checkpoint, other.#checkpoint];
    return this.#bytes
      .writtenSince(mine.writes < others.writes ? mine : others)
      .filter((at) => this.#regions.find(at) !== undefined)
      .filter((at) => this.#bytes.getAt(mine, at) !== this.#bytes.getAt(others, at));
  }
}

/** A log that keeps nothing. */
class EmptyLog extends Array<Access> {
  override push(): number {
    return 0;
  }
}

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
  readonly #log: Access[];

  readonly #contentOf: (name: string) => ReadonlyMap<bigint, number>;

  /**
   * `contentOf` tells what `havoc` writes, by its name: bytes other than 0 by address. A log that is not kept stays
   * empty: for runs so long that remembering them costs more than they do. Throws a `RangeError` where the regions are
   * not sorted, overlap, are empty, or hold the last address.
   */
  constructor(
    regions: Iterable<Region>,
    contentOf: (name: string) => ReadonlyMap<bigint, number> = () => new Map(),
    log: 'kept' | 'empty' = 'kept',
  ) {
    this.#regions = new RegionList(regions);
    this.#contentOf = contentOf;
    this.#log = log === 'kept' ? [] : new EmptyLog();
  }

  get regions(): readonly Region[] {
    return this.#regions.regions;
  }

  get log(): AccessLog {
    return this.#log;
  }

  /** What a snapshot is made of. */
  protected get content(): Content {
    return { regions: this.#regions, bytes: this.#bytes };
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
    this.#bytes.setRun(valueOf(address), encode([value]));
    this.#log.push({ kind: 'store', address, width: value.width, ordering, value });
    return ok();
  }

  write(address: U64, words: readonly Word<Width>[]): Result<void, MemoryError> {
    const bytes = encode(words);
    const completed = this.#mappedFrom(address, bytes.length);
    if (completed > 0) {
      this.#bytes.setRun(valueOf(address), bytes.subarray(0, completed));
      this.#log.push({ kind: 'write', address, values: words, completed: concreteDomain.u64(completed) });
    }
    const failure = copyFailure(address, bytes.length, completed);
    return failure === undefined ? ok() : err(failure);
  }

  read<const Ws extends readonly Width[]>(
    address: U64,
    widths: Ws,
  ): Result<{ readonly [I in keyof Ws]: Word<Ws[I]> }, MemoryError> {
    const length = sizeOf(widths);
    const completed = this.#mappedFrom(address, length);
    const values = wordsIn(this.#bytes.getRun(valueOf(address), length), widths);
    if (completed > 0) {
      this.#log.push({ kind: 'read', address, values, completed: concreteDomain.u64(completed) });
    }
    const failure = copyFailure(address, length, completed);
    if (failure !== undefined) return err(failure);
    // `map` forgets that the array has one word for each width, in their order.
    return ok(values as { readonly [I in keyof Ws]: Word<Ws[I]> });
  }

  transfer(from: TransferEnd, to: TransferEnd, length: U64): Result<void, MemoryError> {
    const wanted = valueOf(length);
    if (wanted === 0n) return ok();
    const [source, target] = [this.#own(from), this.#own(to)];
    const [first, start] = [valueOf(from.address), valueOf(to.address)];
    const readable = source.#regions.mappedFrom(first, wanted);
    const completed = target.#regions.mappedFrom(start, readable);
    if (completed === 0n) {
      return err({ kind: 'InvalidGuestAddress', address: readable === 0n ? from.address : to.address });
    }
    const copied = [...source.#bytes.nonZero(first, first + completed)];
    target.#bytes.replace(
      start,
      start + completed,
      new Map(copied.map(([at, byte]) => [at - first + start, byte])),
    );
    const done = concreteDomain.u64(completed);
    source.#log.push({ kind: 'read', address: from.address, values: [], completed: done });
    target.#log.push({ kind: 'write', address: to.address, values: [], completed: done });
    return completed === wanted ? ok() : err({ kind: 'PartialBuffer', expected: length, completed: done });
  }

  fence(ordering: Ordering): void {
    this.#log.push({ kind: 'fence', ordering });
  }

  checkRange(address: U64, length: U64): Bool {
    const wanted = valueOf(length);
    return concreteDomain.bool(this.#regions.mappedFrom(valueOf(address), wanted) === wanted);
  }

  checkSlice(address: U64, length: U64): Bool {
    const at = valueOf(address);
    const region = this.#regions.find(at);
    return concreteDomain.bool(region !== undefined && at + valueOf(length) <= region.base + region.size);
  }

  peek(address: U64, offset = 0): U8 {
    return this.peekWord(address, 8, offset);
  }

  peekWord<W extends Width>(address: U64, width: W, offset = 0): Word<W> {
    return wordAt(valueOf(address) + peekOffset(offset), width, (at) => this.#bytes.get(at));
  }

  /**
   * Sets bytes from outside, as the driver would between two operations: not in the log. Throws a `RangeError`
   * and changes nothing where one of them is not mapped.
   */
  setBytes(address: bigint, bytes: Uint8Array): void {
    const length = BigInt(bytes.length);
    const mapped = this.#regions.mappedFrom(address, length);
    if (mapped < length) throw new RangeError(`no region holds address 0x${(address + mapped).toString(16)}`);
    this.#bytes.setRun(address, bytes);
  }

  /** Gives bytes a value to begin with, mapped or not: not in the log. For a memory that nothing was done to yet. */
  fill(bytes: ReadonlyMap<bigint, number>): void {
    for (const [address, byte] of bytes) this.#bytes.setRun(address, Uint8Array.of(byte));
  }

  /** Bytes as they stand, unmapped ones too: not in the log. */
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

  /** Makes the content again what it was at the checkpoint; the log stays. Later checkpoints become void. */
  rollback(checkpoint: Checkpoint): void {
    this.#bytes.rollback(checkpoint);
  }

  havoc(name: string, ranges: readonly AddressRange[]): void {
    const content = this.#contentOf(name);
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
    return concreteDomain.u64(this.#regions.mappedFrom(valueOf(address), 1n << 64n));
  }

  #own({ memory = this }: TransferEnd): ConcreteMemory {
    if (memory instanceof ConcreteMemory) return memory;
    throw new TypeError(FOREIGN_MEMORY);
  }

  #mappedFrom(address: U64, length: number): number {
    return Number(this.#regions.mappedFrom(valueOf(address), BigInt(length)));
  }

  /** Why a word of this width cannot be accessed as one unit; `undefined` where it can. */
  #unitFailure(address: U64, width: Width): MemoryError | undefined {
    const at = valueOf(address);
    const region = this.#regions.find(at);
    if (region === undefined) return { kind: 'InvalidGuestAddress', address };
    const length = BigInt(width / 8);
    const offset = at - region.base;
    const fits = offset % length === 0n && offset + length <= region.size;
    return fits ? undefined : { kind: 'InvalidBackendAddress' };
  }
}

/** Why a plain copy of `expected` bytes got only `completed` of them done; `undefined` where it did them all. */
function copyFailure(address: U64, expected: number, completed: number): MemoryError | undefined {
  if (completed === expected) return undefined;
  if (completed === 0) return { kind: 'InvalidGuestAddress', address };
  return { kind: 'PartialBuffer', expected, completed: concreteDomain.u64(completed) };
}
