import {
  err,
  ok,
  type Bool,
  type Domain,
  type GuestMemory,
  type Result,
  type U16,
  type U32,
  type U64,
} from 'ringproof';
import {
  chain,
  DESC_F_INDIRECT,
  DESC_F_NEXT,
  DESC_TABLE,
  layout,
  type ChainError,
  type Descriptor,
  type WalkState,
} from 'ringproof/virtio/split';

/** Where a walk stands. */
export interface WalkFields extends WalkState {
  readonly isFull: Bool;
}

/**
 * A walk along one chain (2.7.5, 2.7.5.3). A descriptor is yielded after all that its step shows was found in order, the
 * link to the next one included: so every malformation is reported, none is mistaken for the end of the chain, and what
 * was yielded before it was well-formed. A step that fails leaves the walk where it was.
 *
 * Where several things are wrong at once, the first of these is reported: HeadOutOfRange, Unmapped (descriptor),
 * NestedIndirect, IndirectWithNext, InvalidTableLength, Unmapped (table), NextOutOfRange, Loop, TooLong.
 */
export class Walk implements WalkFields {
  table: U64;
  entries: U16;
  index: U16;
  remaining: U16;
  bytes: U32;
  indirect: Bool;
  isFull: Bool;
  readonly #domain: Domain;

  constructor(domain: Domain, state: WalkFields) {
    this.#domain = domain;
    this.table = state.table;
    this.entries = state.entries;
    this.index = state.index;
    this.remaining = state.remaining;
    this.bytes = state.bytes;
    this.indirect = state.indirect;
    this.isFull = state.isFull;
  }

  get state(): WalkFields {
    const { table, entries, index, remaining, bytes, indirect, isFull } = this;
    return { table, entries, index, remaining, bytes, indirect, isFull };
  }

  /**
   * Errors: as listed above. Reads the descriptor that the walk stands at, and, where that refers to a table, the table's
   * first one.
   */
  next(memory: GuestMemory): Result<Descriptor | undefined, ChainError> {
    const { state } = this;
    if (this.#domain.decide(state.remaining.eq(0))) return ok(undefined);
    const found = this.#read(memory, state);
    if (!found.ok) return found;
    if (!this.#has(found.value, DESC_F_INDIRECT)) return this.#yield(state, found.value);

    const table = this.#enter(memory, state, found.value);
    if (!table.ok) return table;
    const first = this.#read(memory, table.value);
    // unreached: the whole table is mapped, as entering it saw
    if (!first.ok) return first;
    if (this.#has(first.value, DESC_F_INDIRECT)) return fault('NestedIndirect');
    return this.#yield(table.value, first.value);
  }

  /** The descriptor at the walk's index. */
  #read(memory: GuestMemory, state: WalkState): Result<Descriptor, ChainError> {
    if (this.#domain.decide(chain.isOutOfTable(state))) return fault('HeadOutOfRange');
    const at = layout.descriptorAddress(state.table, state.index);
    const mapped =
      at !== undefined && this.#domain.decide(memory.checkRange(at, this.#domain.u64(DESC_TABLE.slotBytes)));
    const words = mapped ? memory.read(at, [64, 32, 16, 16]) : undefined;
    if (words?.ok !== true) return fault('Unmapped');
    const [addr, len, flags, next] = words.value;
    return ok({ addr, len, flags, next });
  }

  /** Where the walk stands at the start of the table that a descriptor refers to, its WRITE flag ignored (2.7.5.3.2). */
  #enter(memory: GuestMemory, state: WalkFields, descriptor: Descriptor): Result<WalkFields, ChainError> {
    const domain = this.#domain;
    if (domain.decide(chain.isNestedIndirect(state, descriptor))) return fault('NestedIndirect');
    if (domain.decide(chain.isIndirectWithNext(descriptor))) return fault('IndirectWithNext');
    if (domain.decide(chain.isInvalidTableLength(descriptor))) return fault('InvalidTableLength');
    if (domain.decide(chain.isTableUnmapped(descriptor, memory))) return fault('Unmapped');
    const entries = chain.tableEntries(descriptor);
    return ok({
      table: descriptor.addr,
      entries,
      index: domain.u16(0),
      remaining: entries,
      bytes: state.bytes,
      isFull: state.isFull,
      indirect: domain.bool(true),
    });
  }

  /** Yields the descriptor at the index of `state` and goes on to its next, if both are in order. */
  #yield(state: WalkFields, descriptor: Descriptor): Result<Descriptor, ChainError> {
    const domain = this.#domain;
    const goesOn = this.#has(descriptor, DESC_F_NEXT);
    if (goesOn && domain.decide(chain.isNextOutOfRange(state, descriptor))) return fault('NextOutOfRange');
    if (goesOn && domain.decide(chain.isLoop(state, descriptor))) return fault('Loop');
    const { len } = descriptor;
    if (domain.decide(chain.isTooLong(state, descriptor))) return fault('TooLong');

    const bytes = state.bytes.add(len);
    const isFull = this.isFull.or(bytes.eq(0).and(len.ne(0)));
    const step = goesOn
      ? { index: descriptor.next, remaining: state.remaining.sub(1) }
      : { remaining: domain.u16(0) };
    Object.assign(this, state, { ...step, bytes, isFull });
    return ok(descriptor);
  }

  #has(descriptor: Descriptor, flag: number): boolean {
    return this.#domain.decide(chain.hasFlag(descriptor, flag));
  }
}

function fault(kind: ChainError['kind']): Result<never, ChainError> {
  return err({ kind });
}
