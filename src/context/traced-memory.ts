import { engineClass } from '../domain/engine-part.ts';
import { valueOf } from '../domain/concrete.ts';
import type { Result } from '../domain/result.ts';
import type { Width } from '../domain/width.ts';
import type { Bool, U64, U8, Word } from '../domain/word.ts';
import type { FenceOrdering, LoadOrdering, StoreOrdering } from '../memory/event.ts';
import { ConcreteMemory } from '../memory/concrete.ts';
import type { InRegion, MemoryError } from '../memory/guest-memory.ts';
import type { ByteRun } from '../memory/concrete-bytes.ts';
import { peekOffset, type AddressRange, type MemoryView } from '../memory/observed-memory.ts';
import type { RegionRule } from '../memory/region-rule.ts';
import type { Region } from '../memory/regions.ts';
import type { RunEvents } from '../memory/run-events.ts';
import { readFrom } from './read-values.ts';
import { TracedSnapshot, unmappedBytes, type OnUnmappedPeek } from './unmapped-peek.ts';

/** Addresses that a run asked a memory about. */
export interface Touched {
  readonly address: bigint;
  readonly length: bigint;
  /** `unit`: as one word; `copy`: byte by byte; `range`: only whether it is there; `whole`: what regions have all of, or nothing. */
  readonly how: 'unit' | 'copy' | 'range' | 'whole';
}

/** One access to a memory, done or failed, or a fence, with the bytes that a story shows. */
export interface MemoryEvent {
  readonly kind: AccessKind | 'fence';
  readonly address: bigint;
  /** Bytes asked for; 0 for a fence. */
  readonly length: number;
  readonly ordering: FenceOrdering | null;
  /** The bytes before; empty for a fence. */
  readonly before: Uint8Array;
  /** The bytes afterwards. */
  readonly after: Uint8Array;
  readonly error: MemoryError | null;
}

type AccessKind = 'load' | 'store' | 'read' | 'write';

/** What the other side wrote: the bytes that differ from those before. */
export interface OtherSideEvent {
  readonly name: string;
  readonly runs: readonly ByteRun[];
}

/** The memory is as it was: the bytes that differ from those just before. */
export interface RewindEvent {
  readonly kind: 'rewind';
  readonly runs: readonly ByteRun[];
}

/** A concrete memory that reports every access, and records which addresses were accessed. */
export class TracedMemory extends ConcreteMemory {
  static {
    engineClass(this);
  }

  readonly touched: Touched[] = [];
  readonly #onEvent: (event: MemoryEvent | OtherSideEvent | RewindEvent) => void;
  readonly #onUnmapped: OnUnmappedPeek;
  readonly #memory: string;
  #rule: RegionRule | null = null;

  /** `contentOf`, `run` and `name`: as for every concrete memory. */
  constructor(
    regions: Iterable<Region>,
    onEvent: (event: MemoryEvent | OtherSideEvent | RewindEvent) => void,
    contentOf?: (name: string) => ReadonlyMap<bigint, number>,
    onUnmapped: OnUnmappedPeek = () => {},
    run?: RunEvents,
    name = 'memory',
  ) {
    super(regions, contentOf, run, name);
    this.#onEvent = onEvent;
    this.#onUnmapped = onUnmapped;
    this.#memory = name;
  }

  /** As of every concrete memory. Each touch then counts all that its region has to hold because of the rule, too. */
  override restrict(rule: RegionRule, assume: (holds: boolean) => void): void {
    super.restrict(rule, assume);
    this.#rule = rule;
  }

