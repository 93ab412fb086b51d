import { err, ok, type Domain, type GuestMemory, type Result, type U16 } from 'ringproof';
import type {
  ChainError,
  ChainWalk,
  Descriptor,
  DescriptorChain as AvailableChain,
  WalkState,
} from '../descriptor-chain.ts';
import { DescriptorChain } from './descriptor-chain.ts';

/**
 * The loop over a chain that Firecracker's devices write with `next_descriptor`: `remaining` is the time to live of the
 * descriptor at `index`. It reads a descriptor when it is asked for it, where `DescriptorIterator` reads one ahead. Every
 * malformed chain ends as a complete one does.
 */
export class Walk implements ChainWalk {
  readonly #domain: Domain;
  #state: WalkState;
  /** The descriptor at `index`, where it was read already. */
  #current: DescriptorChain | undefined;

  constructor(domain: Domain, state: WalkState, current?: DescriptorChain) {
    this.#domain = domain;
    this.#state = state;
    this.#current = current;
  }

  get state(): WalkState {
    return this.#state;
  }

  next(mem: GuestMemory): Result<Descriptor | undefined, ChainError> {
    const domain = this.#domain;
    const { table, entries, index, remaining } = this.#state;
    if (domain.decide(remaining.eq(0))) return ok(undefined);

    const read =
      this.#current === undefined
        ? DescriptorChain.checkedNew(domain, mem, table, entries, index)
        : ok(this.#current);
    if (!read.ok) return err({ kind: 'Unmapped' });
    this.#current = undefined;
    const chain = read.value?.withTtl(remaining);

    this.#state = {
      ...this.#state,
      index: chain?.next ?? index,
      remaining:
        chain === undefined ? domain.u16(0) : domain.select(chain.hasNext(), remaining.sub(1), domain.u16(0)),
    };
    return ok(chain?.descriptor);
  }
}

/** A chain that `pop` gave: its first descriptor has been read, and is not read again. */
export class PoppedChain implements AvailableChain {
  readonly #domain: Domain;
  readonly #chain: DescriptorChain;

  constructor(domain: Domain, chain: DescriptorChain) {
    this.#domain = domain;
    this.#chain = chain;
  }

  get head(): U16 {
    return this.#chain.index;
  }

  walk(): Walk {
    const { descTablePtr, queueSize, index, ttl } = this.#chain;
    const state: WalkState = {
      // A descriptor was read through it: it is not null.
      table: descTablePtr ?? this.#domain.u64(0),
      entries: queueSize,
      index,
      remaining: ttl,
      bytes: this.#domain.u32(0),
      indirect: this.#domain.bool(false),
    };
    return new Walk(this.#domain, state, this.#chain);
  }
}
