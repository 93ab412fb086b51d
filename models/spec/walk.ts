import { err, ok, type Bool, type Domain, type GuestMemory, type Result } from 'ringproof';
import {
  DESC_F_INDIRECT,
  DESC_F_NEXT,
  type ChainError,
  type ChainWalk,
  type Descriptor,
  type WalkState,
} from '../descriptor-chain.ts';
import { descriptorAddress, DESCRIPTOR_BYTES } from './layout.ts';
import * as chain from './well-formed-chain.ts';

/**
 * A walk along one chain (2.7.5, 2.7.5.3). A descriptor is yielded after all that its step shows was found in order, the
 * link to the next one included: so every malformation is reported, none is mistaken for the end of the chain, and what
 * was yielded in front of it was well-formed. A step that fails leaves the walk where it was.
 *
 * Where several things are wrong at once, the first of these is reported: HeadOutOfRange, Unmapped (descriptor),
 * NestedIndirect, IndirectWithNext, InvalidTableLength, Unmapped (table), NextOutOfRange, Loop, TooLong.
 */
export class Walk implements ChainWalk {
  readonly #domain: Domain;
  #state: WalkState;
  /** Whether the bytes yielded are 2^32, which a chain may have (2.7.5.2) and `bytes` shows as 0. */
  #isFull: Bool;

  constructor(domain: Domain, state: WalkState) {
    this.#domain = domain;
    this.#state = state;
    this.#isFull = domain.bool(false);
  }

  get state(): WalkState {
    return this.#state;
  }

  /**
   * Errors: as listed above. Reads the descriptor that the walk stands at, and, where that refers to a table, the table's
   * first one.
   */
  next(memory: GuestMemory): Result<Descriptor | undefined, ChainError> {
    const state = this.#state;
    if (this.#domain.decide(state.remaining.eq(0))) return ok(undefined);
    const found = this.#read(memory, state);
    if (!found.ok) return found;
    if (!this.#has(found.value, DESC_F_INDIRECT)) return this.#yield(state, found.value);

    const table = this.#enter(memory, state, found.value);
    if (!table.ok) return table;
    const first = this.#read(memory, table.value);
    if (!first.ok) return first;
    if (this.#has(first.value, DESC_F_INDIRECT)) return fault('NestedIndirect');
    return this.#yield(table.value, first.value);
  }

  /** The descriptor at the walk's index. */
  #read(memory: GuestMemory, state: WalkState): Result<Descriptor, ChainError> {
    if (this.#domain.decide(chain.isOutOfTable(state))) return fault('HeadOutOfRange');
    const at = descriptorAddress(state.table, state.index);
    const mapped =
      at !== undefined && this.#domain.decide(memory.checkRange(at, this.#domain.u64(DESCRIPTOR_BYTES)));
    const words = mapped ? memory.read(at, [64, 32, 16, 16]) : undefined;
    if (words?.ok !== true) return fault('Unmapped');
    const [addr, len, flags, next] = words.value;
    return ok({ addr, len, flags, next });
  }

  /** Where the walk stands at the start of the table that a descriptor refers to, its WRITE flag ignored (2.7.5.3.2). */
  #enter(memory: GuestMemory, state: WalkState, descriptor: Descriptor): Result<WalkState, ChainError> {
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
      indirect: domain.bool(true),
    });
  }

  /** Yields the descriptor at the index of `state` and goes on to its next, if both are in order. */
  #yield(state: WalkState, descriptor: Descriptor): Result<Descriptor, ChainError> {
    const domain = this.#domain;
    const goesOn = this.#has(descriptor, DESC_F_NEXT);
    if (goesOn && domain.decide(chain.isNextOutOfRange(state, descriptor))) return fault('NextOutOfRange');
    if (goesOn && domain.decide(chain.isLoop(state, descriptor))) return fault('Loop');
    const { len } = descriptor;
    if (domain.decide(chain.isTooLong(state, descriptor).or(this.#isFull.and(len.ne(0)))))
      return fault('TooLong');

    const bytes = state.bytes.add(len);
    this.#isFull = this.#isFull.or(bytes.eq(0).and(len.ne(0)));
    this.#state = goesOn
      ? { ...state, index: descriptor.next, remaining: state.remaining.sub(1), bytes }
      : { ...state, remaining: domain.u16(0), bytes };
    return ok(descriptor);
  }

  #has(descriptor: Descriptor, flag: number): boolean {
    return this.#domain.decide(chain.hasFlag(descriptor, flag));
  }
}

function fault(kind: ChainError['kind']): Result<never, ChainError> {
  return err({ kind });
}