  override peek(address: U64, offset = 0): U8 {
    const value = super.peekWord(address, 8, offset);
    const unmapped = unmappedBytes(this.content.regions, address, offset, value);
    if (unmapped.length > 0) this.#onUnmapped(unmapped, new Error());
    return readFrom(value, this.#memory, valueOf(address) + peekOffset(offset), 1);
  }

  override peekWord<W extends Width>(address: U64, width: W, offset = 0): Word<W> {
    const value = super.peekWord(address, width, offset);
    const unmapped = unmappedBytes(this.content.regions, address, offset, value);
    if (unmapped.length > 0) this.#onUnmapped(unmapped, new Error());
    return readFrom(value, this.#memory, valueOf(address) + peekOffset(offset), width / 8);
  }

  override snapshot(): TracedSnapshot {
    return new TracedSnapshot(this.content, this.#onUnmapped, this.#memory);
  }

  override load<W extends Width>(
    address: U64,
    width: W,
    ordering: LoadOrdering,
    known?: InRegion,
  ): Result<Word<W>, MemoryError> {
    const loaded = this.#traced('load', address, width / 8, ordering, () =>
      super.load(address, width, ordering, known),
    );
    if (loaded.ok) readFrom(loaded.value, this.#memory, valueOf(address), width / 8);
    return loaded;
  }

  override store<W extends Width>(
    address: U64,
    value: Word<W>,
    ordering: StoreOrdering,
    known?: InRegion,
  ): Result<void, MemoryError> {
    return this.#traced('store', address, value.width / 8, ordering, () =>
      super.store(address, value, ordering, known),
    );
  }

  override write(address: U64, words: readonly Word<Width>[], known?: InRegion): Result<void, MemoryError> {
    const length = bytesIn(words.map(({ width }) => width));
    return this.#traced('write', address, length, null, () => super.write(address, words, known));
  }

  override read<const Ws extends readonly Width[]>(
    address: U64,
    widths: Ws,
    known?: InRegion,
  ): Result<{ readonly [I in keyof Ws]: Word<Ws[I]> }, MemoryError> {
    const copied = this.#traced('read', address, bytesIn(widths), null, () =>
      super.read(address, widths, known),
    );
    if (copied.ok) {
      let at = valueOf(address);
      for (const word of copied.value) {
        readFrom(word, this.#memory, at, word.width / 8);
        at += BigInt(word.width / 8);
      }
    }
    return copied;
  }

  override fence(ordering: FenceOrdering): void {
    super.fence(ordering);
    const nothing = new Uint8Array();
    this.#onEvent({
      ...{ kind: 'fence', address: 0n, length: 0, ordering },
      ...{ before: nothing, after: nothing, error: null },
    });
  }

  /** As of every concrete memory, and reports the bytes that this gives back their values. */
  override rewind(to: MemoryView): void {
    const before = this.checkpoint();
    super.rewind(to);
    this.#onEvent({ kind: 'rewind', runs: this.changesSince(before) });
  }

  override havoc(name: string, ranges: readonly AddressRange[]): void {
    for (const { start, length } of ranges)
      this.#touch(start, typeof length === 'object' ? valueOf(length) : BigInt(length), 'range');
    const before = this.checkpoint();
    super.havoc(name, ranges);
    // Bytes of holes change as well, where only a peek can see it.
    const { regions } = this.content;
    const runs = this.changesSince(before).filter(({ address }) => regions.find(address) !== undefined);
    this.#onEvent({ name, runs });
  }

  override checkRange(address: U64, length: U64): Bool {
    this.#touch(address, valueOf(length), 'range');
    return super.checkRange(address, length);
  }

  override checkSlice(address: U64, length: U64): Bool {
    this.#touch(address, valueOf(length), 'range');
    return super.checkSlice(address, length);
  }

  override regionBefore(address: U64): U64 {
    this.#touch(address, 1n, 'range');
    return super.regionBefore(address);
  }

  override regionAfter(address: U64): U64 {
    this.#touch(address, 1n, 'range');
    return super.regionAfter(address);
  }

  override accessible(address: U64, width: Width): Bool {
    this.#touch(address, BigInt(width / 8), 'unit');
    return super.accessible(address, width);
  }

  override contiguous(address: U64): U64 {
    this.#touch(address, 1n, 'copy');
    return super.contiguous(address);
  }

  #touch(address: U64, length: bigint, how: Touched['how']): void {
    const at = valueOf(address);
    this.touched.push({ address: at, length, how });
    if (this.#rule === null) return;
    const { multipleOf } = this.#rule;
    for (const one of [at, at + length - 1n])
      this.touched.push({ address: one - (one % multipleOf), length: multipleOf, how: 'whole' });
  }

  #traced<T>(
    kind: AccessKind,
    address: U64,
    length: number,
    ordering: FenceOrdering | null,
    work: () => Result<T, MemoryError>,
  ): Result<T, MemoryError> {
    const at = valueOf(address);
    this.#touch(address, BigInt(length), ordering === null ? 'copy' : 'unit');
    const before = this.getBytes(at, length);
    const outcome = work();
    const [after, error] = [this.getBytes(at, length), outcome.ok ? null : outcome.error];
    this.#onEvent({ kind, address: at, length, ordering, before, after, error });
    return outcome;
  }
}

function bytesIn(widths: readonly Width[]): number {
  return widths.reduce((sum, width) => sum + width / 8, 0);
}
